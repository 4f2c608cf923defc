import { GIST_MAX, type Finding, type PaperSpan, type Section } from '../contract/index.ts';
import { rowsOf } from '../desk/table.ts';
import { levelCell } from './due.ts';
import { effectCounts } from './effect.ts';
import { line, marked, type Figures } from './figures.ts';
import { againstUsual, hotName, usualCell } from './hot.ts';
import type { EffectRow, HotRow } from './input.ts';
import { USUAL_PERIODS, within } from './period.ts';
import { lateOf } from './promised.ts';
import { alertStateAt, isOpenAlert } from './rule-alerts.ts';
import { claimStateAt } from './rule-claims.ts';
import { claimsToldOf, verdictCell } from './rumors.ts';
import { section, told, type Making } from './section.ts';
import {
  claimTitle,
  LEVEL_RANKS,
  lengthText,
  PERIOD_WORDS,
  STATE_WORDS,
  statementTitle,
  statementWord,
  timeText,
} from './words.ts';

/** Of one sort at most so many, so that the others have their place. */
const OF_ONE_SORT_MAX = 2;

/**
 * 要点, at most five: what is overdue, levels one and two, verdicts, what was published, what stands out, in this order; one of each sort
 * comes before a second of any. The last is always what the period was in sum.
 */
export function gistSection(making: Making): Section {
  const sorts = [late, alarms, verdicts, published, records].map((sort) => sort(making).slice(0, OF_ONE_SORT_MAX));
  const room = GIST_MAX - 1;
  const firsts = sorts.flatMap((sort) => sort.slice(0, 1)).slice(0, room);
  const seconds = sorts.flatMap((sort) => sort.slice(1)).slice(0, room - firsts.length);
  const chosen = new Set([...firsts, ...seconds]);
  return section('gist', '要点', '', [...sorts.flat().filter((one) => chosen.has(one)), whole(making)]);
}

function late({ input, figures }: Making): readonly Finding[] {
  const promised = lateOf(input).map(({ key, text, who, dueMs, promisedMs, link }) => {
    const since = lengthText(input.toMs - promisedMs);
    const word = dueMs > input.toMs ? `未按期，已延至 ${timeText(dueMs)}` : `已超时 ${since}`;
    return told(`gist:promised:${key}`, line(`上期列出、未办结：${text}（${who}），`, marked(word, 'late'), '。'), {
      link,
    });
  });
  const counts = [
    ['concerns-overdue', '诉求 ', ' 件'],
    ['inquiries-overdue', '核实单 ', ' 份'],
    ['clocks-missed', '期内到时未完成的回应时限 ', ' 项'],
  ] as const;
  const over = counts.filter(([rule]) => figures.count(rule, input) > 0);
  const parts = over.flatMap(([rule, before, after], at) => [
    at === 0 ? '' : '、',
    before,
    figures.desk(rule, input),
    after,
  ]);
  const sum =
    over.length === 0
      ? []
      : [told('gist:overdue', line(marked('超期', 'late'), '：', ...parts, '。'), { link: '/ledger' })];
  return [...promised.slice(0, 1), ...sum, ...promised.slice(1)];
}

/** Alerts of the first two levels that were raised in the period or are open. */
function alarms(making: Making): readonly Finding[] {
  const { input, facts } = making;
  const words = {
    new: '尚未接手',
    acknowledged: '处理中',
    snoozed: '已暂缓',
    closed: '已处理完毕',
    'false-alarm': '已判为误报',
  };
  return input.alerts
    .filter(({ level, raisedMs }) => LEVEL_RANKS[level] <= LEVEL_RANKS.orange && raisedMs < input.toMs)
    .filter(({ id, raisedMs }) => raisedMs >= input.fromMs || isOpenAlert(alertStateAt(facts, id, input.toMs)))
    .toSorted(
      (a, b) => LEVEL_RANKS[a.level] - LEVEL_RANKS[b.level] || b.raisedMs - a.raisedMs || (a.id < b.id ? -1 : 1),
    )
    .map((alert) => {
      const hot = input.posts?.hot.find(({ series }) => alert.series.includes(series));
      const counted = hot === undefined ? [] : line('；', countedText(making, hot));
      const claim = rowsOf(input.state.claims).find(
        ({ origin }) => origin.from === 'alert' && origin.alert === alert.id,
      );
      const own = words[alertStateAt(facts, alert.id, input.toMs)];
      const state =
        claim === undefined ? own : `已立为网传说法，${STATE_WORDS[claimStateAt(claim, input.toMs) ?? 'new']}`;
      return told(
        `gist:alert:${alert.id}`,
        line(levelCell(alert.level), `：${alert.title}，${timeText(alert.raisedMs)} 发出，${state}`, counted, '。'),
        { link: `/alerts/${alert.id}` },
      );
    });
}

/** `本期 42 条（平常 3–9 条）`. */
function countedText({ input, figures }: Making, row: HotRow): PaperSpan[] {
  const usual = usualCell(figures, row, USUAL_PERIODS[input.kind]);
  const band = row.usual === null ? usual : line('平常 ', usual);
  return line(`${PERIOD_WORDS[input.kind]} `, figures.posts(row), ' 条（', band, '）');
}

function verdicts({ input }: Making): readonly Finding[] {
  return claimsToldOf(input.state, input, null)
    .filter(({ points }) =>
      points.some(({ given }) => given.some(({ atMs, verdict }) => verdict !== 'open' && within(input, atMs))),
    )
    .map((claim) =>
      told(`gist:verdict:${claim.id}`, line(`核查：网传“${claimTitle(claim)}”，`, verdictCell(claim), '。'), {
        link: `/claims/${claim.id}`,
      }),
    );
}

function published({ input, figures }: Making): readonly Finding[] {
  return rowsOf(input.state.statements)
    .filter(({ publishedMs }) => within(input, publishedMs))
    .toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0) || b.no - a.no)
    .map((statement) => {
      const effect = input.effects.find((row) => row.statement === statement.id);
      return told(
        `gist:statement:${statement.id}`,
        line(
          `回应：${timeText(statement.publishedMs ?? 0)} 发布${statementWord(statement)}《${statementTitle(statement)}》`,
          ...(effect === undefined ? [] : [effectText(figures, effect, statement.claim !== null)]),
          '。',
        ),
        { link: `/statements/${statement.id}` },
      );
    });
}

function effectText(figures: Figures, row: EffectRow, hasClaim: boolean): PaperSpan[] {
  const count = effectCounts(figures, row);
  const repeated = hasClaim ? line('复述 ', count('repeats', row.repeats), ' 条、') : [];
  return line('，发布后', repeated, '提及 ', count('mentions', row.mentions), ' 条');
}

/** Hot rows above their usual band. */
function records(making: Making): readonly Finding[] {
  const { input } = making;
  return (input.posts?.hot ?? [])
    .filter((row) => againstUsual(row) === '高于平常')
    .map((row) => {
      const terms = row.terms.length === 0 ? '' : `，群众主要关切：${row.terms.slice(0, 4).join('、')}`;
      const spans = line(`热点：${hotName(input.names, row)}高于平常，`, countedText(making, row), `${terms}。`);
      return told(`gist:hot:${row.series}`, spans);
    });
}

/** The period in sum; without data it says so, and how that is known. */
function whole(making: Making): Finding {
  const { input, figures } = making;
  const { posts, kind } = input;
  const period = PERIOD_WORDS[kind];
  const desk = line(
    '新立诉求 ',
    figures.desk('concerns-opened', input),
    ' 件，办结 ',
    figures.desk('concerns-settled', input),
    ' 件',
  );
  if (posts === null) {
    return told(
      'gist:whole',
      line(marked('帖文库暂时读不到，', 'strong'), `${period}的帖文数据待补；台账不受影响：`, desk, '。'),
    );
  }
  if (posts.total.count === 0) {
    const last = posts.lastMs === null ? '库里还没有帖文' : `最后一条帖文发布于 ${timeText(posts.lastMs)}`;
    const sources = line('在册信源 ', figures.desk('sources-all', input), ' 个，均无新帖文');
    const caution = '没有数据不等于没有舆情，原因见“缺失信源”。';
    return told(
      'gist:whole',
      line(marked(`${period}没有采集到帖文。`, 'strong'), sources, `；${last}。${caution}`, desk, '。'),
    );
  }
  const usual = usualCell(figures, posts.total, USUAL_PERIODS[kind]);
  const against = againstUsual(posts.total);
  const band = against === null ? line('（', usual, '）') : line('（平常 ', usual, `，${against}）`);
  const before = posts.before === null ? [] : line('，上期 ', figures.posts(posts.before), ' 条');
  const read = line('，来自 ', figures.desk('sources-read', input), ' 个信源');
  return told(
    'gist:whole',
    line(`总量：${period}采集帖文 `, figures.posts(posts.total), ' 条', band, before, read, '；', desk, '。'),
    {
      link: null,
    },
  );
}
