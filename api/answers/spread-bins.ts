import type { SpreadBin } from '../contract/index.ts';
import { EVERY_SOURCE, isMissing, MISSING_SHARE, type Gap } from '../effect/bins.ts';
import { bucketAt } from '../posts/slice.ts';

/** Bins of one figure at most, the newest; more would be thinner than a pixel. */
export const SPREAD_BINS_MAX = 400;

export type SpreadCounts = {
  /** Only buckets with posts, in time order. */
  readonly buckets: readonly { readonly atMs: number; readonly count: number }[];
  readonly stepMs: number;
  /** Share of all posts by source. */
  readonly shares: ReadonlyMap<string, number>;
  readonly gaps: readonly Gap[];
  readonly nowMs: number;
};

/** Every bin from the first post to now: nothing said is 0; where a third of the posts could not have been read it is null. */
export function spreadBins({ buckets, stepMs, shares, gaps, nowMs }: SpreadCounts): SpreadBin[] {
  const first = buckets[0];
  if (first === undefined) return [];
  const lastMs = Math.max(bucketAt(nowMs, stepMs), buckets.at(-1)?.atMs ?? 0);
  const bins = Math.round((lastMs - first.atMs) / stepMs) + 1;
  const fromMs = first.atMs + Math.max(0, bins - SPREAD_BINS_MAX) * stepMs;
  const counts = new Map(buckets.map(({ atMs, count }) => [atMs, count]));
  return Array.from({ length: Math.min(bins, SPREAD_BINS_MAX) }, (_, at) => {
    const atMs = fromMs + at * stepMs;
    // The bin that now lies in has only its beginning behind it.
    const endMs = atMs < nowMs ? Math.min(atMs + stepMs, nowMs) : atMs + stepMs;
    const seen = counts.get(atMs) ?? 0;
    return { atMs, count: lostShare(gaps, shares, atMs, endMs) < MISSING_SHARE ? seen : null, seen };
  });
}

function lostShare(gaps: readonly Gap[], shares: ReadonlyMap<string, number>, fromMs: number, toMs: number): number {
  if (isMissing(gaps, EVERY_SOURCE, fromMs, toMs)) return 1;
  return [...shares].reduce((sum, [source, share]) => sum + (isMissing(gaps, source, fromMs, toMs) ? share : 0), 0);
}
