let buffer = new Uint8Array(4096);

/**
 * Marks where words begin and end in a cut text: `edges[offset]` is 1 there, offsets 0 to the text's length. The shorter words
 * that the segmenter puts before the word that holds them are left out, for which the words are read from the last to the
 * first. The array is used again: it is good until the next call.
 */
export function wordEdges(text: string, cut: readonly string[]): Uint8Array {
  if (buffer.length <= text.length) buffer = new Uint8Array(text.length * 2);
  const edges = buffer;
  edges.fill(0, 0, text.length + 1);
  let at = text.length;
  edges[at] = 1;
  for (let index = cut.length - 1; index >= 0; index--) {
    const word = cut[index] ?? '';
    const start = startOf(text, word, at);
    if (start < 0) continue;
    at = start;
    edges[at] = 1;
    if (word.length > 2) index -= insideBefore(cut, index, word);
  }
  return edges;
}

/** Where a word stands that should end at `end`; further left where the segmenter dropped something; -1 for nowhere. */
function startOf(text: string, word: string, end: number): number {
  const start = end - word.length;
  if (start < 0) return -1;
  // Unit by unit: most words have one or two, and a call of `startsWith` costs more than that.
  for (let at = 0; at < word.length; at++)
    if (text.charCodeAt(start + at) !== word.charCodeAt(at)) return text.lastIndexOf(word, start);
  return start;
}

/** How many words right before `index` are parts of that word: the segmenter gives parts of two and three characters. */
function insideBefore(cut: readonly string[], index: number, word: string): number {
  let count = 0;
  for (let before = index - 1; before >= 0; before--) {
    const part = cut[before] ?? '';
    if ((part.length !== 2 && part.length !== 3) || part.length >= word.length || !word.includes(part)) break;
    count++;
  }
  return count;
}

/** The edge before `end`, which must lie after 0. */
export function edgeBefore(edges: Uint8Array, end: number): number {
  let at = end - 1;
  while (at > 0 && edges[at] === 0) at--;
  return at;
}
