import type { CalendarDay, ClockView, Concern } from '../../contract/index.ts';
import { calendarOf, endAfter, type Calendar } from '../clocks/calendar.ts';
import type { DeskState } from '../state.ts';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

type Times = Pick<DeskState, 'ledgerPlan' | 'calendar'>;

/** Ends that were walked to, by the day they began on: a whole ledger asks for thousands of them. Emptied when it is full. */
const WALKED_MAX = 5_000;
type Walked = {
  readonly calendar: Calendar;
  readonly ends: Map<string, { readonly worked: boolean; readonly ms: number }>;
};
const walks = new WeakMap<readonly CalendarDay[], Walked>();
const ZONE_MS = 8 * HOUR_MS;

/**
 * So many working days after a moment, at the same hour. From one day all ends lie equally far off, or, where it is not worked, at
 * one moment; midnight itself may end a day earlier and is walked each time.
 */
export function workingDaysAfter(state: Times, fromMs: number, days: number): number {
  const walked = walks.get(state.calendar) ?? { calendar: calendarOf(state.calendar), ends: new Map() };
  walks.set(state.calendar, walked);
  const { calendar, ends } = walked;
  const walk = (): number => endAfter(fromMs, days * DAY_MS, [], calendar);
  const sinceMidnightMs = (fromMs + ZONE_MS) % DAY_MS;
  if (sinceMidnightMs === 0) return walk();
  const key = `${fromMs - sinceMidnightMs} ${days}`;
  const held = ends.get(key);
  if (held !== undefined) return held.worked ? fromMs + held.ms : held.ms;
  if (ends.size >= WALKED_MAX) ends.clear();
  const endMs = walk();
  const worked = calendar.works(fromMs);
  ends.set(key, { worked, ms: worked ? endMs - fromMs : endMs });
  return endMs;
}

/** By when the department's first word is due; null while it is with none. */
export function responseDueMs(state: Times, concern: Concern): number | null {
  return concern.assignedMs === null
    ? null
    : workingDaysAfter(state, concern.assignedMs, state.ledgerPlan.responseDays);
}

type Span = Pick<ClockView, 'id' | 'zh' | 'en' | 'startMs' | 'endMs' | 'doneMs'>;

/**
 * The deadline that counts now: for the office to assign, for the department to report. Once it reported, how it kept its
 * time; that stays after 办结.
 */
function spanOf(state: Times, concern: Concern): Span | null {
  if (concern.state === 'new') {
    const endMs = workingDaysAfter(state, concern.openedMs, state.ledgerPlan.assignDays);
    return { id: 'assign', zh: '转办', en: 'Assign', startMs: concern.openedMs, endMs, doneMs: null };
  }
  const { clockFromMs, dueMs } = concern;
  if (clockFromMs === null || dueMs === null) return null;
  const doneMs = concern.state === 'assigned' ? null : (concern.reportedMs ?? concern.settledMs);
  return { id: 'due', zh: '办理', en: 'Handle', startMs: clockFromMs, endMs: dueMs, doneMs };
}

export function clockOf(state: Times, concern: Concern, nowMs: number): ClockView | null {
  const span = spanOf(state, concern);
  if (span === null) return null;
  const soonMs = state.ledgerPlan.soonHours * HOUR_MS;
  return { ...span, basis: '', state: stateOf(span, soonMs, nowMs), acknowledgedMs: null, pausedNote: '' };
}

function stateOf({ endMs, doneMs }: Span, soonMs: number, nowMs: number): ClockView['state'] {
  if (doneMs !== null) return doneMs <= endMs ? 'met' : 'missed';
  if (nowMs >= endMs) return 'over';
  return endMs - nowMs <= soonMs ? 'soon' : 'running';
}

/** Whether somebody is late with it now: the department with its work, or the office with assigning. */
export function isOverdue(state: Times, concern: Concern, nowMs: number): boolean {
  return clockOf(state, concern, nowMs)?.state === 'over';
}
