/**
 * China's public holidays and make-up workdays.
 *
 * 2026: 国务院办公厅关于2026年部分节假日安排的通知 (4 November 2025). 2027: the days that the regulation on national holidays
 * (全国年节及纪念日放假办法, as of 2025) fixes by themselves; the bridging days and make-up workdays are added here when the
 * year's notice is out. A day that is missing costs little: it is treated as its weekday.
 */

/** How a day is lived: 0 a workday, 1 a Saturday, 2 a Sunday or public holiday. */
export type DayKind = 0 | 1 | 2;

export type Calendar = { readonly holidays: ReadonlySet<string>; readonly makeupWorkdays: ReadonlySet<string> };

const DAY_MS = 86_400_000;
/** Asia/Shanghai, without daylight saving since 1991. */
export const CHINA_OFFSET_MS = 8 * 3_600_000;

const HOLIDAYS: readonly (readonly [from: string, to: string])[] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
  ['2027-01-01', '2027-01-01'],
  ['2027-02-05', '2027-02-08'],
  ['2027-04-05', '2027-04-05'],
  ['2027-05-01', '2027-05-02'],
  ['2027-06-09', '2027-06-09'],
  ['2027-09-15', '2027-09-15'],
  ['2027-10-01', '2027-10-03'],
];

const MAKEUP_WORKDAYS: readonly string[] = [
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
];

/** The calendar of the table above. */
export const CHINA: Calendar = { holidays: daysOf(HOLIDAYS), makeupWorkdays: new Set(MAKEUP_WORKDAYS) };

function daysOf(spans: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const days = new Set<string>();
  for (const [from, to] of spans) {
    for (let ms = Date.parse(from); ms <= Date.parse(to); ms += DAY_MS) days.add(dayName(ms));
  }
  return days;
}

function dayName(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 10);
}

/** Kind of a day and its weekday (0 Monday … 6 Sunday) as it is lived: a holiday is a Sunday, a make-up workday a Wednesday. */
export function livedDay(localDay: number, calendar: Calendar): { readonly kind: DayKind; readonly weekday: number } {
  const weekday = (((localDay + 3) % 7) + 7) % 7;
  const name = dayName(localDay * DAY_MS);
  if (calendar.holidays.has(name)) return { kind: 2, weekday: 6 };
  if (calendar.makeupWorkdays.has(name)) return { kind: 0, weekday: 2 };
  return { kind: weekday < 5 ? 0 : weekday === 5 ? 1 : 2, weekday };
}
