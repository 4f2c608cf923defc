import type { Claim, ClaimId, Concern, HandledRequest, Statement } from '../contract/index.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { statementPath } from '../publisher/input.ts';
import type { ReceiptState } from '../publisher/receipt-page.ts';
import { formOf } from '../publisher/words.ts';
import type { Request } from '../work/inbox.ts';

export type Receipt = ReceiptState & { readonly token: string };

/** Merges are followed so far; a chain of them is never longer than the claims of one matter. */
const MERGES_MAX = 20;

/**
 * What a receipt says: what staff decided, and beyond that what became of the claim or the concern that the request led to. Pure.
 * Nothing of the request's own text is in it.
 */
export function receiptOf(state: DeskState, request: Request): Receipt {
  const { token, kind, atMs: askedMs } = request;
  const handled = handledOf(state, request);
  const said = saidOf(state, handled);
  const changedMs = Math.max(askedMs, said.atMs);
  // What one said of an earlier answer is no word on this one.
  const satisfaction = (request.satisfiedMs ?? -1) >= changedMs ? request.satisfaction : null;
  const { statement } = said;
  return {
    ...{ token, kind, askedMs, changedMs, satisfaction },
    state: said.state,
    answer: said.answer,
    statement: statement === null ? null : { path: statementPath(statement), title: formOf(statement).title },
  };
}

type Said = Pick<Receipt, 'state' | 'answer'> & { readonly atMs: number; readonly statement: Statement | null };

function saidOf(state: DeskState, handled: HandledRequest | null): Said {
  if (handled === null) return { state: 'received', answer: '', atMs: 0, statement: null };
  const { atMs, answer } = handled;
  if (handled.state === 'declined') return { state: 'declined', answer, atMs, statement: null };
  const statement = statementOf(state, handled);
  const settled = settledOf(handled.concern === null ? undefined : rowAt(state.concerns, handled.concern));
  const isAnswered = handled.state === 'answered' || statement !== null || settled !== null;
  return {
    state: isAnswered ? 'answered' : 'accepted',
    answer: [answer, settled?.text ?? ''].filter((text) => text !== '').join('\n'),
    atMs: Math.max(atMs, statement?.publishedMs ?? 0, settled?.atMs ?? 0),
    statement,
  };
}

/** A claim or a concern that says it came from this request counts, though a crash kept the link itself from being written. */
export function handledOf(state: DeskState, { id }: Pick<Request, 'id'>): HandledRequest | null {
  const handled = rowAt(state.handled, id);
  if (handled !== undefined) return handled;
  const claim = rowsOf(state.claims).find(({ origin }) => origin.from === 'request' && origin.request === id);
  const concern = rowsOf(state.concerns).find(({ origin }) => origin.from === 'request' && origin.request === id);
  const opened = claim ?? concern;
  if (opened === undefined) return null;
  return {
    request: id,
    state: 'accepted',
    atMs: opened.openedMs,
    by: claim?.steps[0]?.by ?? concern?.by ?? '',
    claim: claim?.id ?? null,
    concern: concern?.id ?? null,
    answer: '',
    statement: null,
    erased: 0,
  };
}

/** The statement that was named, else the newest that was published on the claim. */
function statementOf(state: DeskState, handled: HandledRequest): Statement | null {
  const named = handled.statement === null ? undefined : rowAt(state.statements, handled.statement);
  if (named !== undefined) return isOut(named) ? named : null;
  if (handled.claim === null) return null;
  const claim = mergedOf(state, handled.claim);
  const out = rowsOf(state.statements).filter((each) => each.claim === claim?.id && isOut(each));
  return out.toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0))[0] ?? null;
}

function isOut({ state, publishedMs }: Statement): boolean {
  return publishedMs !== null && (state === 'published' || state === 'corrected');
}

function mergedOf(state: DeskState, id: ClaimId): Claim | undefined {
  let claim = rowAt(state.claims, id);
  for (let steps = 0; steps < MERGES_MAX; steps += 1) {
    const into = claim?.mergedInto ?? null;
    if (into === null) break;
    claim = rowAt(state.claims, into);
  }
  return claim;
}

/** A concern is answered to the public once it is settled, in the words that were written for the public. */
function settledOf(concern: Concern | undefined): { readonly text: string; readonly atMs: number } | null {
  if (concern?.state !== 'settled') return null;
  return { text: concern.publicAnswer, atMs: concern.settledMs ?? concern.openedMs };
}
