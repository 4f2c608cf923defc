import type { ClaimSpread } from '../../../api/contract/index.ts';

/** Bins of one figure at most; more would be thinner than a pixel. */
const BINS_MAX = 400;

type Bucket = { readonly atMs: number; readonly count: number };

/** The store names only bins with posts; between them nothing was said, which is drawn as nothing. */
export function filledBuckets(histogram: ClaimSpread['histogram'] | null): readonly Bucket[] {
  const first = histogram?.buckets[0];
  const last = histogram?.buckets.at(-1);
  if (histogram === null || first === undefined || last === undefined) return [];
  const counts = new Map(histogram.buckets.map(({ atMs, count }) => [atMs, count]));
  const bins = Math.round((last.atMs - first.atMs) / histogram.stepMs) + 1;
  if (bins > BINS_MAX) return histogram.buckets;
  return Array.from({ length: bins }, (_, at) => {
    const atMs = first.atMs + at * histogram.stepMs;
    return { atMs, count: counts.get(atMs) ?? 0 };
  });
}
