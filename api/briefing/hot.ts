import { SMALL_COUNT, type Criteria, type Finding, type PaperSpan, type Section } from '../contract/index.ts';
import { line, marked, type Figures } from './figures.ts';
import type { Counted, HotRow } from './input.ts';
import { DAY_MS, USUAL_PERIODS } from './period.ts';
import { finding, section, type Making } from './section.ts';
import { clockText, dayText } from './words.ts';

const COLUMNS = ['议题 · 地点', '条数', '平常', '声音', '走势', '群众主要关切'];

/** 热点 TOP 5: what stands out most above its usual band. */
export function hotSection(making: Making): Section {
  const { posts } = making.input;
  const empty = posts === null ? '帖文库暂时读不到，本期热点待补。' : '本期没有成规模的热点。';
  const rows = (posts?.hot ?? []).map((row) => hotRow(making, row));
  return section('hot', '热点 TOP 5', empty, rows, { columns: COLUMNS, numeric: [1, 2, 3] });
}

function hotRow({ input, figures }: Making, row: HotRow): Finding {
  const { kind } = input;
  return finding(
    `hot:${row.series}`,
    [
      line(hotName(input.names, row)),
      line(figures.posts(row), ' 条'),
      line(usualCell(figures, row, USUAL_PERIODS[kind]), againstMark(row)),
      line(figures.voices(row.voices, row.criteria), ' 个'),
      trendCell(figures, row),
      line(row.terms.length === 0 ? '用词与平常相近' : row.terms.join('、')),
    ],
    { link: null, posts: [...row.typical] },
  );
}

export function hotName(names: Making['input']['names'], { topic, place }: Pick<HotRow, 'topic' | 'place'>): string {
  const word = names.topics[topic] ?? topic;
  return place === null ? word : `${word} · ${names.places[place] ?? place}`;
}

/** `3–9 条`, or that too little is known. */
export function usualCell(figures: Figures, { criteria, usual }: Counted, periods: number): PaperSpan[] {
  if (usual === null) return line(marked('平常数据不足', 'soft'));
  const end = (which: 'low' | 'high'): PaperSpan =>
    figures.of(usual[which], { of: 'usual', criteria, end: which, periods });
  return usual.low === usual.high ? line(end('high'), ' 条') : line(end('low'), '–', end('high'), ' 条');
}

/** 高于平常, 平常, 低于平常; null where the band is not known. */
export function againstUsual({
  count,
  usual,
}: Pick<Counted, 'count' | 'usual'>): '高于平常' | '在平常范围内' | '低于平常' | null {
  if (usual === null) return null;
  if (count > usual.high) return '高于平常';
  return count < usual.low ? '低于平常' : '在平常范围内';
}

/** In words, where it is not as usual. */
function againstMark(row: HotRow): PaperSpan[] {
  const against = againstUsual(row);
  return against === null || against === '在平常范围内' ? [] : line('，', marked(against, 'strong'));
}

/** Where it was most, and how it ended: `14 时最多 12 条，最后 3 小时 1 条`. */
function trendCell(figures: Figures, row: HotRow): PaperSpan[] {
  const { peak, last, criteria } = row;
  if (row.count < SMALL_COUNT) return line('零星');
  const span = (of: { fromMs: number; toMs: number; count: number }): PaperSpan =>
    figures.posts({ criteria: { ...criteria, fromMs: of.fromMs, toMs: of.toMs } satisfies Criteria, count: of.count });
  const isDay = peak.toMs - peak.fromMs >= DAY_MS;
  const when = isDay ? dayText(peak.fromMs) : `${clockText(peak.fromMs)}–${clockText(peak.toMs)}`;
  const ending = isDay ? '最后一天' : '最后 3 小时';
  return line(`${when} 最多 `, span(peak), ` 条；${ending} `, span(last), ' 条');
}
