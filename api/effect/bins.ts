import type { Scale } from './scale.ts';

/** One post that carries the claim, or the statement. */
export type Carried = { readonly source: string; readonly atMs: number };

/** A time in which a source (`*`: all of them) was not read. `toMs` null: it still is not. */
export type Gap = { readonly source: string; readonly fromMs: number; readonly toMs: number | null };

export type Bin = { readonly atMs: number; readonly repeats: number | null; readonly mentions: number | null };

/** Sources that bring so much of the repeats make a step unknown while they are not read; less is a small hole. */
export const MISSING_SHARE = 1 / 3;
export const EVERY_SOURCE = '*';

/** Steps from the one that holds `fromMs` to the one that holds `toMs`, laid so that one begins at the moment. */
export function gridOf(momentMs: number, fromMs: number, toMs: number, { stepMs }: Scale): readonly number[] {
  const first = Math.floor((fromMs - momentMs) / stepMs);
  const last = Math.ceil((toMs - momentMs) / stepMs);
  return Array.from({ length: Math.max(0, last - first) }, (_, at) => momentMs + (first + at) * stepMs);
}

/** Whether a source was not read for half of that time or more. */
export function isMissing(gaps: readonly Gap[], source: string, fromMs: number, toMs: number): boolean {
  const spans = gaps
    .filter((gap) => gap.source === source || gap.source === EVERY_SOURCE)
    .map((gap) => [Math.max(gap.fromMs, fromMs), Math.min(gap.toMs ?? toMs, toMs)] as const)
    .filter(([from, to]) => to > from)
    .toSorted(([a], [b]) => a - b);
  let missingMs = 0;
  let doneMs = fromMs;
  for (const [from, to] of spans) {
    missingMs += Math.max(0, to - Math.max(from, doneMs));
    doneMs = Math.max(doneMs, to);
  }
  return missingMs * 2 >= toMs - fromMs;
}

/** Counts by step. A step in which a third of the repeats could not have been seen is null, not zero. */
export function binsOf(
  grid: readonly number[],
  stepMs: number,
  repeats: readonly Carried[],
  mentions: readonly Carried[],
  gaps: readonly Gap[],
): readonly Bin[] {
  const shares = sharesOf(repeats);
  const [firstMs = 0] = grid;
  const counts = (posts: readonly Carried[]): number[] => {
    const bins = grid.map(() => 0);
    for (const { atMs } of posts) {
      const at = Math.floor((atMs - firstMs) / stepMs);
      if (at >= 0 && at < bins.length) bins[at] = (bins[at] ?? 0) + 1;
    }
    return bins;
  };
  const [repeated, mentioned] = [counts(repeats), counts(mentions)];
  return grid.map((atMs, at) => {
    const lost = isMissing(gaps, EVERY_SOURCE, atMs, atMs + stepMs)
      ? 1
      : [...shares].reduce(
          (sum, [source, share]) => sum + (isMissing(gaps, source, atMs, atMs + stepMs) ? share : 0),
          0,
        );
    const known = lost < MISSING_SHARE;
    return { atMs, repeats: known ? (repeated[at] ?? 0) : null, mentions: known ? (mentioned[at] ?? 0) : null };
  });
}

function sharesOf(posts: readonly Carried[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { source } of posts) counts.set(source, (counts.get(source) ?? 0) + 1);
  return new Map([...counts].map(([source, count]) => [source, count / posts.length]));
}
