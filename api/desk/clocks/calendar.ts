import type { CalendarDay } from '../../contract/index.ts';
import { HOLIDAYS } from './holidays.ts';

export const DAY_MS = 86_400_000;
/** China keeps one zone and no summer time. */
const ZONE_MS = 8 * 3_600_000;
const SATURDAY = 6;
const SUNDAY = 0;

/** A stretch of time, from inclusive, to exclusive. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** Whether the day in China that `atMs` lies in is worked: the office's own table, the notice of the year, else the weekday. */
export type Calendar = { readonly works: (atMs: number) => boolean };

/** `own` lies on top of the notices. */
export function calendarOf(own: readonly CalendarDay[]): Calendar {
  const days = new Map([...HOLIDAYS, ...own].map(({ day, works }) => [day, works]));
  return {
    works(atMs) {
      const date = new Date(atMs + ZONE_MS);
      const weekday = date.getUTCDay();
      return days.get(date.toISOString().slice(0, 10)) ?? (weekday !== SATURDAY && weekday !== SUNDAY);
    },
  };
}

/** The notice of a year is out in November of the one before; deadlines reach into it from December on. */
const DUE_MONTH = 11;

/**
 * Of this year in China and the next, those whose holidays are neither in a notice that is known nor among the office's `own` days.
 * Any notice names New Year's Day and National Day, so a year that lacks one of them was not entered.
 */
export function yearsMissing(own: readonly CalendarDay[], nowMs: number): readonly number[] {
  const days = new Set([...HOLIDAYS, ...own].map(({ day }) => day));
  const year = new Date(nowMs + ZONE_MS).getUTCFullYear();
  return [year, year + 1].filter((one) => !days.has(`${one}-01-01`) || !days.has(`${one}-10-01`));
}

/** The first of them that is due by now, and since when: 1 December of the year before. */
export function yearOverdue(
  own: readonly CalendarDay[],
  nowMs: number,
): { readonly year: number; readonly sinceMs: number } | null {
  const due = yearsMissing(own, nowMs).map((year) => ({ year, sinceMs: Date.UTC(year - 1, DUE_MONTH, 1) - ZONE_MS }));
  return due.find(({ sinceMs }) => nowMs >= sinceMs) ?? null;
}

/** Midnight in China after `atMs`. */
function nextDayMs(atMs: number): number {
  return (Math.floor((atMs + ZONE_MS) / DAY_MS) + 1) * DAY_MS - ZONE_MS;
}

/** Days that are walked at most: a table that says no day is worked must not stop the walk from ending. */
export const WALK_DAYS_MAX = 800;

/**
 * The moment at which `lengthMs` have run since `startMs`, where time stands still in the spans of `still` and, with a calendar,
 * on days that are not worked.
 */
export function endAfter(startMs: number, lengthMs: number, still: readonly Span[], calendar: Calendar | null): number {
  let atMs = startMs;
  let leftMs = lengthMs;
  const spans = still.filter(({ fromMs, toMs }) => toMs > fromMs).toSorted((a, b) => a.fromMs - b.fromMs);
  for (let days = 0; days < WALK_DAYS_MAX;) {
    const inside = spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    if (inside !== undefined) {
      atMs = inside.toMs;
      continue;
    }
    const dayEndMs = calendar === null ? Infinity : nextDayMs(atMs);
    if (calendar?.works(atMs) === false) {
      atMs = dayEndMs;
      days += 1;
      continue;
    }
    const nextStillMs = spans.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? Infinity;
    const untilMs = Math.min(dayEndMs, nextStillMs);
    // The end itself may fall on the moment at which time begins to stand still: it is over by then.
    if (atMs + leftMs <= untilMs) return atMs + leftMs;
    leftMs -= untilMs - atMs;
    if (untilMs === dayEndMs) days += 1;
    atMs = untilMs;
  }
  return atMs;
}
