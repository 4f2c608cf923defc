import type { Claim, ClockView, Statement } from '../contract/index.ts';
import { statementsOf } from '../desk/clocks/clocks-of.ts';
import { clockOf } from '../desk/concerns/time.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';
import { bodyName, officeName } from './named.ts';
import { isWaiting } from './rule-answers.ts';
import { clocksAt, isOpenClaim } from './rule-claims.ts';
import { isOpenConcern } from './rule-concerns.ts';
import { claimTitle, shownText, statementTitle } from './words.ts';

/** Something that is to be done until a moment and is not done. `key` stays the same from issue to issue. */
export type Deadline = {
  readonly key: string;
  readonly text: string;
  readonly who: string;
  readonly dueMs: number;
  readonly link: string;
};

const RUNNING: readonly ClockView['state'][] = ['running', 'soon', 'over'];

/** All that runs or is over at that moment: clocks of claims, concerns, inquiries, and when statements said that the next would come. */
export function deadlinesAt(state: DeskState, atMs: number): readonly Deadline[] {
  return [
    ...clockDeadlines(state, atMs),
    ...concernDeadlines(state, atMs),
    ...inquiryDeadlines(state, atMs),
    ...nextDeadlines(state, atMs),
  ].toSorted((a, b) => a.dueMs - b.dueMs || (a.key < b.key ? -1 : 1));
}

/** Whom a claim is with: the body that it is about, else those asked and not heard from, else the office itself. */
export function answererOf(state: DeskState, claim: Claim, atMs: number): string {
  const about = bodyName(state, claim.about);
  if (about !== null) return about;
  const asked = rowsOf(state.inquiries)
    .filter((inquiry) => inquiry.claim === claim.id && isWaiting(inquiry, atMs))
    .toSorted((a, b) => a.no - b.no)
    .map(({ body }) => bodyName(state, body) ?? '');
  return asked.length > 0 ? [...new Set(asked)].join('、') : officeName(state);
}

function clockDeadlines(state: DeskState, atMs: number): readonly Deadline[] {
  return rowsOf(state.claims)
    .filter((claim) => isOpenClaim(claim, atMs))
    .flatMap((claim) =>
      clocksAt(state, claim, atMs)
        .filter((clock) => clock.doneMs === null && RUNNING.includes(clock.state))
        .map((clock) => ({
          key: `clock:${claim.id}:${clock.id}`,
          text: `${clock.zh}：网传“${claimTitle(claim)}”`,
          who: answererOf(state, claim, atMs),
          dueMs: clock.endMs,
          link: `/claims/${claim.id}`,
        })),
    );
}

function concernDeadlines(state: DeskState, atMs: number): readonly Deadline[] {
  return rowsOf(state.concerns)
    .filter((concern) => isOpenConcern(concern, atMs))
    .flatMap((concern) => {
      const clock = clockOf(state, concern, atMs);
      if (clock === null || (clock.doneMs !== null && clock.doneMs < atMs)) return [];
      return {
        key: `concern:${concern.id}`,
        text: `${clock.id === 'assign' ? '转办' : '办理'}诉求“${shownText(concern.title)}”`,
        who: bodyName(state, concern.body) ?? officeName(state),
        dueMs: clock.endMs,
        link: `/ledger/${concern.id}`,
      };
    });
}

function inquiryDeadlines(state: DeskState, atMs: number): readonly Deadline[] {
  return rowsOf(state.inquiries)
    .filter((inquiry) => isWaiting(inquiry, atMs))
    .map((inquiry) => ({
      key: `inquiry:${inquiry.id}`,
      text: `答复核实单“${shownText(inquiry.question)}”`,
      who: bodyName(state, inquiry.body) ?? inquiry.body,
      dueMs: inquiry.dueMs,
      link: `/claims/${inquiry.claim}`,
    }));
}

function nextDeadlines(state: DeskState, atMs: number): readonly Deadline[] {
  return nextWords(state, atMs).map(({ statement, nextMs }) => ({
    key: `next:${statement.id}`,
    text: `后续通报：《${statementTitle(statement)}》里预告的下次发布`,
    who: officeName(state),
    dueMs: nextMs,
    link: `/statements/${statement.id}`,
  }));
}

/** 下次发布时间 of the newest statement on each open claim; a later statement on the same claim keeps it. */
export function nextWords(
  state: DeskState,
  atMs: number,
): readonly { readonly statement: Statement; readonly nextMs: number }[] {
  return rowsOf(state.claims)
    .filter((claim) => isOpenClaim(claim, atMs))
    .flatMap((claim) => {
      const out = statementsOf(state, claim)
        .filter(({ publishedMs }) => publishedMs !== null && publishedMs < atMs)
        .toSorted((a, b) => (a.publishedMs ?? 0) - (b.publishedMs ?? 0) || a.no - b.no);
      const statement = out.at(-1);
      const nextMs = statement?.versions.at(-1)?.form.nextMs ?? null;
      return statement === undefined || nextMs === null ? [] : [{ statement, nextMs }];
    });
}
