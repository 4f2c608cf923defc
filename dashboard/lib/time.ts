/** One place for dates: the office's hour is Beijing time, whatever the browser's zone. */

const ZONE = 'Asia/Shanghai';
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** China keeps no summer time. */
const ZONE_OFFSET_MS = 8 * HOUR_MS;

type Tongue = 'zh' | 'en';

const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  weekday: 'short',
});
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = { Mon: '周一', Tue: '周二', Wed: '周三', Thu: '周四', Fri: '周五', Sat: '周六', Sun: '周日' };

function partsOf(ms: number): Readonly<Record<string, string>> {
  return Object.fromEntries(PARTS.formatToParts(ms).map((part) => [part.type, part.value]));
}

/** `16:05` */
export function hourOf(ms: number): string {
  const p = partsOf(ms);
  return `${p['hour']}:${p['minute']}`;
}

/** `2026年11月23日` or `23 Nov 2026` */
export function dateOf(ms: number, tongue: Tongue): string {
  const p = partsOf(ms);
  const month = Number(p['month']);
  return tongue === 'zh'
    ? `${p['year']}年${month}月${Number(p['day'])}日`
    : `${Number(p['day'])} ${MONTHS[month - 1]} ${p['year']}`;
}

/** `2026年11月23日 周一` or `Mon 23 Nov 2026` */
export function longDateOf(ms: number, tongue: Tongue): string {
  const [date, weekday] = [dateOf(ms, tongue), weekdayOf(ms, tongue)];
  return tongue === 'zh' ? `${date} ${weekday}` : `${weekday} ${date}`;
}

/** `11月23日` or `23 Nov` */
export function dayOf(ms: number, tongue: Tongue): string {
  const p = partsOf(ms);
  const month = Number(p['month']);
  return tongue === 'zh' ? `${month}月${Number(p['day'])}日` : `${Number(p['day'])} ${MONTHS[month - 1]}`;
}

/** Of `2026-11`: `2026年11月` or `Nov 2026`. */
export function monthOf(month: string, tongue: Tongue): string {
  const [year = '', at = ''] = month.split('-');
  return tongue === 'zh' ? `${year}年${Number(at)}月` : `${MONTHS[Number(at) - 1] ?? at} ${year}`;
}

export function weekdayOf(ms: number, tongue: Tongue): string {
  const name = partsOf(ms)['weekday'] ?? '';
  return tongue === 'zh' ? (WEEKDAYS[name as keyof typeof WEEKDAYS] ?? '') : name;
}

/** `2026年11月23日 16:05` or `23 Nov 2026, 16:05` */
export function momentOf(ms: number, tongue: Tongue): string {
  return `${dateOf(ms, tongue)}${tongue === 'zh' ? ' ' : ', '}${hourOf(ms)}`;
}

/** The day is left out when it is today's. */
export function shortMomentOf(ms: number, nowMs: number, tongue: Tongue): string {
  return dateOf(ms, tongue) === dateOf(nowMs, tongue) ? hourOf(ms) : `${dayOf(ms, tongue)} ${hourOf(ms)}`;
}

/** A length: `45 秒`, `12 分钟`, `2 小时 15 分`, `3 天`. Negative ones read as 0. */
export function spanOf(spanMs: number, tongue: Tongue): string {
  const ms = Math.max(0, spanMs);
  const zh = tongue === 'zh';
  if (ms < MINUTE_MS) return zh ? `${Math.floor(ms / SECOND_MS)} 秒` : `${Math.floor(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return zh ? `${Math.floor(ms / MINUTE_MS)} 分钟` : `${Math.floor(ms / MINUTE_MS)} min`;
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (hours >= 48) return zh ? `${Math.floor(hours / 24)} 天` : `${Math.floor(hours / 24)} days`;
  if (minutes === 0) return zh ? `${hours} 小时` : `${hours} h`;
  return zh ? `${hours} 小时 ${minutes} 分` : `${hours} h ${minutes} min`;
}

/** `12 分钟前`, `in 5 min`. */
export function agoOf(ms: number, nowMs: number, tongue: Tongue): string {
  const zh = tongue === 'zh';
  const past = nowMs - ms;
  if (Math.abs(past) < 2 * SECOND_MS) return zh ? '刚刚' : 'just now';
  const span = spanOf(Math.abs(past), tongue);
  if (past > 0) return zh ? `${span}前` : `${span} ago`;
  return zh ? `${span}后` : `in ${span}`;
}

/** ISO 8601 with the offset of Beijing, for `<time datetime>` and CSV. */
export function isoOf(ms: number): string {
  return `${new Date(ms + ZONE_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** Start of the Beijing day that `ms` lies in. */
export function dayStartOf(ms: number): number {
  return Math.floor((ms + ZONE_OFFSET_MS) / DAY_MS) * DAY_MS - ZONE_OFFSET_MS;
}

/** `2026-11-23T16:05`, as `<input type="datetime-local">` wants it, in Beijing time. */
export const inputOf = (ms: number): string => isoOf(ms).slice(0, 16);

/** The other way; null for what is no moment. */
export function msOfInput(text: string): number | null {
  const ms = Date.parse(`${text}:00+08:00`);
  return Number.isNaN(ms) ? null : ms;
}
