/** Days of the town: 北京时间, UTC+8 without daylight saving. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const ZONE_MS = 8 * HOUR_MS;
/** Day 0 is 1 January 2020: serial numbers made of the day stay short. */
const FIRST_DAY_MS = Date.UTC(2020, 0, 1) - ZONE_MS;

/** Number of the day in which the moment lies. */
export function dayOf(ms: number): number {
  return Math.floor((ms - FIRST_DAY_MS) / DAY_MS);
}

/** The day's first millisecond. */
export function dayStartMs(day: number): number {
  return FIRST_DAY_MS + day * DAY_MS;
}

export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** What clock and calendar on the wall show. */
export function wallOf(ms: number): Wall {
  const date = new Date(ms + ZONE_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  };
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `2026-11-25`. */
export function dateText(ms: number): string {
  const { year, month, day } = wallOf(ms);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** `09:05`. */
export function clockText(ms: number): string {
  const { hour, minute } = wallOf(ms);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** `2026-11-25T09:05:07+08:00`. */
export function isoText(ms: number): string {
  return `${dateText(ms)}T${clockText(ms)}:${twoDigits(wallOf(ms).second)}+08:00`;
}
