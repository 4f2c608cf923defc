/** A whole word of a cut text with its place. */
export type PlacedWord = { readonly start: number; readonly end: number };

/** How many shorter words can stand before the word that holds them; a longer one is taken as words of its own. */
const INSIDE_MAX = 24;

/**
 * The whole words of a cut text with their offsets: the shorter words that the segmenter puts before the word that holds them
 * are left out.
 */
export function wholeWords(text: string, cut: readonly string[]): PlacedWord[] {
  const words: PlacedWord[] = [];
  let at = 0;
  for (let index = 0; index < cut.length; index++) {
    const whole = wholeFrom(text, at, cut, index);
    const word = cut[whole] ?? '';
    if (!text.startsWith(word, at)) {
      const next = text.indexOf(word, at);
      if (next < 0) continue;
      at = next;
    }
    words.push({ start: at, end: at + word.length });
    at += word.length;
    index = whole;
  }
  return words;
}

/** The index in `cut` of the longest word that begins at `at` and whose predecessors from `index` on all lie inside it. */
function wholeFrom(text: string, at: number, cut: readonly string[], index: number): number {
  const first = cut[index] ?? '';
  if (first.length !== 2 && first.length !== 3) return index;
  let best = index;
  for (let ahead = index + 1; ahead < Math.min(cut.length, index + INSIDE_MAX); ahead++) {
    const word = cut[ahead] ?? '';
    if (word.length < 2) break;
    if (
      word.length > 2 &&
      word.length > first.length &&
      text.startsWith(word, at) &&
      word.includes(cut[ahead - 1] ?? '')
    )
      best = ahead;
    if (word.length > 3) break;
  }
  return best;
}
