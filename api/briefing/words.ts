import { LEVEL_ZH, type BriefingKind, type ClaimState, type Level, type SpanMark } from '../contract/index.ts';
import type { Claim, Statement, StatementKind, Verdict } from '../contract/index.ts';
import { coverExcerpt, maskText } from '../contract/privacy.ts';
import { overallVerdict } from '../desk/claims/verdict.ts';
import { ZONE_MS } from '../desk/briefings/period.ts';
import { DAY_MS, HOUR_MS, type Span } from './period.ts';

const MINUTE_MS = 60_000;

/** The period in a sentence. */
export const PERIOD_WORDS: Readonly<Record<BriefingKind, string>> = {
  daily: '本期',
  weekly: '本周',
  monthly: '本月',
  special: '至今',
};
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  true: '属实',
  partly: '部分属实',
  false: '不实',
  unsupported: '缺乏依据',
  open: '待核实',
};
export const VERDICT_MARKS: Readonly<Record<Verdict, SpanMark>> = {
  true: 'true',
  partly: 'partly-true',
  false: 'false',
  unsupported: 'unsupported',
  open: 'open',
};
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  red: `舆情提示 ${LEVEL_ZH.red}`,
  orange: `舆情提示 ${LEVEL_ZH.orange}`,
  yellow: `舆情提示 ${LEVEL_ZH.yellow}`,
  blue: `舆情提示 ${LEVEL_ZH.blue}`,
};
export const LEVEL_MARKS: Readonly<Record<Level, SpanMark>> = {
  red: 'level-1',
  orange: 'level-2',
  yellow: 'level-3',
  blue: 'level-4',
};
/** The gravest first. */
export const LEVEL_RANKS: Readonly<Record<Level, number>> = { red: 0, orange: 1, yellow: 2, blue: 3 };
export const STATE_WORDS: Readonly<Record<ClaimState, string>> = {
  new: '新发现，尚未核实',
  checking: '核实中',
  ready: '已核实，待发布',
  answered: '已回应',
  closed: '已结案',
  watching: '留观',
  'passed-on': '已转交',
  dismissed: '不予处理',
  merged: '已并入另一条',
};
export const GRADE_WORDS = { ordinary: '一般', major: '重大', 'very-major': '特别重大' } as const;

const two = (value: number): string => String(value).padStart(2, '0');
const local = (ms: number): Date => new Date(ms + ZONE_MS);

/** `2026年11月25日`. */
export function dateText(ms: number): string {
  const at = local(ms);
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
}

/** `11月25日`. */
export function dayText(ms: number): string {
  const at = local(ms);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
}

/** `07:00`. */
export function clockText(ms: number): string {
  const at = local(ms);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** `11月25日 07:00`; midnight that ends a day reads as that day's 24:00. */
export function timeText(ms: number): string {
  return `${dayText(ms)} ${clockText(ms)}`;
}

/** `2026年11月25日 07:42`, Beijing time, which knows no summer time. */
export function chinaMoment(ms: number): string {
  return `${dateText(ms)} ${clockText(ms)}`;
}

export function periodText(kind: BriefingKind, { fromMs, toMs }: Span): string {
  if (kind === 'monthly') return `${dateText(fromMs)}至${dayText(toMs - 1)}（北京时间）`;
  return `${chinaMoment(fromMs)} 至 ${timeText(toMs)}（北京时间）`;
}

/** `20 分钟`, `3 小时`, `2 天`: rounded down, so that nothing reads later than it is. */
export function lengthText(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(1, Math.floor(ms / MINUTE_MS))} 分钟`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} 小时`;
  return `${Math.floor(ms / DAY_MS)} 天`;
}

/** What the machine prints of a text that people typed or that came from outside: one line, masked and covered. */
export function shownText(text: string, most = 80): string {
  const line = coverExcerpt(maskText(text)).replace(/\s+/gu, ' ').trim();
  const chars = [...line];
  return chars.length <= most ? line : `${chars.slice(0, most).join('')}…`;
}

/** A claim's title. Only what was found false in every point is called a rumor: whatever staff typed. */
export function claimTitle(claim: Pick<Claim, 'title' | 'points'>): string {
  const title = shownText(claim.title, 60);
  const { verdict, open } = overallVerdict(claim.points);
  return verdict === 'false' && open === 0 ? title : withoutRumor(title);
}

/** Of a text about a claim that is open, true, partly so or without support. */
function withoutRumor(text: string): string {
  return text.replaceAll('辟谣', '回应').replaceAll('谣言', '网传说法').replaceAll('谣传', '网传');
}

const STATEMENT_WORDS: Readonly<Record<StatementKind, string>> = {
  holding: '首次回应',
  notice: '情况通报',
  rebuttal: '辟谣',
  'follow-up': '后续通报',
  correction: '更正',
};

/** 辟谣 only where every published point was found false. */
export function statementWord({ kind, points }: Pick<Statement, 'kind' | 'points'>): string {
  if (kind !== 'rebuttal') return STATEMENT_WORDS[kind];
  return points.length > 0 && points.every(({ verdict }) => verdict === 'false') ? '辟谣' : '核实情况';
}

/** The title as it was approved; 辟谣 and 谣言 stay only where every published point was found false. */
export function statementTitle(statement: Pick<Statement, 'kind' | 'points' | 'versions'>): string {
  const title = shownText(statement.versions.at(-1)?.form.title ?? '', 60);
  return statementWord(statement) === '辟谣' ? title : withoutRumor(title);
}
