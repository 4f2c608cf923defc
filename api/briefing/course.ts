import type { Claim, Concern, Section } from '../contract/index.ts';
import { ACT_WORDS } from '../desk/concerns/words.ts';
import { statementsOf } from '../desk/clocks/clocks-of.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { line } from './figures.ts';
import { bodyName, personName } from './named.ts';
import { finding, section, type Making } from './section.ts';
import {
  claimTitle,
  LEVEL_WORDS,
  shownText,
  STATE_WORDS,
  statementTitle,
  statementWord,
  timeText,
  VERDICT_WORDS,
} from './words.ts';

type Step = { readonly atMs: number; readonly text: string };
const DIARY_CHARS_MAX = 120;

/** 经过: of a special report, the way of its claim or concern, oldest first. */
export function courseSection(making: Making): Section | null {
  const { about, state, toMs } = making.input;
  if (about === null) return null;
  const claim = about.of === 'claim' ? rowAt(state.claims, about.claim) : undefined;
  const concern = about.of === 'concern' ? rowAt(state.concerns, about.concern) : undefined;
  const steps = [
    ...(claim === undefined ? [] : claimSteps(making, claim)),
    ...(concern === undefined ? [] : concernSteps(making, concern)),
  ];
  const rows = steps
    .filter(({ atMs }) => atMs < toMs)
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ atMs, text }, at) => finding(`course:${atMs}:${at}`, [line(timeText(atMs)), line(text)]));
  return section('course', '经过', '没有记录。', newestOf(rows), { columns: ['时间', '事项'] });
}

/** A long way keeps its beginning and its end: a section holds so many rows. */
const HEAD_ROWS = 8;
const ROWS_MAX = 40;
function newestOf<Row>(rows: readonly Row[]): readonly Row[] {
  return rows.length <= ROWS_MAX ? rows : [...rows.slice(0, HEAD_ROWS), ...rows.slice(HEAD_ROWS - ROWS_MAX)];
}

function claimSteps({ input }: Making, claim: Claim): readonly Step[] {
  const { state, alerts } = input;
  const { origin } = claim;
  const alert = origin.from === 'alert' ? alerts.find(({ id }) => id === origin.alert) : undefined;
  const inquiries = rowsOf(state.inquiries).filter((inquiry) => inquiry.claim === claim.id);
  return [
    ...(claim.firstPostMs === null ? [] : [{ atMs: claim.firstPostMs, text: '首见相关帖文' }]),
    ...(alert === undefined ? [] : [{ atMs: alert.raisedMs, text: `发出${LEVEL_WORDS[alert.level]}：${alert.title}` }]),
    ...((claim.earlierMs ?? null) === null ? [] : [{ atMs: claim.earlierMs ?? 0, text: '沿用以前的回应' }]),
    ...claim.steps.map(({ atMs, state: to, note }, at) => ({
      atMs,
      text: at === 0 ? `立为网传说法“${claimTitle(claim)}”` : `转为“${STATE_WORDS[to]}”${noted(note)}`,
    })),
    ...claim.evidence.map(({ addedMs, title, from }) => ({
      atMs: addedMs,
      text: `取得证据：${shownText(title)}（${shownText(from, 20)}）`,
    })),
    ...claim.points.flatMap(({ text, given }) =>
      given.map(({ atMs, verdict }) => ({ atMs, text: `核查结论：${VERDICT_WORDS[verdict]}——${shownText(text)}` })),
    ),
    ...inquiries.flatMap(({ sentMs, body, question, answers }) => [
      { atMs: sentMs, text: `向${bodyName(state, body) ?? ''}发核实单：${shownText(question)}` },
      ...answers.map(({ atMs }) => ({ atMs, text: `${bodyName(state, body) ?? ''}答复核实单` })),
    ]),
    ...claim.reports.map(({ atMs, to }) => ({ atMs, text: `上报${shownText(to, 20)}` })),
    ...statementsOf(state, claim).flatMap((statement) =>
      statement.publishedMs === null
        ? []
        : { atMs: statement.publishedMs, text: `发布${statementWord(statement)}《${statementTitle(statement)}》` },
    ),
  ];
}

const noted = (note: string): string => (note === '' ? '' : `：${shownText(note)}`);

const DIARY_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(ACT_WORDS).map(([act, [zh]]) => [act, zh])),
  reassign: '改派',
};
const SATISFIED: Readonly<Record<string, string>> = { pleased: '满意', fair: '基本满意', not: '不满意' };

/** 民情日志, line by line. */
function concernSteps({ input }: Making, concern: Concern): readonly Step[] {
  const { state } = input;
  const heard =
    concern.heardMs === null || concern.heardMs >= concern.openedMs
      ? []
      : [{ atMs: concern.heardMs, text: '群众反映' }];
  const lines = concern.diary.map(({ atMs, act, by, text, body }) => {
    const who = body === null ? personName(state, by) : (bodyName(state, body) ?? body);
    const said = SATISFIED[text] ?? shownText(text, DIARY_CHARS_MAX);
    return { atMs, text: `${DIARY_WORDS[act] ?? act}（${who}）${said === '' ? '' : `：${said}`}` };
  });
  return [...heard, ...lines];
}

/** 办理情况 of a special report on a concern: with whom, until when, what was done, what people say of it. */
export function concernFacts({ input }: Making): Section | null {
  const { about, state } = input;
  const concern = about?.of === 'concern' ? rowAt(state.concerns, about.concern) : undefined;
  if (concern === undefined) return null;
  const due = concern.dueMs === null ? '未定' : timeText(concern.dueMs);
  const put = concern.extensions.map(({ toMs, note }) => `延至 ${timeText(toMs)}${noted(note)}`).join('；');
  const rows: readonly (readonly [string, string, string])[] = [
    ['text', '诉求', shownText(concern.text === '' ? concern.title : concern.text, 200)],
    ['body', '承办单位', bodyName(state, concern.body) ?? '尚未转办'],
    ['due', '期限', put === '' ? due : `${due}（${put}）`],
    [
      'measures',
      '措施',
      concern.measures.length === 0 ? '尚无反馈' : concern.measures.map((text) => shownText(text)).join('；'),
    ],
    ['outcome', '结果', outcomeText(concern)],
    ['satisfied', '满意度', concern.satisfaction === null ? '尚未回访' : (SATISFIED[concern.satisfaction] ?? '')],
  ];
  const findings = rows.map(([key, name, text]) => finding(`concern:${key}`, [line(name), line(text)]));
  return section('ledger', '办理情况', '', findings, { columns: ['项目', '内容'] });
}

function outcomeText({ state, solved, outcome, publicAnswer }: Concern): string {
  if (state !== 'settled') return outcome === '' ? '办理中' : `已报结：${shownText(outcome, DIARY_CHARS_MAX)}`;
  const answer = publicAnswer === '' ? '' : `；公开答复：${shownText(publicAnswer, DIARY_CHARS_MAX)}`;
  return `${solved ? '已解决' : '未解决'}：${shownText(outcome, DIARY_CHARS_MAX)}${answer}`;
}
