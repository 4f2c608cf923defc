import type { Inquiry } from '../contract/index.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Rule } from './desk-rule.ts';
import { bodyName } from './named.ts';
import { within } from './period.ts';
import { rowOfClaim } from './rule-claims.ts';
import { shownText, statementTitle, statementWord, timeText, VERDICT_WORDS } from './words.ts';

/** Statements that went out in the period. */
export const statementRows: Rule = ({ state }, span) =>
  rowsOf(state.statements)
    .filter(({ publishedMs, claim }) => {
      const about = claim === null ? null : (rowAt(state.claims, claim)?.about ?? null);
      return within(span, publishedMs) && (span.body === null || about === span.body);
    })
    .map((statement) => ({
      title: statementTitle(statement),
      link: `/statements/${statement.id}`,
      atMs: statement.publishedMs,
      note: statementWord(statement),
    }));

/** Sent and, at that moment, neither answered, given back nor closed. */
export function isWaiting({ sentMs, answers, state }: Inquiry, atMs: number): boolean {
  if (sentMs >= atMs || answers.some((answer) => answer.atMs < atMs)) return false;
  return state === 'sent' || answers.length > 0;
}

export function inquiryRows(which: 'open' | 'overdue'): Rule {
  return ({ state }, { body, toMs }) =>
    rowsOf(state.inquiries)
      .filter((inquiry) => isWaiting(inquiry, toMs) && (body === null || inquiry.body === body))
      .filter(({ dueMs }) => which === 'open' || dueMs <= toMs)
      .map((inquiry) => ({
        title: shownText(inquiry.question),
        link: `/claims/${inquiry.claim}`,
        atMs: inquiry.sentMs,
        note: `${bodyName(state, inquiry.body) ?? inquiry.body}，应于 ${timeText(inquiry.dueMs)} 前答复`,
      }));
}

/** A closed verdict that became another one in the period; back to open and to the same again is none. */
export const overturnedRows: Rule = ({ state }, span) =>
  rowsOf(state.claims)
    .filter(({ about }) => span.body === null || about === span.body)
    .flatMap((claim) =>
      claim.points.flatMap(({ given, text }) => {
        const closed = given.filter(({ verdict }) => verdict !== 'open');
        return closed.flatMap(({ verdict, atMs }, at) => {
          const earlier = closed[at - 1]?.verdict;
          if (earlier === undefined || earlier === verdict || !within(span, atMs)) return [];
          const note = `${shownText(text)}：由${VERDICT_WORDS[earlier]}改为${VERDICT_WORDS[verdict]}`;
          return [rowOfClaim(claim, atMs, note)];
        });
      }),
    );
