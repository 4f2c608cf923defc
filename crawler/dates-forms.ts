import { isReal, momentOf, type WallTime, wallOf } from './dates-calendar.ts';
import { CLOCK, CLOCK_GROUPS, clockOf } from './dates-clock.ts';

/** A time found in a text. `isDay`: the text names the day only and `ms` is its midnight. */
export interface Found {
  readonly at: number;
  readonly length: number;
  readonly ms: number;
  readonly isDay: boolean;
}

interface Parts {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

interface Form {
  readonly pattern: RegExp;
  readonly parts: (groups: readonly (string | undefined)[]) => Parts;
  /** How many groups belong to the date; the clock's seven follow (or, with `clockAt`, begin there). */
  readonly dateGroups: number;
  readonly clockAt?: number;
}

const GAP = `(?:日|号)?(?:[ \\n]*[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?(?:[ \\n,，|·T]{0,3}|-)`;
const MONTHS =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';
const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthOf(name: string | undefined): number {
  return MONTH_NAMES.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function withClock(date: string, flags = 'gi'): RegExp {
  return new RegExp(`${date}(?:${CLOCK})?`, flags);
}

function ymd([year, month, day]: readonly (string | undefined)[]): Parts {
  return { year: yearOf(year), month: Number(month), day: Number(day) };
}

function yearOf(text: string | undefined): number {
  const year = Number(text);
  return (text ?? '').length === 2 ? 2000 + year : year;
}

/** Ways in which pages write a date, each with the clock that may follow. Every pattern is linear: fixed widths, few gaps. */
const FORMS: readonly Form[] = [
  {
    pattern: withClock(
      `(?<![\\d.])((?:19|20)\\d{2}|(?<!\\d)\\d{2}(?=年)) ?[-/.年] ?(\\d{1,2}) ?[-/.月] ?(\\d{1,2})(?!\\d)${GAP}`,
    ),
    parts: ymd,
    dateGroups: 3,
  },
  {
    pattern: withClock(`(?:民国|民國) ?(\\d{1,3}) ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2})${GAP}`),
    parts: ([y, m, d]) => ({ year: Number(y) + 1911, month: Number(m), day: Number(d) }),
    dateGroups: 3,
  },
  {
    pattern: withClock(`(?<![\\d.])((?:19|20)\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)[ T]?`),
    parts: ymd,
    dateGroups: 3,
  },
  {
    pattern: withClock(`(\\d{1,2})(?:st|nd|rd|th)?[ -](${MONTHS})\\.?,?[ -](\\d{4})(?:,? (?:at |@ )?|T)?`),
    parts: ([d, m, y]) => ({ year: Number(y), month: monthOf(m), day: Number(d) }),
    dateGroups: 3,
  },
  {
    pattern: withClock(
      `(?<![a-z])(${MONTHS})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6})?,? (\\d{4})(?!:)(?:,? (?:at |- |@ )?)?`,
    ),
    parts: ([m, d, y]) => ({ year: Number(y), month: monthOf(m), day: Number(d) }),
    dateGroups: 3,
  },
  {
    pattern: new RegExp(`(?<![a-z])(${MONTHS}) (\\d{1,2}) ${CLOCK} ((?:19|20)\\d{2})`, 'gi'),
    parts: (g) => ({ year: Number(g[2 + CLOCK_GROUPS]), month: monthOf(g[0]), day: Number(g[1]) }),
    dateGroups: 2,
    clockAt: 2,
  },
  {
    pattern: withClock(`(?<![\\d/.-])(\\d{1,2})([/.-])(\\d{1,2})(?:\\2|\\n+)((?:19|20)\\d{2})(?!\\d)${GAP}`),
    parts: dayOrMonthFirst,
    dateGroups: 4,
  },
  {
    pattern: withClock(`(?<![\\d/.-])(\\d{1,2})\\s*\\n\\s*((?:19|20)\\d{2}) ?[-/.年] ?(\\d{1,2})(?!\\d)月?[ \\n]*`),
    parts: ([d, y, m]) => ({ year: Number(y), month: Number(m), day: Number(d) }),
    dateGroups: 3,
  },
  {
    pattern: withClock(`(去年|今年|前年|本月) ?(\\d{1,2})[月](\\d{1,2})${GAP}`),
    parts: ([word, m, d]) => ({
      year: word === '今年' ? 0 : word === '去年' ? -1 : -2,
      month: Number(m),
      day: Number(d),
    }),
    dateGroups: 3,
  },
  {
    pattern: withClock(`(?<![\\d年/.:-])(\\d{1,2}) ?月 ?(\\d{1,2}) ?(?:日|号)(?!线|楼|院)${GAP}`),
    parts: monthDay,
    dateGroups: 2,
  },
  {
    pattern: new RegExp(`(?<![\\d年/.:-])(\\d{1,2})[-/.](\\d{1,2})[ \\n]+${CLOCK}`, 'gi'),
    parts: monthDay,
    dateGroups: 2,
  },
  {
    pattern: new RegExp(`^[\\s\\[(（【]*(\\d{2}|\\d(?=/|-\\d{2}))[-/](\\d{1,2})[\\s\\])）】]*$`, 'g'),
    parts: monthDay,
    dateGroups: 2,
  },
  {
    pattern: withClock(`(?<![a-z])(${MONTHS})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,? (?:at )?)?`),
    parts: ([m, d]) => ({ year: null, month: monthOf(m), day: Number(d) }),
    dateGroups: 2,
  },
];

function monthDay([month, day]: readonly (string | undefined)[]): Parts {
  return { year: null, month: Number(month), day: Number(day) };
}

function dayOrMonthFirst([first, mark, second, year]: readonly (string | undefined)[]): Parts {
  const [a, b] = [Number(first), Number(second)];
  const isDayFirst = a > 12 || (mark === '.' && b <= 12);
  return { year: Number(year), month: isDayFirst ? b : a, day: isDayFirst ? a : b };
}

/** The latest year in which the day exists and has begun; for a year counted from now (0, -1, -2) that year. */
function settleYear(
  parts: Parts,
  clock: WallTime['clock'],
  nowMs: number,
  zone: string,
  text: string,
): WallTime | null {
  const now = wallOf(nowMs, zone);
  const named = parts.year === null ? /[(（]((?:19|20)\d{2})年?[)）]/.exec(text)?.[1] : undefined;
  const year = named ? Number(named) : parts.year;
  if (year !== null) return { year: year <= 0 ? now.year + year : year, month: parts.month, day: parts.day, clock };
  for (let back = 0; back <= 8; back++) {
    const wall: WallTime = { year: now.year - back, month: parts.month, day: parts.day, clock };
    if (isReal(wall) && momentOf(wall, zone) <= nowMs + 10 * 60_000) return wall;
  }
  return null;
}

/** Every date that the text writes out, in no order. `text` went through `plainTime`. */
export function datesIn(text: string, nowMs: number, zone: string): Found[] {
  const found: Found[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form.pattern)) {
      const groups = match.slice(1);
      const from = form.clockAt ?? form.dateGroups;
      const reading = clockOf(groups.slice(from, from + CLOCK_GROUPS));
      const wall = settleYear(form.parts(groups), reading?.clock ?? null, nowMs, zone, text);
      if (!wall || !isReal(wall)) continue;
      const ms = momentOf(wall, zone, reading?.offsetMinutes ?? null);
      found.push({ at: match.index, length: match[0].length, ms, isDay: reading === null });
    }
  }
  return found;
}
