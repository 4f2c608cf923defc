let buffer = new Uint8Array(4096);

/**
 * Marks where the words of a cut text begin and end: `edges[offset]` is 1 there, offsets 0 to the text's length. The array is
 * used again: it is good until the next call.
 */
export function wordEdges(length: number, words: readonly string[]): Uint8Array {
  if (buffer.length <= length) buffer = new Uint8Array(length * 2);
  const edges = buffer;
  edges.fill(0, 0, length + 1);
  edges[0] = 1;
  let at = 0;
  for (const word of words) {
    at += word.length;
    edges[at] = 1;
  }
  return edges;
}

/** The edge before `end`, which must lie after 0. */
export function edgeBefore(edges: Uint8Array, end: number): number {
  let at = end - 1;
  while (at > 0 && edges[at] === 0) at--;
  return at;
}
