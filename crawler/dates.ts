import { DAY_MS } from './dates-calendar.ts';
import { datesIn, type Found } from './dates-forms.ts';
import { relativesIn } from './dates-relative.ts';
import { plainTime } from './dates-text.ts';

export { beijingIso } from './dates-calendar.ts';

/** A time on a page stands within so many characters; the rest is not looked at. */
const TEXT_MAX = 300;
/** Nothing on the web is older; such dates are defaults of empty fields. */
const OLDEST_MS = Date.UTC(1991, 0, 1);
/** A page's clock may go ahead by less than this (zones, days without a time); what is later was not published yet. */
const AHEAD_MAX_MS = DAY_MS;

/** A time as a page wrote it. `isDay`: only the day is known and `ms` is its midnight in the zone. */
export interface Stamp {
  readonly ms: number;
  readonly isDay: boolean;
}

/** Reads the first time in a text, with its precision; null where there is none, or it lies in the future or before the web. */
export function parseStamp(text: string, nowMs: number, zone = 'Asia/Shanghai'): Stamp | null {
  const plain = plainTime(text.slice(0, TEXT_MAX));
  const found = [...datesIn(plain, nowMs, zone), ...relativesIn(plain, nowMs, zone)].filter(
    ({ ms }) => ms >= OLDEST_MS && ms <= nowMs + AHEAD_MAX_MS,
  );
  const first = found.reduce<Found | null>((best, next) => (best && !isBefore(next, best) ? best : next), null);
  return first && { ms: first.ms, isDay: first.isDay };
}

/** Of two readings the one that begins first counts; of equals the longer. */
function isBefore(a: Found, b: Found): boolean {
  return a.at < b.at || (a.at === b.at && a.length > b.length);
}

/**
 * Reads a time as Chinese (and English) pages write it: 刚刚, 3小时前, 昨天 09:30, 11-20 09:30, 2026年11月23日, 二〇二六年…,
 * 民國115年…, RFC 822, ISO 8601, epochs. Returns ms since 1970, or null where the text holds no time of the past. A missing
 * year is the latest that fits; a missing zone is `zone`; a day is its midnight.
 */
export function parseTime(text: string, nowMs: number, zone = 'Asia/Shanghai'): number | null {
  return parseStamp(text, nowMs, zone)?.ms ?? null;
}
