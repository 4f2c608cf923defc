import { DAY_MS, HOUR_MS, isReal, MINUTE_MS, momentOf, wallOf } from './dates-calendar.ts';
import { CLOCK, CLOCK_GROUPS, clockOf } from './dates-clock.ts';
import type { Found } from './dates-forms.ts';

const JUST_NOW = /刚刚|刚才|刚发布|刚更新|(?<![\d个])片刻前|几秒前|just now|moments? ago|seconds? ago/gi;
const AGO =
  /(\d{1,4}|半|几|数|an?|one|two|three) ?(?:多 ?)?(?:个 ?)?(半 ?)?(秒钟?|分钟?|刻钟|小时|钟头|天|日|周|星期|礼拜|月|年|secs?|seconds?|mins?|minutes?|hours?|hrs?|days?|weeks?|months?|years?|[smhdw])(?![a-z月]) ?(?:之前|以前|前|ago|earlier)/gi;
const SPAN_MS: readonly (readonly [RegExp, number])[] = [
  [/^(?:秒|s(?:ec|$))/i, 1000],
  [/^刻/, 15 * MINUTE_MS],
  [/^(?:分|min|m$)/i, MINUTE_MS],
  [/^(?:小时|钟头|h)/i, HOUR_MS],
  [/^(?:天|日|d)/i, DAY_MS],
  [/^(?:周|星期|礼拜|w)/i, 7 * DAY_MS],
];
const DAY_WORD = /(今天|今日|今儿|今晨|今早|今晚|昨天|昨日|昨儿|昨晚|昨夜|前天|前日|前晚|大前天|today|yesterday)/
  .source;
const DAYS_BACK: Readonly<Record<string, number>> = {
  昨天: 1,
  昨日: 1,
  昨儿: 1,
  昨晚: 1,
  昨夜: 1,
  yesterday: 1,
  前天: 2,
  前日: 2,
  前晚: 2,
  大前天: 3,
};
const DAY_AND_CLOCK = new RegExp(`(?<![以之目])(?:${DAY_WORD})[ ,，的]*(?:at )?(?:${CLOCK})?`, 'gi');
const WEEKDAY = new RegExp(`(上上|上|本|这)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])[ ,，]*(?:${CLOCK})?`, 'g');
const CLOCK_ALONE = new RegExp(`^[\\s\\[(（|]*${CLOCK}[\\s\\])）|]*$`, 'g');
const EPOCH = /^\s*(\d{10}|\d{13})\s*$/;

function dayBack(nowMs: number, zone: string, days: number): { year: number; month: number; day: number } {
  const now = wallOf(nowMs, zone);
  const date = new Date(Date.UTC(now.year, now.month - 1, now.day - days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function count(text: string): number {
  if (text === '半') return 0.5;
  if (text === '几' || text === '数') return 3;
  return { a: 1, an: 1, one: 1, two: 2, three: 3 }[text.toLowerCase()] ?? Number(text);
}

function ago(amount: number, unit: string, nowMs: number, zone: string): { ms: number; isDay: boolean } | null {
  const span = SPAN_MS.find(([pattern]) => pattern.test(unit))?.[1];
  if (span !== undefined) {
    const isDay = span >= DAY_MS && Number.isInteger(amount);
    if (!isDay) return { ms: nowMs - amount * span, isDay };
    return { ms: momentOf({ ...dayBack(nowMs, zone, (amount * span) / DAY_MS), clock: null }, zone), isDay };
  }
  const now = wallOf(nowMs, zone);
  const months = Math.round(amount * (/^(?:年|y)/i.test(unit) ? 12 : 1));
  const first = new Date(Date.UTC(now.year, now.month - 1 - months, 1));
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + 1];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { ms: momentOf({ year, month, day: Math.min(now.day, lastDay), clock: null }, zone), isDay: true };
}

function agesIn(text: string, nowMs: number, zone: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(JUST_NOW))
    found.push({ at: match.index, length: match[0].length, ms: nowMs, isDay: false });
  for (const match of text.matchAll(AGO)) {
    const amount = count(match[1] ?? '') + (match[2] ? 0.5 : 0);
    const when = ago(amount, match[3] ?? '', nowMs, zone);
    if (when) found.push({ at: match.index, length: match[0].length, ...when });
  }
  return found;
}

function namedDaysIn(text: string, nowMs: number, zone: string): Found[] {
  const found: Found[] = [];
  const today = wallOf(nowMs, zone);
  const weekday = (new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 6) % 7;
  const add = (
    match: RegExpExecArray,
    days: number,
    groups: readonly (string | undefined)[],
    isNight = false,
  ): void => {
    const part = groups[0] ?? (isNight ? '晚' : undefined);
    const reading = clockOf([part, ...groups.slice(1, CLOCK_GROUPS)]);
    const wall = { ...dayBack(nowMs, zone, days), clock: reading?.clock ?? null };
    if (!isReal(wall)) return;
    const ms = momentOf(wall, zone, reading?.offsetMinutes ?? null);
    found.push({ at: match.index, length: match[0].length, ms, isDay: reading === null });
  };
  for (const match of text.matchAll(DAY_AND_CLOCK)) {
    const word = (match[1] ?? '').toLowerCase();
    add(match, DAYS_BACK[word] ?? 0, match.slice(2), /[晚夜]$/.test(word));
  }
  for (const match of text.matchAll(WEEKDAY)) {
    const wanted = '一二三四五六日'.indexOf((match[2] ?? '').replace('天', '日'));
    const days = weekday - wanted + (match[1] === '上上' ? 14 : match[1] === '上' ? 7 : 0);
    add(match, days < 0 && !match[1] ? days + 7 : days, match.slice(3));
  }
  return found;
}

/** Times that count from now: 3小时前, 昨晚8点, 上周三, 09:30, an epoch. `text` went through `plainTime`. */
export function relativesIn(text: string, nowMs: number, zone: string): Found[] {
  const found = [...agesIn(text, nowMs, zone), ...namedDaysIn(text, nowMs, zone)];
  for (const match of text.matchAll(CLOCK_ALONE)) {
    const reading = clockOf(match.slice(1, 1 + CLOCK_GROUPS));
    const wall = { ...dayBack(nowMs, zone, 0), clock: reading?.clock ?? null };
    if (!reading || !isReal(wall) || !/[:：]|点|时/.test(match[0])) continue;
    const ms = momentOf(wall, zone, reading.offsetMinutes);
    found.push({
      at: match.index,
      length: match[0].length,
      ms: ms > nowMs + 10 * MINUTE_MS ? ms - DAY_MS : ms,
      isDay: false,
    });
  }
  const epoch = EPOCH.exec(text)?.[1];
  if (epoch)
    found.push({ at: 0, length: epoch.length, ms: Number(epoch) * (epoch.length === 10 ? 1000 : 1), isDay: false });
  return found;
}
