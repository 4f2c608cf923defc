/** Units of a text that are compared: a claim is told in its beginning. */
export const COMPARED_CHARS_MAX = 600;
/** Texts with fewer pairs say too little: greetings would be alike. */
export const PAIRS_MIN = 4;

/** Words by which a text denies or rebuts what it repeats: the office's own answer is no variant of the claim. */
const DENIAL = /辟谣|谣言|不实|不属实|虚假信息|误传|请勿轻信|不信谣|子虚乌有|并无此事|情况通报|澄清/u;

/** Pairs of neighbouring characters; Latin words and numbers count whole. */
export function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  const plain = text.slice(0, COMPARED_CHARS_MAX).toLowerCase();
  for (const run of plain.match(/[\p{Script=Han}]+|[a-z]+|\d+(?:\.\d+)?/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run)) pairs.add(run);
    else for (let at = 0; at + 1 < run.length; at += 1) pairs.add(run.slice(at, at + 2));
  }
  return pairs;
}

/**
 * How alike two texts are, 0 to 1: the pairs that they share against those of the shorter (so that a claim is found inside a longer post),
 * drawn down by how much longer the other is. Too short a text is like nothing.
 */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size < PAIRS_MIN) return 0;
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared += 1;
  return likenessOf(shared, small.size, large.size);
}

/** The same from counts alone. */
export function likenessOf(shared: number, small: number, large: number): number {
  if (small < PAIRS_MIN) return 0;
  const within = shared / small;
  const jaccard = shared / (small + large - shared);
  return (within + jaccard) / 2;
}

export function denies(text: string): boolean {
  return DENIAL.test(text.slice(0, COMPARED_CHARS_MAX));
}
