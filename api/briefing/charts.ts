import { CHART_LINES_MAX, type PaperChart } from '../contract/index.ts';
import { rowAt } from '../desk/table.ts';
import { againstUsual, hotName } from './hot.ts';
import type { EffectRow, PostsInput } from './input.ts';
import { DAY_MS } from './period.ts';
import type { Making } from './section.ts';
import { bandLines } from './usual.ts';
import { clockText, dayText, PERIOD_WORDS, statementWord, timeText } from './words.ts';

const EFFECT_CHARTS_MAX = 2;
const BINS_MIN = 3;

/** The charts, each with its finding as title; a time that was not read is a gap in them. */
export function chartsOf(making: Making): PaperChart[] {
  const { posts, about } = making.input;
  if (posts === null) return [];
  if (about !== null) return [...spreadChart(making, posts), ...effectCharts(making)];
  return [volumeChart(making, posts), ...hotChart(making, posts), ...effectCharts(making)];
}

function labelOf(atMs: number, stepMs: number): string {
  return stepMs >= DAY_MS ? dayText(atMs) : clockText(atMs);
}

function volumeChart({ input }: Making, posts: PostsInput): PaperChart {
  const { bins, binMs, total } = posts;
  const against = againstUsual(total);
  const known = bins.filter(({ count }) => count !== null);
  const peak = known.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0) || a.atMs - b.atMs)[0];
  const period = PERIOD_WORDS[input.kind];
  const when = peak === undefined || (peak.count ?? 0) === 0 ? '' : `，${labelOf(peak.atMs, binMs)}前后最多`;
  const title = total.count === 0 ? `${period}没有采集到帖文` : `${period}帖文量${against ?? '尚无平常可比'}${when}`;
  const band = bandLines(bins.map(({ usual }) => usual));
  return {
    ...{ id: 'volume', section: 'hot', title, unit: '条' },
    summary: `全部帖文${binMs >= DAY_MS ? '按天' : '按小时'}，共 ${total.count} 条。`,
    bins: bins.map(({ atMs }) => ({ atMs, label: labelOf(atMs, binMs) })),
    lines: [{ name: '帖文', kind: 'bar', values: bins.map(({ count }) => count) }, ...band],
    marks: [],
  };
}

function hotChart({ input }: Making, posts: PostsInput): PaperChart[] {
  const rows = posts.hot.slice(0, CHART_LINES_MAX);
  const [first] = rows;
  if (first === undefined) return [];
  const { bins, binMs } = posts;
  const peak = labelOf(first.peak.fromMs, binMs);
  return [
    {
      ...{ id: 'hot', section: 'hot', unit: '条' },
      title: `${hotName(input.names, first)}最集中，${peak}前后最多`,
      summary: rows.map((row) => `${hotName(input.names, row)} ${row.count} 条`).join('，'),
      bins: bins.map(({ atMs }) => ({ atMs, label: labelOf(atMs, binMs) })),
      lines: rows.map((row) => ({ name: hotName(input.names, row), kind: 'line', values: [...row.line] })),
      marks: [],
    },
  ];
}

const CHANGES: Readonly<Record<string, string>> = {
  fell: '发布后复述下降',
  rebound: '发布后复述一度下降又回升',
  rose: '发布后复述没有减少',
  same: '发布后复述没有明显变化',
};

function effectCharts(making: Making): PaperChart[] {
  return making.input.effects
    .filter(({ finding, bins }) => CHANGES[finding] !== undefined && bins.length > 0)
    .slice(0, EFFECT_CHARTS_MAX)
    .map((row) => effectChart(making, row));
}

function effectChart({ input }: Making, row: EffectRow): PaperChart {
  const { bins, stepMs, statement: id } = row;
  const statement = rowAt(input.state.statements, id);
  const word = statement === undefined ? '通报' : statementWord(statement);
  const at = bins.findIndex(({ atMs }) => atMs + stepMs > row.repeats.fromMs);
  return {
    ...{ id: `effect:${id}`, section: 'effect', unit: '条' },
    title: `${word}${CHANGES[row.finding] ?? ''}${row.fellBefore ? '（发布前已在回落）' : ''}`,
    summary: `发布后复述 ${row.repeats.count} 条，提及 ${row.mentions.count} 条。`,
    bins: bins.map(({ atMs }) => ({ atMs, label: stepMs >= DAY_MS ? dayText(atMs) : timeText(atMs) })),
    lines: [
      { name: '复述', kind: 'bar', values: bins.map(({ repeats }) => repeats) },
      { name: '提及通报', kind: 'line', values: bins.map(({ mentions }) => mentions) },
    ],
    marks: at < 0 ? [] : [{ bin: at, label: word }],
  };
}

function spreadChart({ input }: Making, posts: PostsInput): PaperChart[] {
  const counted = posts.claims.find(({ claim }) => input.about?.of === 'claim' && claim === input.about.claim);
  const spread = counted?.spread ?? null;
  const [first] = spread?.lines ?? [];
  // Two points are no course.
  if (counted === undefined || spread === null || first === undefined || spread.bins.length < BINS_MIN) return [];
  return [
    {
      ...{ id: 'spread', section: 'course', unit: '条' },
      title: `${first.name}上最多`,
      summary: `相关帖文共 ${counted.total} 条，按信源。`,
      bins: spread.bins.map((atMs) => ({ atMs, label: spread.stepMs >= DAY_MS ? dayText(atMs) : timeText(atMs) })),
      lines: spread.lines
        .slice(0, CHART_LINES_MAX)
        .map(({ name, counts }) => ({ name, kind: 'line', values: [...counts] })),
      marks: [],
    },
  ];
}
