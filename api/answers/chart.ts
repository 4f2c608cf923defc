import type { BandPoint } from '../contract/index.ts';
import type { PostFilter } from '../posts/port.ts';
import { HOUR_MS } from './filter.ts';
import type { Parts } from './parts.ts';

export type Chart = { stepMs: number; points: BandPoint[] };

/**
 * Posts by the hour against the band that is usual. The band is of distinct voices (what the detector works on); the bars are
 * posts, whose exact counts may be shown. Null where the sources were silent: no data is not zero.
 */
export async function chartOf(
  parts: Pick<Parts, 'posts' | 'lookout' | 'now'>,
  series: string,
  filter: PostFilter,
  fromMs: number,
  toMs: number,
): Promise<Chart> {
  const start = Math.floor(fromMs / HOUR_MS) * HOUR_MS;
  const end = Math.min(toMs, parts.now());
  const found = await parts.posts.search(
    { ...filter, fromMs: start, toMs },
    { sort: 'newest', limit: 1, cursor: null, facets: true, stepMs: HOUR_MS },
  );
  const counts = new Map(found.histogram.map(({ atMs, count }) => [atMs, count]));
  // More than half a day, so that the band comes by the hour too.
  const band = parts.lookout.band(series, Math.min(start, end - 13 * HOUR_MS), end);
  const bandAt = new Map(band.map((point) => [point.atMs, point]));
  const points: BandPoint[] = [];
  for (let atMs = start; atMs < end; atMs += HOUR_MS) {
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
  return { stepMs: HOUR_MS, points };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
