import type { BodyId, DeskRule, Finding, PaperSpan, Section } from '../contract/index.ts';
import { rowsOf } from '../desk/table.ts';
import { leadTimes } from '../effect/lead-times.ts';
import { medianOf } from '../effect/score.ts';
import { line, marked, type Figures } from './figures.ts';
import { DAY_MS, spanBefore, type Span } from './period.ts';
import { finding, section, type Making } from './section.ts';
import { lengthText } from './words.ts';

/** A day settles too few concerns for a share: the daily issue tells the rates of the last 30 days. */
const DAILY_RATE_MS = 30 * DAY_MS;
/** Departments with a row of their own. */
const BODIES_MAX = 12;

type Column = { readonly name: string; readonly span: Span };
type Rate = {
  readonly key: string;
  readonly name: string;
  readonly part: DeskRule;
  readonly whole: DeskRule;
  readonly text: string;
};

const RATES: readonly Rate[] = [
  {
    ...{ key: 'response', name: '响应率', part: 'response-part', whole: 'response-whole' },
    text: '分母：首次反馈已作出或已到期的诉求；分子：其中按时作出的',
  },
  {
    ...{ key: 'solved', name: '解决率', part: 'solved-part', whole: 'solved-whole' },
    text: '分母：已办结的，加上到期仍未报结的；分子：办结时已解决的',
  },
  {
    ...{ key: 'satisfied', name: '满意率', part: 'satisfied-part', whole: 'satisfied-whole' },
    text: '分母：已办结且有人评价的；分子：评价都在基本满意以上的',
  },
];
const COUNTS: readonly (readonly [key: string, name: string, rule: DeskRule, text: string])[] = [
  ['opened', '新立诉求', 'concerns-opened', '期内立项的诉求'],
  ['settled', '办结', 'concerns-settled', '期内办结的诉求'],
  ['open', '在办', 'concerns-open', '期末尚未办结的诉求'],
  ['overdue', '超期', 'concerns-overdue', '期末已过转办或办理期限的诉求'],
  ['kept', '时限按时', 'clocks-kept', '网传说法的各项时限，期内按时完成的'],
  ['missed', '时限超时', 'clocks-missed', '期内到时未完成、或完成时已超时的'],
];

/** 台账进展: counts, 三率 with part, whole and definition; over weeks and months beside the period before, and by department. */
export function ledgerSection(making: Making): Section {
  const { kind } = making.input;
  const isDaily = kind === 'daily' || kind === 'special';
  const columns = columnsOf(making);
  const rows = [
    ...COUNTS.map(([key, name, rule, text]) => countRow(making, columns, { key, name, rule, text })),
    ...RATES.map((rate) => rateRow(making, columns, rate)),
    ...(isDaily ? [] : [...leadRows(making, columns), ...bodyRows(making)]),
  ];
  const names = ['指标', ...columns.map(({ name }) => name), '口径'];
  const numeric = columns.map((_, at) => at + 1);
  return section('ledger', '台账进展', '', rows, { columns: names, numeric });
}

function columnsOf({ input }: Making): readonly Column[] {
  const { kind, fromMs, toMs } = input;
  const now = { name: '本期', span: { fromMs, toMs } };
  const before = spanBefore(kind, now.span);
  return kind === 'daily' || before === null ? [now] : [now, { name: '上期', span: before }];
}

type Row = { readonly key: string; readonly name: string; readonly rule: DeskRule; readonly text: string };

function countRow({ figures }: Making, columns: readonly Column[], { key, name, rule, text }: Row): Finding {
  const cells = columns.map(({ span }) => line(figures.desk(rule, span)));
  return finding(`ledger:${key}`, [line(name), ...cells, line(marked(text, 'soft'))], { link: '/ledger' });
}

function rateRow(making: Making, columns: readonly Column[], { key, name, part, whole, text }: Rate): Finding {
  const isDaily = making.input.kind === 'daily';
  const cells = columns.map(({ span }) =>
    rateCell(making.figures, isDaily ? { fromMs: span.toMs - DAILY_RATE_MS, toMs: span.toMs } : span, part, whole),
  );
  const title = isDaily ? `${name}（近 30 天）` : name;
  return finding(`ledger:${key}`, [line(title), ...cells, line(marked(text, 'soft'))], { link: '/ledger' });
}

/** `3/4（75%）`: both numbers lead to their rows, and the share is made of the two. */
function rateCell(
  figures: Figures,
  span: Span,
  part: DeskRule,
  whole: DeskRule,
  body: BodyId | null = null,
): PaperSpan[] {
  const [some, all] = [figures.count(part, span, body), figures.count(whole, span, body)];
  if (all === 0) return line(marked('暂无', 'soft'));
  const share = `（${Math.round((100 * some) / all)}%）`;
  return line(figures.desk(part, span, body), '/', figures.desk(whole, span, body), share);
}

/** Medians over the claims that were known in the period. */
function leadRows({ input }: Making, columns: readonly Column[]): readonly Finding[] {
  const leads = leadTimes(input.state, () => null, input.toMs);
  const spans = [
    ['known-to-word', '知晓到首次发声', '期内知晓的网传说法，用时的中位数'],
    ['known-to-statement', '知晓到核查通报', '期内知晓并已通报的，用时的中位数'],
  ] as const;
  return spans.map(([id, name, text]) => {
    const cells = columns.map(({ span }) => {
      const known = leads.filter(({ knownMs }) => knownMs >= span.fromMs && knownMs < span.toMs);
      const median = medianOf(known.flatMap((row) => row.spans[id] ?? []));
      return line(median === null ? marked('暂无', 'soft') : lengthText(median));
    });
    return finding(`ledger:${id}`, [line(name), ...cells, line(marked(text, 'soft'))], { link: '/score' });
  });
}

/** Departments with something in the period: those with most overdue first. */
function bodyRows({ input, figures }: Making): readonly Finding[] {
  const span = { fromMs: input.fromMs, toMs: input.toMs };
  const before = spanBefore(input.kind, span);
  return rowsOf(input.state.bodies)
    .map((body) => ({
      body,
      overdue: figures.count('concerns-overdue', span, body.id),
      open: figures.count('concerns-open', span, body.id),
      judged: figures.count('solved-whole', span, body.id) + figures.count('response-whole', span, body.id),
    }))
    .filter(({ open, judged }) => open + judged > 0)
    .toSorted((a, b) => b.overdue - a.overdue || b.open - a.open || (a.body.id < b.body.id ? -1 : 1))
    .slice(0, BODIES_MAX)
    .map(({ body }) => {
      const cell = (of: Span): PaperSpan[] =>
        line(
          ...['响应 ', rateCell(figures, of, 'response-part', 'response-whole', body.id)],
          ...['，解决 ', rateCell(figures, of, 'solved-part', 'solved-whole', body.id)],
          ...['，满意 ', rateCell(figures, of, 'satisfied-part', 'satisfied-whole', body.id)],
          ...['；在办 ', figures.desk('concerns-open', of, body.id)],
          ...['，超期 ', figures.desk('concerns-overdue', of, body.id)],
        );
      const cells = before === null ? [cell(span)] : [cell(span), cell(before)];
      return finding(`ledger:body:${body.id}`, [line(body.name), ...cells, line(marked('按承办单位', 'soft'))], {
        link: '/ledger',
      });
    });
}
