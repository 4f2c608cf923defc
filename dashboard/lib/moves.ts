/** A row of a list: which it is, and the part of the list that it stands in (a column of a board). */
export type RowAt = { readonly id: string; readonly part?: string };

/** How many rows came, went, or stand elsewhere than before: 0 means that what is read can be refreshed in its place. */
export function movesBetween(before: readonly RowAt[], after: readonly RowAt[]): number {
  const old = new Map(before.map((row, at) => [row.id, { at, part: row.part }]));
  const stayed = after.flatMap(({ id, part }) => {
    const was = old.get(id);
    return was !== undefined && was.part === part ? [was.at] : [];
  });
  const inOrder = longestRise(stayed);
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return ids.size - inOrder;
}

/** The length of the longest rising run that can be picked out of the numbers, in their order. */
function longestRise(numbers: readonly number[]): number {
  /** The smallest end of a run of each length. */
  const ends: number[] = [];
  for (const number of numbers) {
    const found = ends.findIndex((end) => end >= number);
    ends[found === -1 ? ends.length : found] = number;
  }
  return ends.length;
}
