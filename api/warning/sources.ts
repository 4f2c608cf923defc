/** What the warning knows of each source: how late its posts are seen, and which hours were covered. */
import { DAY_MS, HOUR_MS, MINUTE_MS, hourOf } from './season.ts';
import { sumOf } from './series.ts';

/** A span in which a source was not crawled with success; `toMs` null while it lasts. Source `*` means all. */
export type SourceGap = { readonly source: string; readonly fromMs: number; readonly toMs: number | null };

export type SourceState = {
  readonly name: string;
  /** First live post seen; null while only an archive was read. */
  liveFromMs: number | null;
  /** Live posts by lag bin, halved when they pass `LAGS_MAX`. */
  readonly lags: Float64Array;
  /** Days (UTC) of which an archive listed posts. */
  readonly archiveDays: Set<number>;
};

/** Upper ends of the lag bins in minutes; the last bin is open. */
const LAG_MIN: readonly number[] = [2, 5, 10, 20, 40, 80, 160, 320, 640];
export const LAG_BINS = LAG_MIN.length + 1;
const DAY_MIN = 1440;
const LAGS_MAX = 4000;
/** A source's own lags lean on this many of the fleet's, and the fleet's on this many guessed ones. */
const LAG_PRIOR = 20;
/** Guessed lags before any was seen: mostly within 40 minutes. */
const GUESSED: readonly number[] = [0.2, 0.2, 0.2, 0.15, 0.1, 0.06, 0.04, 0.02, 0.01, 0.02];
/** An archive that lists a post each day or every other day counts as without a hole. */
const ARCHIVE_HOLE_DAYS = 1;
/** Posts of the last hour before a gap were perhaps not fetched yet. */
const GAP_MARGIN_MS = HOUR_MS;

export function newSource(name: string): SourceState {
  return { name, liveFromMs: null, lags: new Float64Array(LAG_BINS), archiveDays: new Set() };
}

export function newLags(): Float64Array {
  return new Float64Array(LAG_BINS);
}

/** Counts one lag. Changes `lags`. */
export function learnLag(lags: Float64Array, lagMs: number): void {
  let bin = 0;
  while (bin < LAG_MIN.length && lagMs > (LAG_MIN[bin] ?? Infinity) * MINUTE_MS) bin += 1;
  lags[bin] = (lags[bin] ?? 0) + 1;
  if (sumOf(lags) > LAGS_MAX) for (let i = 0; i < lags.length; i += 1) lags[i] = (lags[i] ?? 0) / 2;
}

/** Shares of posts by lag bin for a source that leans on the fleet. */
export function lagShares(own: Float64Array, fleet: Float64Array): Float64Array {
  const ownSum = sumOf(own);
  const fleetSum = sumOf(fleet);
  return own.map((count, bin) => {
    const fleetShare = ((fleet[bin] ?? 0) + LAG_PRIOR * (GUESSED[bin] ?? 0)) / (fleetSum + LAG_PRIOR);
    return (count + LAG_PRIOR * fleetShare) / (ownSum + LAG_PRIOR);
  });
}

/** Where an age lies: its bin, and the part of the bin that it has passed. Lags are even inside a bin; the last ends at a day. */
export function lagPlace(ageMs: number): { readonly bin: number; readonly part: number } {
  const ageMin = Math.max(0, ageMs) / MINUTE_MS;
  let low = 0;
  for (let bin = 0; bin < LAG_BINS; bin += 1) {
    const high = LAG_MIN[bin] ?? DAY_MIN;
    if (ageMin < high) return { bin, part: (ageMin - low) / (high - low) };
    low = high;
  }
  return { bin: LAG_BINS - 1, part: 1 };
}

/** The moment from which a source has brought nothing, if it is in a gap at `nowMs`. */
export function gapStart(gaps: readonly SourceGap[], source: string, nowMs: number): number | null {
  let from: number | null = null;
  for (const gap of gaps) {
    if (gap.source !== source && gap.source !== '*') continue;
    if (gap.fromMs <= nowMs && (gap.toMs === null || gap.toMs > nowMs)) from = Math.min(from ?? Infinity, gap.fromMs);
  }
  return from;
}

/** Which hours from `firstHour` on (as many as `covered` is long) were covered by this source. Fills `covered` with 0 or 1. */
export function coveredHours(
  source: SourceState,
  gaps: readonly SourceGap[],
  firstHour: number,
  covered: Uint8Array,
): Uint8Array {
  const liveFrom = source.liveFromMs === null ? Infinity : hourOf(source.liveFromMs);
  for (let i = 0; i < covered.length; i += 1) covered[i] = firstHour + i >= liveFrom ? 1 : 0;
  for (const gap of gaps) {
    if (gap.source !== source.name && gap.source !== '*') continue;
    const from = hourOf(gap.fromMs - GAP_MARGIN_MS) - firstHour;
    const to = gap.toMs === null ? covered.length : hourOf(gap.toMs - 1) + 1 - firstHour;
    covered.fill(0, Math.max(0, from), Math.max(0, Math.min(covered.length, to)));
  }
  markArchive(source.archiveDays, firstHour, covered);
  return covered;
}

function markArchive(days: ReadonlySet<number>, firstHour: number, covered: Uint8Array): void {
  const sorted = [...days].sort((a, b) => a - b);
  for (const [index, day] of sorted.entries()) {
    const next = sorted[index + 1];
    const reach = next !== undefined && next - day <= ARCHIVE_HOLE_DAYS + 1 ? next : day;
    const from = hourOf(day * DAY_MS) - firstHour;
    const to = hourOf((reach + 1) * DAY_MS) - firstHour;
    covered.fill(1, Math.max(0, from), Math.max(0, Math.min(covered.length, to)));
  }
}
