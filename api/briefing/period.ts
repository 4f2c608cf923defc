import type { BriefingKind } from '../contract/index.ts';
import { DAY_MS, monthStart, ZONE_MS } from '../desk/briefings/period.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export { DAY_MS };

export type Span = { readonly fromMs: number; readonly toMs: number };

export function within({ fromMs, toMs }: Span, atMs: number | null): boolean {
  return atMs !== null && atMs >= fromMs && atMs < toMs;
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
