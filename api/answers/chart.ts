import type { BandPoint } from '../contract/index.ts';
import type { PostFilter } from '../posts/port.ts';
import { HOUR_MS } from './filter.ts';
import type { Parts } from './parts.ts';

/** A span up to this long that reaches to now is drawn in 5-minute steps. */
export const FINE_SPAN_MS = 5 * HOUR_MS;
const FINE_STEP_MS = 5 * 60_000;

export type Chart = { stepMs: number; points: BandPoint[] };

/**
 * Posts by the hour (a young alert's in 5 minutes) against the band that is usual. The band is of distinct voices (what the detector works on); the bars are
 * posts, whose exact counts may be shown. Null where the sources were silent: no data is not zero.
 */
export async function chartOf(
  parts: Pick<Parts, 'posts' | 'lookout' | 'now'>,
  series: string,
  filter: PostFilter,
  fromMs: number,
  toMs: number,
): Promise<Chart> {
  const nowMs = parts.now();
  const end = Math.min(toMs, nowMs);
  const fine = end - fromMs <= FINE_SPAN_MS && nowMs - fromMs <= FINE_SPAN_MS;
  const stepMs = fine ? FINE_STEP_MS : HOUR_MS;
  const start = Math.floor(fromMs / stepMs) * stepMs;
  const found = await parts.posts.search(
    { ...filter, fromMs: start, toMs },
    { sort: 'newest', limit: 1, cursor: null, facets: true, stepMs },
  );
  const counts = new Map(found.histogram.map(({ atMs, count }) => [atMs, count]));
  // The band comes in fine steps for a span of up to half a day that lies in the last hours, else by the hour.
  const band = parts.lookout.band(series, fine ? start : Math.min(start, end - 13 * HOUR_MS), end);
  const bandAt = new Map(band.map((point) => [point.atMs, point]));
  const points: BandPoint[] = [];
  for (let atMs = start; atMs < end; atMs += stepMs) {
    const usual = bandAt.get(atMs);
    const count = counts.get(atMs) ?? null;
    const known = count !== null || usual === undefined || usual.count !== null;
    points.push({
      atMs,
      count: known ? (count ?? 0) : null,
      expected: round(usual?.expected ?? 0),
      low: round(usual?.low ?? 0),
      high: round(usual?.high ?? 0),
    });
  }
  return { stepMs, points };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
