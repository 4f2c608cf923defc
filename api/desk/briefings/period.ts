import type { BriefingKind } from '../../contract/briefing-paper.ts';
import { BriefingId, type BriefingPlan } from '../../contract/briefing.ts';

/** Periods in China's time, which knows no summer time: a day there begins at 16:00 UTC. */
export const ZONE_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 3_600_000;

export type Scheduled = Exclude<BriefingKind, 'special'>;
export const SCHEDULED: readonly Scheduled[] = ['daily', 'weekly', 'monthly'];
/** `madeMs`: when its draft is due. A month goes by the calendar, and its issue is due some hours after the month's end. */
export type Period = {
  readonly kind: Scheduled;
  readonly fromMs: number;
  readonly toMs: number;
  readonly madeMs: number;
};
type When = Pick<BriefingPlan, 'atMin' | 'weekday'>;

/** Midnight in China of the day that holds this moment. */
export function dayStart(atMs: number): number {
  return Math.floor((atMs + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
}

/** The first of the month in China, so many months back. */
export function monthStart(atMs: number, back = 0): number {
  const local = new Date(atMs + ZONE_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1) - ZONE_MS;
}

/** The day in China, `2026-11-24`. */
export function dayOf(atMs: number): string {
  return new Date(atMs + ZONE_MS).toISOString().slice(0, 10);
}

export function yearOf(atMs: number): number {
  return new Date(atMs + ZONE_MS).getUTCFullYear();
}

/** Midnight in China of `2026-11-24`. Null for a day that is none. */
export function midnightOf(day: string): number | null {
  const ms = Date.parse(`${day}T00:00:00+08:00`);
  return Number.isNaN(ms) || dayOf(ms) !== day ? null : ms;
}

/** The one issue of this kind that is dated on the day of this moment. */
export function briefingIdAt(kind: Scheduled, toMs: number): BriefingId {
  return BriefingId.parse(`${kind}-${dayOf(toMs)}`);
}

/** 1 Monday … 7 Sunday, of the day in China that begins at this midnight. */
export function weekdayOf(midnightMs: number): number {
  return new Date(midnightMs + ZONE_MS).getUTCDay() || 7;
}

/** The period whose issue is dated on the day that begins at this midnight. Null: that day is not the kind's day. */
function dated(kind: Scheduled, midnightMs: number, { atMin, weekday }: When): Period | null {
  const madeMs = midnightMs + atMin * MINUTE_MS;
  const upTo = (days: number): Period => ({ kind, fromMs: madeMs - days * DAY_MS, toMs: madeMs, madeMs });
  if (kind === 'daily') return upTo(1);
  if (kind === 'weekly') return weekdayOf(midnightMs) === weekday ? upTo(7) : null;
  if (monthStart(midnightMs) !== midnightMs) return null;
  return { kind, fromMs: monthStart(midnightMs, 1), toMs: midnightMs, madeMs };
}

/** The period of the issue dated on this day, at the latest: for a week's or a month's the last of its days up to it. */
export function periodOn(kind: Scheduled, day: string, when: When): Period | null {
  const at = midnightOf(day);
  return at === null ? null : lastFrom(kind, at, when);
}

/** Looks back from this day, over a month at most. */
function lastFrom(kind: Scheduled, fromMidnight: number, when: When): Period | null {
  for (let back = 0; back <= 31; back += 1) {
    const period = dated(kind, fromMidnight - back * DAY_MS, when);
    if (period !== null) return period;
  }
  return null;
}

/** The periods of a kind whose issue is due by now and that ended after `sinceMs`, newest first, `max` at most. */
export function endedPeriods(
  kind: Scheduled,
  when: When,
  nowMs: number,
  sinceMs: number,
  max: number,
): readonly Period[] {
  const periods: Period[] = [];
  for (let at = dayStart(nowMs); periods.length < max;) {
    const period = lastFrom(kind, at, when);
    if (period === null || period.toMs <= sinceMs) break;
    if (period.madeMs <= nowMs) periods.push(period);
    at = dayStart(period.toMs) - DAY_MS;
  }
  return periods;
}

/** When the next issue of this kind is made. */
export function nextEnd(kind: Scheduled, when: When, nowMs: number): number {
  for (let ahead = 0; ahead <= 32; ahead += 1) {
    const period = dated(kind, dayStart(nowMs) + ahead * DAY_MS, when);
    if (period !== null && period.madeMs > nowMs) return period.madeMs;
  }
  throw new Error('a month without a day');
}
