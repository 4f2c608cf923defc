/** The hours of the week as people live them, and the rhythm that all series of the office share. */
import type { Calendar } from './calendar.ts';
import { CHINA_OFFSET_MS, livedDay } from './calendar.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const SLOT_MS = 5 * MINUTE_MS;
export const HOUR_SLOTS = HOUR_MS / SLOT_MS;
export const DAY_HOURS = 24;
export const WEEK_HOURS = 168;

/** An hour's place: hour of day, hour of the lived week, and its cell in the profile (kind of day × hour). */
export type HourPlace = { readonly hourOfDay: number; readonly hourOfWeek: number; readonly cell: number };

/** Mean rate of each (kind of day × hour) over all series, as a multiple of a series' own level; about 1 on average. */
export type Profile = Float64Array;

export const PROFILE_CELLS = 3 * DAY_HOURS;

/** How a day goes before anything is known: quiet at night, busiest in the evening. Mean 1. From the daily use of Chinese forums, roughly. */
const USUAL_DAY: readonly number[] = [
  0.55, 0.33, 0.2, 0.15, 0.14, 0.2, 0.42, 0.75, 1.05, 1.25, 1.35, 1.32, 1.25, 1.22, 1.25, 1.3, 1.3, 1.25, 1.25, 1.4,
  1.55, 1.55, 1.3, 0.9,
];
/** Hours' worth of the usual day that a cell of the profile starts with, and how far Saturdays and Sundays lean on all days. */
const PRIOR_HOURS = 6;

/** Number of the hour since 1970 in UTC. */
export function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

/** Gives the place of an hour, remembering days: a lookup costs nanoseconds. */
export function hourPlaces(calendar: Calendar): (hour: number) => HourPlace {
  const days = new Map<number, readonly HourPlace[]>();
  return (hour) => {
    const local = hour + CHINA_OFFSET_MS / HOUR_MS;
    const day = Math.floor(local / DAY_HOURS);
    let places = days.get(day);
    if (places === undefined) {
      if (days.size > 1000) days.clear();
      places = placesOfDay(day, calendar);
      days.set(day, places);
    }
    const place = places[local - day * DAY_HOURS];
    if (place === undefined) throw new Error(`no hour ${hour}`);
    return place;
  };
}

function placesOfDay(day: number, calendar: Calendar): readonly HourPlace[] {
  const { kind, weekday } = livedDay(day, calendar);
  return Array.from({ length: DAY_HOURS }, (_, hourOfDay) => ({
    hourOfDay,
    hourOfWeek: weekday * DAY_HOURS + hourOfDay,
    cell: kind * DAY_HOURS + hourOfDay,
  }));
}

export function usualProfile(): Profile {
  return Float64Array.from({ length: PROFILE_CELLS }, (_, cell) => USUAL_DAY[cell % DAY_HOURS] ?? 1);
}

/**
 * The profile from sums over all series: `counts[cell]` are counts, each series weighted alike, `hours[cell]` the weighted
 * level-hours that they came from. Each kind of day leans on all days, these on the usual day; neighbours are smoothed.
 */
export function fitProfile(counts: Float64Array, hours: Float64Array): Profile {
  const profile = new Float64Array(PROFILE_CELLS);
  for (let hour = 0; hour < DAY_HOURS; hour += 1) {
    let allCounts = PRIOR_HOURS * (USUAL_DAY[hour] ?? 1);
    let allHours = PRIOR_HOURS;
    for (let cell = hour; cell < PROFILE_CELLS; cell += DAY_HOURS) {
      allCounts += counts[cell] ?? 0;
      allHours += hours[cell] ?? 0;
    }
    for (let cell = hour; cell < PROFILE_CELLS; cell += DAY_HOURS) {
      const lean = (PRIOR_HOURS * allCounts) / allHours;
      profile[cell] = ((counts[cell] ?? 0) + lean) / ((hours[cell] ?? 0) + PRIOR_HOURS);
    }
  }
  return smooth(profile);
}

function smooth(profile: Profile): Profile {
  return profile.map((value, cell) => {
    const first = cell - (cell % DAY_HOURS);
    const before = profile[first + ((cell + DAY_HOURS - 1) % DAY_HOURS)] ?? value;
    const after = profile[first + ((cell + 1) % DAY_HOURS)] ?? value;
    return 0.2 * before + 0.6 * value + 0.2 * after;
  });
}
