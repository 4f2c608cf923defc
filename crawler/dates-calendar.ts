/** A time on the wall of one zone. Months count from 1; a missing clock stands for the day as a whole. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: { readonly hour: number; readonly minute: number; readonly second: number } | null;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Only a handful of zones is ever asked for; beyond this the oldest format is forgotten. */
const FORMATS_MAX = 32;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  if (formats.size >= FORMATS_MAX) formats.clear();
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** What the wall of a zone shows at a moment. */
export function wallOf(ms: number, zone: string): WallTime & { clock: NonNullable<WallTime['clock']> } {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  const value = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    clock: { hour: value('hour'), minute: value('minute'), second: value('second') },
  };
}

/** True for a day that the calendar has and a clock that a day has (24:00 among them). */
export function isReal(wall: WallTime): boolean {
  const date = new Date(Date.UTC(wall.year, wall.month - 1, wall.day));
  if (wall.month < 1 || date.getUTCMonth() !== wall.month - 1 || date.getUTCDate() !== wall.day) return false;
  const { hour, minute, second } = wall.clock ?? { hour: 0, minute: 0, second: 0 };
  return hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute === 0);
}

/** The moment of a wall time, in ms; with `offsetMinutes` the zone is not asked. A day is its midnight. */
export function momentOf(wall: WallTime, zone: string, offsetMinutes: number | null = null): number {
  const { hour, minute, second } = wall.clock ?? { hour: 0, minute: 0, second: 0 };
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, hour, minute, second);
  if (offsetMinutes !== null) return asUtc - offsetMinutes * MINUTE_MS;
  const first = asUtc - offsetAt(asUtc, zone);
  return asUtc - offsetAt(first, zone);
}

function offsetAt(ms: number, zone: string): number {
  if (zone === 'Asia/Shanghai' || zone === 'Asia/Taipei') return 8 * HOUR_MS;
  const wall = wallOf(ms, zone);
  const { hour, minute, second } = wall.clock;
  return Date.UTC(wall.year, wall.month - 1, wall.day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

/** A moment as ISO 8601 in Beijing time, e.g. 2026-11-23T09:30:00+08:00. */
export function beijingIso(ms: number): string {
  return `${new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 19)}+08:00`;
}
