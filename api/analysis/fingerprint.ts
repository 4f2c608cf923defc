/**
 * Near-copies by MinHash (Broder 1997) over shingles of three tokens, one permutation split into bins (Li, Owen, Zhang 2012)
 * with empty bins filled from their neighbour (Shrivastava, Li 2014), and bands of four bins as keys. Two texts whose shingles
 * overlap by s (Jaccard) share a band with chance s⁴; of 16 bands two or more are shared with .99 at s = .8, .26 at .5 and
 * .007 at .3. One hash a shingle: some microseconds for 200 characters.
 */
const BINS = 64;
const ROWS = 4;
const SHINGLE_TOKENS = 3;
/** Fewer tokens than this say too little: greetings and one-liners would all be near-copies. */
export const FINGERPRINT_TOKENS_MIN = 10;
/** Tokens looked at: a longer text is told by its beginning. */
export const FINGERPRINT_TOKENS_MAX = 4_000;

/** Digits of a key: that of its band, and eight of the band's hash. */
const KEY_DIGITS = 9;
const HEX = Buffer.from('0123456789abcdef', 'latin1');

const bins = new Uint32Array(BINS);
const filled = new Uint8Array(BINS);
const digits = Buffer.alloc((BINS / ROWS) * KEY_DIGITS);

/** Band keys of nine hexadecimal digits (the first names the band) of the tokens from `from` on, or none for very few. */
export function fingerprintOf(tokens: readonly string[], from = 0): string[] {
  const count = Math.min(tokens.length - from, FINGERPRINT_TOKENS_MAX);
  if (count < FINGERPRINT_TOKENS_MIN) return [];
  bins.fill(0xffffffff);
  filled.fill(0);
  let before = 0;
  let middle = 0;
  for (let index = 0; index < count; index++) {
    const last = hashOf(tokens[from + index] ?? '');
    if (index >= SHINGLE_TOKENS - 1) place(mix(Math.imul(Math.imul(before, 31) + middle, 31) + last));
    before = middle;
    middle = last;
  }
  fillEmpty();
  return bandKeys();
}

function place(hash: number): void {
  const bin = hash >>> 26;
  filled[bin] = 1;
  if (hash < (bins[bin] ?? 0)) bins[bin] = hash;
}

/** FNV-1a over the units of a token. */
function hashOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < token.length; at++) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function fillEmpty(): void {
  for (let bin = 0; bin < BINS; bin++) {
    if (filled[bin] === 1) continue;
    let distance = 1;
    while (filled[(bin + distance) % BINS] !== 1) distance++;
    bins[bin] = mix((bins[(bin + distance) % BINS] ?? 0) + Math.imul(distance, 0x9e3779b1));
  }
}

/** All digits are written side by side and read as one string, whose parts the keys are: joining digits costs more than all the hashing. */
function bandKeys(): string[] {
  let at = 0;
  for (let bin = 0; bin < BINS; bin += ROWS) {
    let hash = bin;
    for (let row = 0; row < ROWS; row++) hash = mix(hash ^ (bins[bin + row] ?? 0));
    digits[at++] = HEX[bin / ROWS] ?? 0;
    for (let shift = 28; shift >= 0; shift -= 4) digits[at++] = HEX[(hash >>> shift) & 15] ?? 0;
  }
  const all = digits.toString('latin1');
  const keys: string[] = [];
  for (let start = 0; start < all.length; start += KEY_DIGITS) keys.push(all.slice(start, start + KEY_DIGITS));
  return keys;
}
