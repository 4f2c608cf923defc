import type { BriefingKind, BriefingPlan } from '../contract/index.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** China has one zone and no summer time. */
export const ZONE_MS = 8 * HOUR_MS;

export type Span = { readonly fromMs: number; readonly toMs: number };
export type RegularKind = Exclude<BriefingKind, 'special'>;
export type PeriodPlan = Pick<BriefingPlan, 'atMin' | 'weekday'>;
/** `madeMs`: when the draft is due. A month's issue is due some hours after the month's end. */
export type IssuePeriod = Span & { readonly madeMs: number };

/** Midnight in China of the day that a moment lies in. */
export function dayStart(ms: number): number {
  return Math.floor((ms + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
}

/** The first of the month in China, so many months back. */
export function monthStart(ms: number, back = 0): number {
  const local = new Date(ms + ZONE_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1) - ZONE_MS;
}

/** The period whose draft was due last at that moment: 24 hours or 7 days up to the plan's hour, or the last whole month. */
export function periodOf(kind: RegularKind, plan: PeriodPlan, atMs: number): IssuePeriod {
  const offsetMs = plan.atMin * MINUTE_MS;
  if (kind === 'monthly') {
    const thisMonth = monthStart(atMs);
    const toMs = atMs >= thisMonth + offsetMs ? thisMonth : monthStart(atMs, 1);
    return { fromMs: monthStart(toMs, 1), toMs, madeMs: toMs + offsetMs };
  }
  const today = dayStart(atMs);
  const daily = atMs >= today + offsetMs ? today : today - DAY_MS;
  const day = kind === 'daily' ? daily : daily - sinceWeekday(daily, plan.weekday) * DAY_MS;
  const toMs = day + offsetMs;
  return { fromMs: toMs - (kind === 'daily' ? 1 : 7) * DAY_MS, toMs, madeMs: toMs };
}

/** Days since the last such weekday, 1 Monday … 7 Sunday. */
function sinceWeekday(dayMs: number, weekday: number): number {
  const today = new Date(dayMs + ZONE_MS).getUTCDay() || 7;
  return (today - weekday + 7) % 7;
}

/** The period of the issue that is dated so (`2026-11-24`): the one due last by the plan's hour of that day. */
export function periodOfDate(kind: RegularKind, plan: PeriodPlan, date: string): IssuePeriod {
  return periodOf(kind, plan, Date.parse(`${date}T00:00:00Z`) - ZONE_MS + plan.atMin * MINUTE_MS);
}

/** Earlier periods that tell what is usual, and how many of them must be known. */
export const USUAL_PERIODS: Readonly<Record<BriefingKind, number>> = { daily: 28, weekly: 8, monthly: 6, special: 0 };
const KNOWN_MIN: Readonly<Record<number, number>> = { 28: 7, 8: 4, 6: 3 };

export function knownMin(periods: number): number {
  return KNOWN_MIN[periods] ?? periods;
}

/** The spans of the same length before this one, newest first; months go by the calendar. */
export function earlierSpans({ fromMs, toMs }: Span, periods: number): readonly Span[] {
  return Array.from({ length: periods }, (_, at) => {
    if (periods === USUAL_PERIODS.monthly)
      return { fromMs: monthStart(fromMs, at + 1), toMs: monthStart(toMs, at + 1) };
    const backMs = (at + 1) * (toMs - fromMs);
    return { fromMs: fromMs - backMs, toMs: toMs - backMs };
  });
}

/** The period before this one; of a special report none. */
export function spanBefore(kind: BriefingKind, span: Span): Span | null {
  return earlierSpans(span, USUAL_PERIODS[kind])[0] ?? null;
}

const STEPS_MS = [DAY_MS, HOUR_MS, 30 * MINUTE_MS, 15 * MINUTE_MS, 5 * MINUTE_MS, MINUTE_MS];

/** The widest step of at most `mostMs` whose buckets (they begin at midnight in China) end where the span does. */
export function stepOf({ fromMs, toMs }: Span, mostMs = HOUR_MS): number {
  const fits = (stepMs: number): boolean => (fromMs + ZONE_MS) % stepMs === 0 && (toMs + ZONE_MS) % stepMs === 0;
  return STEPS_MS.find((stepMs) => stepMs <= mostMs && fits(stepMs)) ?? MINUTE_MS;
}
