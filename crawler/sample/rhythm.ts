/** When the town talks. */
import { DAY_MS, HOUR_MS, dayStartMs, wallOf } from './calendar.ts';
import type { Random } from './random.ts';

/** Share of the posts by hour: quiet at night, a peak before work, the highest after supper. */
const HOURS: readonly number[] = [
  1.3, 0.8, 0.5, 0.4, 0.4, 0.7, 1.7, 3.6, 5.2, 5, 5, 4.6, 5, 4, 4, 4.2, 4.4, 5.2, 6, 7, 7.4, 7, 4.6, 2.6,
];
/** Offices and papers write by day. */
const OFFICE_HOURS: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 1, 5, 7, 7, 5, 2, 2, 5, 6, 6, 4, 2, 0, 0, 0, 0, 0];
/** Sunday first. */
const WEEKDAYS: readonly number[] = [0.88, 1.06, 1.03, 1.02, 1.0, 1.04, 0.92];
const OFFICE_WEEKDAYS: readonly number[] = [0.35, 1.1, 1.1, 1.1, 1.1, 1.1, 0.4];

export interface Rhythm {
  readonly hours: readonly number[];
  readonly weekdays: readonly number[];
}

export const PEOPLE: Rhythm = { hours: HOURS, weekdays: WEEKDAYS };
export const OFFICES: Rhythm = { hours: OFFICE_HOURS, weekdays: OFFICE_WEEKDAYS };

/** How busy the day is, 1 on average. */
export function weekdayFactor(day: number, rhythm: Rhythm): number {
  return rhythm.weekdays[wallOf(dayStartMs(day)).weekday] ?? 1;
}

/** A moment of the day, drawn by the rhythm, on a whole second. */
export function momentOf(random: Random, day: number, rhythm: Rhythm): number {
  let left = random() * rhythm.hours.reduce((sum, share) => sum + share, 0);
  for (const [hour, share] of rhythm.hours.entries()) {
    if (left < share) return dayStartMs(day) + hour * HOUR_MS + Math.floor((left / share) * 3600) * 1000;
    left -= share;
  }
  return dayStartMs(day) + DAY_MS - 1000;
}

/** Replies that would fall into the night wait for the morning, most of them. */
export function wakingMs(random: Random, ms: number): number {
  const { hour } = wallOf(ms);
  if (hour >= 6 || random() < 0.2) return ms;
  return ms + (6 - hour) * HOUR_MS + Math.floor(random() * 3 * 3600) * 1000;
}
