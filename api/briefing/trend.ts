import type { PaperChart, Trend } from '../contract/index.ts';
import { DAY_MS, dayStart, weekdayOf } from '../desk/briefings/period.ts';
import type { Span } from './period.ts';
import { bandLines, usualOf, type Usual } from './usual.ts';
import { dayText } from './words.ts';

export const WEEK_MS = 7 * DAY_MS;
/** A week's usual band is made of the eight before it; with fewer than four known there is none. */
export const BAND_WEEKS = 8;
const BAND_WEEKS_MIN = 4;

/** One thing over weeks, oldest first, `BAND_WEEKS` more than are shown. Null: not known. */
export type Weekly = {
  readonly id: string;
  readonly section: PaperChart['section'];
  readonly zh: string;
  readonly en: string;
  readonly unit: { readonly zh: string; readonly en: string };
  readonly values: readonly (number | null)[];
};

/** So many whole weeks (from Monday, in China) up to a moment, oldest first: the one that runs is not over and is left out. */
export function weeksUpTo(nowMs: number, count: number): readonly Span[] {
  const today = dayStart(nowMs);
  const toMs = today - (weekdayOf(today) - 1) * DAY_MS;
  return Array.from({ length: count }, (_, at) => {
    const fromMs = toMs - (count - at) * WEEK_MS;
    return { fromMs, toMs: fromMs + WEEK_MS };
  });
}

/** The band of each shown week, of the weeks before it. */
export function bandsOf(values: Weekly['values']): readonly (Usual | null)[] {
  return values.slice(BAND_WEEKS).map((_, at) => usualOf(values.slice(at, at + BAND_WEEKS), BAND_WEEKS_MIN));
}

/** How far the last week lies outside its band, as a ratio; 0 within it or where there is none. */
export function moved({ values }: Pick<Weekly, 'values'>): number {
  const last = values.at(-1) ?? null;
  const band = bandsOf(values).at(-1) ?? null;
  if (last === null || band === null) return 0;
  if (last > band.high) return (last + 1) / (band.high + 1) - 1;
  return last < band.low ? (band.low + 1) / (last + 1) - 1 : 0;
}

/** A chart over weeks with its finding as title. `weeks`: as many as the values. */
export function trendOf(weekly: Weekly, weeks: readonly Span[]): Trend {
  const shown = weekly.values.slice(BAND_WEEKS);
  const spans = weeks.slice(BAND_WEEKS);
  const bands = bandsOf(weekly.values);
  const title = findingOf(weekly, shown.at(-1) ?? null, bands.at(-1) ?? null);
  const summary = summaryOf(weekly, shown, spans);
  const band = bandLines(bands);
  const chart: PaperChart = {
    id: weekly.id,
    section: weekly.section,
    title: title.zh,
    summary: summary.zh,
    unit: weekly.unit.zh,
    bins: spans.map(({ fromMs }) => ({ atMs: fromMs, label: `${dayText(fromMs)}起` })),
    lines: [{ name: weekly.zh, kind: 'bar', values: [...shown] }, ...band],
    marks: [],
  };
  return {
    chart,
    usual:
      band.length > 0
        ? { zh: '平常：之前 8 周的第 10 至 90 百分位', en: 'Usual: 10th to 90th percentile of the 8 weeks before' }
        : {
            zh: '之前的记录不足 4 周，还没有平常可比',
            en: 'Fewer than 4 weeks on record before: nothing usual to compare with yet',
          },
    title,
    summary,
  };
}

function findingOf({ zh, en, unit }: Weekly, last: number | null, band: Usual | null): Trend['title'] {
  if (last === null) return { zh: `${zh}：上周没有数据`, en: `${en}: no data for last week` };
  const now = { zh: `${zh}上周 ${last} ${unit.zh}`, en: `${en}: ${last} ${unit.en} last week` };
  if (band === null) return { zh: `${now.zh}，平常数据不足`, en: `${now.en}, too little to compare with` };
  const [zhWord, enWord] =
    last > band.high ? ['高于', 'above'] : last < band.low ? ['低于', 'below'] : ['处于', 'within'];
  const range = `${band.low}–${band.high}`;
  return { zh: `${now.zh}，${zhWord}平常（${range}）`, en: `${now.en}, ${enWord} the usual ${range}` };
}

const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', day: 'numeric', month: 'short' });
/** `16 Nov`, in China. */
const englishDay = (ms: number): string => ENGLISH_DAY.format(ms);

function summaryOf({ unit }: Weekly, shown: readonly (number | null)[], spans: readonly Span[]): Trend['summary'] {
  const known = shown.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  const gaps = shown.length - known.length;
  const most = known.reduce<{ value: number; at: number } | null>(
    (held, each) => (held === null || each.value > held.value ? each : held),
    null,
  );
  const when = most === null ? null : dayText(spans[most.at]?.fromMs ?? 0);
  const missing = { zh: gaps === 0 ? '' : `；${gaps} 周没有数据`, en: gaps === 0 ? '' : `; no data for ${gaps} weeks` };
  if (most === null) return { zh: `${shown.length} 周都没有数据`, en: `No data in ${shown.length} weeks` };
  return {
    zh: `${shown.length} 周里最高 ${most.value} ${unit.zh}（${when}起的一周）${missing.zh}`,
    en: `Highest of ${shown.length} weeks: ${most.value} ${unit.en} (week of ${englishDay(spans[most.at]?.fromMs ?? 0)})${missing.en}`,
  };
}
