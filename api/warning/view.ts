/** The expected band of a series, for charts. */
import { expectedPerHour, uncertainty } from './baseline.ts';
import { quantile } from './negative-binomial.ts';
import { HOUR_MS, HOUR_SLOTS, SLOT_MS, hourOf } from './season.ts';
import type { SeriesState } from './series.ts';
import { HISTORY_HOURS, RECENT_SLOTS, sumOf } from './series.ts';
import { coveredHours } from './sources.ts';
import type { WarningState } from './state.ts';

export type BandPoint = {
  /** Start of the step. */
  readonly atMs: number;
  /** Distinct voices; null where there are no data: not learned, not covered, or still to come. */
  readonly count: number | null;
  readonly expected: number;
  /** 10 % and 90 % quantiles. */
  readonly low: number;
  readonly high: number;
};

/** Points of one answer; a longer span is cut at its end. */
export const POINTS_MAX = 2_016;
/** Spans up to this long that lie in the last half day come in 5-minute steps, longer ones in hours. */
export const FINE_SPAN_MS = 12 * HOUR_MS;

/** The band from `fromMs` to `toMs`; empty for an unknown series. Counts of today's baseline, for past hours too. */
export function expectedBand(state: WarningState, key: string, fromMs: number, toMs: number): readonly BandPoint[] {
  const series = state.series.get(key);
  if (series === undefined) return [];
  const fine = toMs - fromMs <= FINE_SPAN_MS && fromMs >= state.clockMs - RECENT_SLOTS * SLOT_MS;
  const stepMs = fine ? SLOT_MS : HOUR_MS;
  const covered = coverage(state, series);
  const points: BandPoint[] = [];
  for (let atMs = Math.floor(fromMs / stepMs) * stepMs; atMs < toMs && points.length < POINTS_MAX; atMs += stepMs) {
    const hour = hourOf(atMs);
    const place = state.placeOf(hour);
    const expected = expectedPerHour(series.baseline, place, state.profile) * (stepMs / HOUR_MS);
    const size = 1 / (0.1 + uncertainty(series.baseline, place) + 0.4 / Math.max(expected, 1e-3));
    const known = atMs <= state.clockMs && covered(hour);
    points.push({
      atMs,
      count: known ? countAt(series, atMs, fine ? 1 : HOUR_SLOTS) : null,
      expected,
      low: quantile(0.1, expected, size),
      high: quantile(0.9, expected, size),
    });
  }
  return points;
}

function countAt(series: SeriesState, atMs: number, slots: number): number {
  const hour = hourOf(atMs);
  if (slots === HOUR_SLOTS && hour < series.nextHour) return series.hours[hour % HISTORY_HOURS] ?? 0;
  const from = Math.floor(atMs / SLOT_MS);
  const voices = new Map<number, number>();
  for (const { slot, voice, weight } of series.recents)
    if (slot >= from && slot < from + slots) voices.set(voice, weight);
  return sumOf(voices.values());
}

/** Whether any of the series' sources was covered in an hour. */
function coverage(state: WarningState, series: SeriesState): (hour: number) => boolean {
  const firstHour = hourOf(state.clockMs) - HISTORY_HOURS;
  const any = new Uint8Array(HISTORY_HOURS + 1);
  const one = new Uint8Array(any.length);
  for (const id of series.mix.keys()) {
    const source = state.sources[id];
    if (source === undefined) continue;
    coveredHours(source, state.gaps, firstHour, one);
    for (let i = 0; i < any.length; i += 1) any[i] = (any[i] ?? 0) | (one[i] ?? 0);
  }
  return (hour) => any[hour - firstHour] === 1;
}
