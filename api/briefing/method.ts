import {
  SMALL_COUNT,
  type BriefingKind,
  type Finding,
  type Level,
  type PaperSpan,
  type Section,
} from '../contract/index.ts';
import { rowAt } from '../desk/table.ts';
import { line, type Figures } from './figures.ts';
import { usualCell } from './hot.ts';
import type { Counted, TrailRow } from './input.ts';
import { personName } from './named.ts';
import { DAY_MS, USUAL_PERIODS } from './period.ts';
import { falseAlarmOf } from './rule-alerts.ts';
import { section, told, type Making } from './section.ts';
import { LEVEL_WORDS, periodText, shownText, timeText } from './words.ts';

/** 附：数据口径. How it was counted, and everything by which something could stay out of sight: nothing of it is left to choice. */
export function methodSection(making: Making): Section {
  const first = sample(making);
  const hidden = { snoozed: snoozes(making), falsified: falseAlarms(making), changed: changes(making) };
  const { snoozed, falsified, changed } = hidden;
  return section('method', '附：数据口径', '', [
    ...first,
    ...snoozed,
    ...falsified,
    ...changed,
    ...nothingHidden(hidden),
  ]);
}

function sample({ input, figures }: Making): readonly Finding[] {
  const { posts, kind, about } = input;
  const read = line(
    '在册信源 ',
    figures.desk('sources-all', input),
    ' 个，有帖文的 ',
    figures.desk('sources-read', input),
  );
  const silent = line(' 个，没有帖文的 ', figures.desk('sources-silent', input), ' 个');
  const counted = posts === null ? line('帖文库读不到，待补') : line('帖文 ', figures.posts(posts.total), ' 条');
  const usual = posts === null || kind === 'special' ? [] : allUsual(figures, posts.total, kind);
  return [
    told('method:window', line(`统计时段：${periodText(kind, input)}，按发布时间计，含起点不含终点。`)),
    ...(about?.of === 'concern'
      ? []
      : [told('method:sample', line('样本：公开网页，', counted, '；', read, silent, '。'))]),
    told(
      'method:voices',
      line(`声音：同一信源内不同发言者的个数，不识别个人；不足 ${SMALL_COUNT} 个只写“<${SMALL_COUNT}”。`),
    ),
    ...(kind === 'special' ? [] : [told('method:usual', line(usualText(kind), usual, '。'))]),
    told('method:rumor', line('网传说法只由人工依据证据下结论；传言特征和升温只是查看的理由。')),
  ];
}

function allUsual(figures: Figures, total: Counted, kind: BriefingKind): PaperSpan[] {
  if (total.usual === null) return line('；已知的同期不够，本期不列平常范围');
  return line('；全部帖文平常 ', usualCell(figures, total, USUAL_PERIODS[kind]));
}

function usualText(kind: 'daily' | 'weekly' | 'monthly'): string {
  const periods = { daily: '此前 28 天的同一时段', weekly: '此前 8 周的同一时段', monthly: '此前 6 个月' }[kind];
  return `平常：${periods}，从少到多排在 10% 至 90% 之间的条数；没有采集的时段不计，不按零算`;
}

/** Alerts put aside for more than a day, in the period or still. */
function snoozes({ input }: Making): readonly Finding[] {
  const { state, fromMs, toMs, trail, alerts } = input;
  const title = (id: string): string => alerts.find((alert) => alert.id === id)?.title ?? id;
  const fresh = trail.rows
    .filter(({ kind, body, atMs }) => kind === 'alert-snooze' && Number(body['untilMs']) - atMs > DAY_MS)
    .map(({ n, atMs, by, body, note }) => ({
      ...{ key: `method:snooze:${n}`, atMs, by, note },
      ...{ id: String(body['alert']), untilMs: Number(body['untilMs']) },
    }));
  const still = alerts.flatMap(({ id }) => {
    const handling = rowAt(state.handling, id);
    const act = handling?.timeline.findLast((item) => item.act === 'snooze');
    const untilMs = handling?.snoozedUntilMs ?? 0;
    if (act === undefined || act.atMs >= fromMs || untilMs <= fromMs || untilMs - act.atMs <= DAY_MS) return [];
    return { key: `method:snooze:${id}`, id: String(id), atMs: act.atMs, by: act.by, note: act.note, untilMs };
  });
  return [...still, ...fresh]
    .filter(({ atMs }) => atMs < toMs)
    .map(({ key, id, atMs, by, note, untilMs }) => {
      const why = note === '' ? '未写理由' : `理由：${shownText(note)}`;
      const words = `暂缓：${personName(state, by)} ${timeText(atMs)} 将预警“${title(id)}”暂缓至 ${timeText(untilMs)}，${why}。`;
      return told(key, line(words), { link: `/alerts/${id}` });
    });
}

function falseAlarms({ input, facts, figures }: Making): readonly Finding[] {
  const { state, fromMs, toMs, alerts } = input;
  const rows = alerts.flatMap((alert) => {
    const act = falseAlarmOf(facts, alert.id, toMs);
    return act === null || act.atMs < fromMs ? [] : [{ alert, act }];
  });
  if (rows.length === 0) return [];
  const sum = told('method:false', line('误报：期内标记 ', figures.desk('alerts-false', input), ' 条，逐条列出：'));
  return [
    sum,
    ...rows.map(({ alert, act }) => {
      const words = `“${alert.title}”（${LEVEL_WORDS[alert.level]}），${personName(state, act.by)} ${timeText(act.atMs)} 标为误报，理由：${shownText(act.note)}。`;
      return told(`method:false:${alert.id}`, line(words), { link: `/alerts/${alert.id}` });
    }),
  ];
}

/** Settings, rules, lexicon and sources that were changed: who, when, what. */
function changes({ input }: Making): readonly Finding[] {
  const { rows, more } = input.trail;
  const printed = rows.flatMap((row) => {
    const what = changeText(row);
    if (what === null) return [];
    const why = row.note === '' ? '' : `，理由：${shownText(row.note)}`;
    return told(
      `method:change:${row.n}`,
      line(`调整：${personName(input.state, row.by)} ${timeText(row.atMs)} ${what}${why}。`),
    );
  });
  const count = more.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return printed;
  const kinds = more.map((each) => `${KINDS[each.kind] ?? each.kind} ${each.count} 项`).join('，');
  return [
    ...printed,
    told('method:change:more', line(`另有 ${count} 项较早的调整未逐条列出（${kinds}），日志中都有。`)),
  ];
}

const KINDS: Readonly<Record<string, string>> = {
  'alert-snooze': '预警暂缓',
  'settings-changed': '设置',
  'clock-rules-set': '时限规则',
  'ledger-planned': '台账期限',
  'duty-plan-set': '值班与上报',
  'lexicon-edited': '词库',
  'source-added': '新增信源',
  'source-changed': '信源',
  'source-removed': '移除信源',
  'watch-removed': '移除关注',
};

function changeText({ kind, body, was }: TrailRow): string | null {
  switch (kind) {
    case 'settings-changed':
      return settingsText(body, was);
    case 'clock-rules-set':
      return '修改了时限规则';
    case 'ledger-planned':
      return '修改了台账的期限';
    case 'duty-plan-set':
      return '修改了值班与上报方案';
    case 'lexicon-edited':
      return lexiconText(body['edit']);
    case 'source-changed':
      return typeof body['paused'] === 'boolean'
        ? `${body['paused'] ? '暂停' : '恢复'}了信源“${String(was['name'] ?? body['id'])}”`
        : null;
    case 'source-removed':
      return `移除了信源“${String(was['name'] ?? body['id'])}”`;
    case 'watch-removed':
      return '移除了一项关注';
    case 'source-added':
      return `新增了信源“${shownText(String(body['name']))}”`;
    default:
      return null;
  }
}

function settingsText(body: TrailRow['body'], was: TrailRow['was']): string | null {
  const level = (value: unknown): string => LEVEL_WORDS[value as Level] ?? String(value);
  const parts = [
    ['alertBudget', '预警误报预算（每天）', String],
    ['channelLevel', '外发预警的最低级别', level],
  ] as const;
  const said = parts.flatMap(([key, name, word]) =>
    body[key] === undefined || body[key] === was[key] ? [] : `${name}由 ${word(was[key])} 改为 ${word(body[key])}`,
  );
  return said.length === 0 ? null : `将${said.join('、')}`;
}

const FILES: Readonly<Record<string, string>> = {
  topics: '议题',
  markers: '传言特征',
  tone: '语气',
  rumor: '传言评分',
  places: '地名',
};

function lexiconText(edit: unknown): string | null {
  if (typeof edit !== 'object' || edit === null || !('act' in edit) || !('row' in edit)) return null;
  const row = edit.row as Readonly<Record<string, unknown>>;
  const words = String(row['words'] ?? row['name'] ?? '');
  const file = FILES[String(row['file'])] ?? String(row['file']);
  return `${edit.act === 'remove' ? '从' : '在'}${file}词库${edit.act === 'remove' ? '删去' : '写入'}“${shownText(words)}”`;
}

type Hidden = Readonly<Record<'snoozed' | 'falsified' | 'changed', readonly Finding[]>>;

/** Said outright where there was none, so that silence is not taken for it. */
function nothingHidden({ snoozed, falsified, changed }: Hidden): readonly Finding[] {
  const none = [
    ...(snoozed.length === 0 ? ['超过 24 小时的暂缓'] : []),
    ...(falsified.length === 0 ? ['误报标记'] : []),
    ...(changed.length === 0 ? ['阈值、规则、词库或信源的调整'] : []),
  ];
  return none.length === 0 ? [] : [told('method:none', line(`期内没有：${none.join('；')}。`))];
}
