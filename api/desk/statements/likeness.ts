/** Marks and function words that say nothing of what a sentence is about. */
const NOISE = /[\s\p{P}\p{S}]|网传|有人说|听说|据传/gu;

/** Pairs of neighbouring characters. */
function pairsOf(text: string): readonly string[] {
  const characters = [...text.replace(NOISE, '')];
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}

/** From this share on one text says the other; below, they only speak of the same place or thing. */
export const SAYS_SHARE = 0.7;
/** Shorter ones (two characters) are in everything. */
const PAIRS_MIN = 3;

/** How much of `short` is in `long`, by pairs of characters, whatever their order: 0 to 1. */
export function shareIn(short: string, long: string): number {
  const wanted = pairsOf(short);
  if (wanted.length < PAIRS_MIN) return 0;
  const there = new Set(pairsOf(long));
  return wanted.filter((pair) => there.has(pair)).length / wanted.length;
}

/** Whether `text` repeats what `saying` says. */
export function repeats(saying: string, text: string): boolean {
  return shareIn(saying, text) >= SAYS_SHARE;
}
