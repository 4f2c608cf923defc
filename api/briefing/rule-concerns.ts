import type { Concern } from '../contract/index.ts';
import { judge, ratesOf, type Judged } from '../desk/concerns/rates.ts';
import { clockOf } from '../desk/concerns/time.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';
import type { Rule, RuleRow, RuleSpan } from './desk-rule.ts';
import { bodyName } from './named.ts';
import { within } from './period.ts';
import { shownText, timeText } from './words.ts';

export const CONCERN_WORDS = {
  new: '待转办',
  assigned: '承办中',
  reported: '已报结，待审核',
  settled: '已办结',
} as const;

/** Open at a moment: opened before it, and not settled by then. */
export function isOpenConcern({ openedMs, settledMs }: Concern, atMs: number): boolean {
  return openedMs < atMs && (settledMs === null || settledMs >= atMs);
}

/** The deadline that counts at that moment has passed: the office's to assign, or the department's to report. */
function isLateConcern(state: DeskState, concern: Concern, atMs: number): boolean {
  const clock = clockOf(state, concern, atMs);
  if (clock === null || !isOpenConcern(concern, atMs)) return false;
  return clock.endMs <= atMs && (clock.doneMs === null || clock.doneMs >= atMs);
}

function rowOf(state: DeskState, concern: Concern, atMs: number): RuleRow {
  const body = bodyName(state, concern.body) ?? '未转办';
  const due = concern.dueMs === null ? '' : `，期限 ${timeText(concern.dueMs)}`;
  return { title: shownText(concern.title), link: `/ledger/${concern.id}`, atMs, note: `${body}${due}` };
}

const ofBody = (state: DeskState, { body }: RuleSpan): readonly Concern[] =>
  rowsOf(state.concerns).filter((concern) => body === null || concern.body === body);

export function concernRows(which: 'opened' | 'open' | 'overdue' | 'settled'): Rule {
  return ({ state }, span) =>
    ofBody(state, span)
      .filter((concern) => {
        if (which === 'opened') return within(span, concern.openedMs);
        if (which === 'settled') return within(span, concern.settledMs);
        return which === 'open' ? isOpenConcern(concern, span.toMs) : isLateConcern(state, concern, span.toMs);
      })
      .map((concern) => rowOf(state, concern, which === 'settled' ? (concern.settledMs ?? 0) : concern.openedMs));
}

/** 响应率, 解决率, 满意率 as the ledger judges them: each concern that is in the whole, or in the part of it. */
export function rateRows(rate: 'response' | 'solved' | 'satisfied', of: 'part' | 'whole'): Rule {
  return ({ state }, span) =>
    judge(
      state,
      ofBody(state, span).filter(({ openedMs }) => openedMs < span.toMs),
      span.toMs,
    )
      .filter((judged: Judged) => ratesOf([judged], span)[rate][of] === 1)
      .map(({ concern }) => rowOf(state, concern, concern.openedMs));
}
