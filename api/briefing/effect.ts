import type { EffectKind, Finding, PaperSpan, Section, Statement } from '../contract/index.ts';
import { rowAt } from '../desk/table.ts';
import { line, type Figures } from './figures.ts';
import type { EffectRow, EffectSpan } from './input.ts';
import { finding, section, type Making } from './section.ts';
import { PERIOD_WORDS, statementTitle, statementWord, timeText } from './words.ts';

const TITLES = { daily: '昨日回应效果', weekly: '本周回应效果', monthly: '本月回应效果', special: '回应效果' } as const;

/** 回应效果: posts that repeat the claim and posts that pass on the statement, since it went out. That they fell says nothing of why. */
export function effectSection(making: Making): Section {
  const { effects, kind, posts } = making.input;
  const empty = posts === null ? '帖文库暂时读不到，回应效果待补。' : `${PERIOD_WORDS[kind]}没有发布通报。`;
  const columns = ['通报', '发布', '发布后复述', '提及通报', '前后变化'];
  return section(
    'effect',
    TITLES[kind],
    empty,
    effects.map((row) => effectFinding(making, row)),
    { columns, numeric: [2, 3] },
  );
}

function effectFinding({ input, figures }: Making, row: EffectRow): Finding {
  const statement = rowAt(input.state.statements, row.statement);
  const count = effectCounts(figures, row);
  return finding(
    `effect:${row.statement}`,
    [
      line(statement === undefined ? '' : statementText(statement)),
      line(timeText(statement?.publishedMs ?? row.repeats.fromMs)),
      statement?.claim === null ? line('—') : line(count('repeats', row.repeats), ' 条'),
      line(count('mentions', row.mentions), ' 条'),
      changeCell(row, count),
    ],
    { link: `/statements/${row.statement}` },
  );
}

type EffectCount = (what: 'repeats' | 'mentions', span: EffectSpan) => PaperSpan;

/** The figures of a statement's effect, span by span. */
export function effectCounts(figures: Figures, { statement }: Pick<EffectRow, 'statement'>): EffectCount {
  return (what, { count, fromMs, toMs }) => figures.of(count, { of: 'effect', statement, what, fromMs, toMs });
}

function statementText(statement: Statement): string {
  return `${statementWord(statement)}《${statementTitle(statement)}》`;
}

const PLAIN: Partial<Readonly<Record<EffectKind, string>>> = {
  'no-claim': '未关联网传说法，只统计提及',
  early: '刚发布，时间还短，不足以比较',
  'no-before': '发布前没有可比的数据',
  gap: '发布后数据缺失较多，不能判断',
  few: '复述很少，看不出前后变化',
};
const CHANGES: Partial<Readonly<Record<EffectKind, string>>> = {
  fell: '复述下降',
  rebound: '一度下降后又回升',
  rose: '复述没有减少，反而上升',
  same: '复述没有明显变化',
};

function changeCell(row: EffectRow, count: EffectCount): PaperSpan[] {
  const change = CHANGES[row.finding];
  if (change === undefined || row.prior === null || row.last === null) return line(PLAIN[row.finding] ?? '尚不能比较');
  const window = windowText(row.windowMs);
  const already = row.fellBefore ? '；发布前已在回落' : '';
  return line(
    `${change}：发布前${window} `,
    count('repeats', row.prior),
    ` 条，最近${window} `,
    count('repeats', row.last),
    ` 条${already}`,
  );
}

function windowText(windowMs: number): string {
  const minutes = windowMs / 60_000;
  if (minutes === 30) return '半小时';
  return minutes < 1_440 ? `${minutes / 60} 小时` : `${minutes / 1_440} 天`;
}
