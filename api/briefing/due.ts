import type { Claim, Level, PaperSpan, Section } from '../contract/index.ts';
import { overallVerdict } from '../desk/claims/verdict.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { answererOf, deadlinesAt, type Deadline } from './deadlines.ts';
import { line, marked } from './figures.ts';
import type { AlertRow } from './input.ts';
import { bodyName, officeName } from './named.ts';
import { DAY_MS } from './period.ts';
import { alertStateAt, isOpenAlert } from './rule-alerts.ts';
import { claimStateAt, firstWordMs, isOpenClaim } from './rule-claims.ts';
import { CONCERN_WORDS } from './rule-concerns.ts';
import { finding, section, type Making } from './section.ts';
import {
  claimTitle,
  GRADE_WORDS,
  LEVEL_MARKS,
  LEVEL_RANKS,
  LEVEL_WORDS,
  lengthText,
  shownText,
  STATE_WORDS,
  timeText,
  VERDICT_WORDS,
} from './words.ts';

/** A concern or an announced statement is named when its deadline comes within so long. */
const AHEAD_MS = { daily: DAY_MS, weekly: 7 * DAY_MS, monthly: 7 * DAY_MS, special: 7 * DAY_MS } as const;

type DueRow = {
  readonly key: string;
  readonly link: string;
  readonly title: string;
  readonly level: PaperSpan[];
  readonly rank: number;
  readonly who: string;
  readonly dueMs: number | null;
  readonly clock: string;
  readonly progress: string;
};

/** 需回应事项: what is over first, then by its end, then by level. */
export function dueSection(making: Making): Section {
  const { toMs } = making.input;
  const rows = dueRows(making).toSorted(
    (a, b) => (a.dueMs ?? Infinity) - (b.dueMs ?? Infinity) || a.rank - b.rank || (a.key < b.key ? -1 : 1),
  );
  const findings = rows.map(({ key, link, title, level, who, dueMs, clock, progress }) =>
    finding(`due:${key}`, [line(title), level, line(who), dueCell(clock, dueMs, toMs), line(progress)], { link }),
  );
  const columns = ['事项', '级别', '责任主体', '时限', '进展'];
  return section('due', '需回应事项', '目前没有等待回应的事项。', findings, { columns });
}

function dueCell(clock: string, dueMs: number | null, toMs: number): PaperSpan[] {
  if (dueMs === null) return line('—');
  if (dueMs <= toMs) return line(`${clock} ${timeText(dueMs)}，`, marked(`已超时 ${lengthText(toMs - dueMs)}`, 'late'));
  return line(`${clock} ${timeText(dueMs)}（还有 ${lengthText(dueMs - toMs)}）`);
}

function dueRows(making: Making): readonly DueRow[] {
  const { about, state, toMs, kind } = making.input;
  const deadlines = deadlinesAt(state, toMs);
  const claims = rowsOf(state.claims).filter(
    ({ id }) => about === null || (about.of === 'claim' && about.claim === id),
  );
  const near = (prefix: string, aheadMs: number): readonly Deadline[] =>
    deadlines.filter(({ key, dueMs }) => key.startsWith(prefix) && dueMs <= toMs + aheadMs);
  const rows = claims.flatMap((claim) => claimRow(making, claim, deadlines) ?? []);
  if (about !== null) return [...rows, ...aboutConcern(making, deadlines)];
  return [
    ...rows,
    ...making.input.alerts.flatMap((alert) => alertRow(making, alert) ?? []),
    ...near('concern:', AHEAD_MS[kind]).map((deadline) => concernRow(making, deadline)),
    ...near('inquiry:', 0).map((deadline) => plainRow(deadline, '未答复')),
    ...near('next:', AHEAD_MS[kind]).map((deadline) => plainRow(deadline, '尚未发布')),
  ];
}

function aboutConcern(making: Making, deadlines: readonly Deadline[]): readonly DueRow[] {
  const { about } = making.input;
  if (about?.of !== 'concern') return [];
  return deadlines.filter(({ key }) => key === `concern:${about.concern}`).map((each) => concernRow(making, each));
}

/** An open claim without the office's word, or with a clock that runs. */
function claimRow({ input, facts }: Making, claim: Claim, deadlines: readonly Deadline[]): DueRow | null {
  const { state, toMs, alerts } = input;
  if (!isOpenClaim(claim, toMs)) return null;
  const next = deadlines.find(({ key }) => key.startsWith(`clock:${claim.id}:`));
  if (next === undefined && firstWordMs(state, claim, toMs) !== null) return null;
  const { origin } = claim;
  const alert = origin.from === 'alert' ? alerts.find(({ id }) => id === origin.alert) : undefined;
  const grade = claim.grade === 'ordinary' ? '' : `${GRADE_WORDS[claim.grade]}突发事件`;
  return {
    key: `claim:${claim.id}`,
    link: `/claims/${claim.id}`,
    title: `网传“${claimTitle(claim)}”`,
    level:
      alert === undefined
        ? line(grade === '' ? '—' : grade)
        : [...levelCell(alert.level), ...line(grade && ` ${grade}`)],
    rank: alert === undefined ? LEVEL_RANKS.blue + 1 : LEVEL_RANKS[alert.level],
    who: answererOf(facts.state, claim, toMs),
    dueMs: next?.dueMs ?? null,
    clock: next?.text.split('：')[0] ?? '',
    progress: claimProgress(input.state, claim, toMs),
  };
}

function claimProgress(state: Making['input']['state'], claim: Claim, toMs: number): string {
  const { verdict } = overallVerdict(claim.points);
  const word = STATE_WORDS[claimStateAt(claim, toMs) ?? 'new'];
  const said = firstWordMs(state, claim, toMs) === null ? '尚未发声' : '已首次发声';
  return [word, verdict === 'open' ? '' : `已核：${VERDICT_WORDS[verdict]}`, said]
    .filter((part) => part !== '')
    .join('；');
}

export function levelCell(level: Level): PaperSpan[] {
  return [marked(LEVEL_WORDS[level], LEVEL_MARKS[level])];
}

const ALERT_WORDS = {
  new: '新发，未接手',
  acknowledged: '处理中',
  snoozed: '暂缓',
  closed: '已关闭',
  'false-alarm': '误报',
};

/** An open alert of which no claim was made. */
function alertRow({ input, facts }: Making, alert: AlertRow): DueRow | null {
  const { toMs, state } = input;
  const held = alertStateAt(facts, alert.id, toMs);
  if (alert.raisedMs >= toMs || !isOpenAlert(held)) return null;
  const isClaim = rowsOf(state.claims).some(({ origin }) => origin.from === 'alert' && origin.alert === alert.id);
  if (isClaim) return null;
  const isOver = alert.endedMs !== null && alert.endedMs < toMs;
  return {
    key: `alert:${alert.id}`,
    link: `/alerts/${alert.id}`,
    title: alert.title,
    level: levelCell(alert.level),
    rank: LEVEL_RANKS[alert.level],
    who: officeName(state),
    dueMs: null,
    clock: '',
    progress: `${timeText(alert.raisedMs)} 发出，${ALERT_WORDS[held]}${isOver ? '；声量已回到平常' : ''}`,
  };
}

function concernRow({ input: { state } }: Making, { key, who, dueMs, link }: Deadline): DueRow {
  const concern = rowAt(state.concerns, key.slice('concern:'.length));
  const asked =
    (concern?.extensionAsked ?? null) === null ? '' : `；${bodyName(state, concern?.body ?? null) ?? ''}申请延期，待批`;
  return {
    ...{ key, link, who, dueMs, rank: LEVEL_RANKS.blue + 2, level: line('诉求') },
    title: shownText(concern?.title ?? ''),
    clock: concern?.state === 'new' ? '转办' : '办理',
    progress: `${CONCERN_WORDS[concern?.state ?? 'new']}${asked}`,
  };
}

function plainRow({ key, text, who, dueMs, link }: Deadline, progress: string): DueRow {
  return { key, link, title: text, level: line('—'), rank: LEVEL_RANKS.blue + 3, who, dueMs, clock: '应于', progress };
}
