import type { Claim, Concern, HandledRequest, Statement } from '../contract/index.ts';
import { homeOf } from '../desk/claims/change.ts';
import { statementsOf } from '../desk/clocks/clocks-of.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf, type Table } from '../desk/table.ts';
import { consultationPath } from '../publisher/consultation.ts';
import { statementPath } from '../publisher/input.ts';
import type { ReceiptState } from '../publisher/receipt-page.ts';
import { formOf } from '../publisher/words.ts';
import type { Request } from '../work/inbox.ts';

export type Receipt = ReceiptState & { readonly token: string };

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
    ...consultationOf(state, request),
    statement: statement === null ? null : { path: statementPath(statement), title: formOf(statement).title },
  };
}

function consultationOf(state: DeskState, { opinion }: Request): Pick<Receipt, 'consultation'> {
  const held = opinion === null ? undefined : rowAt(state.consultations, opinion.consultation);
  return held === undefined ? {} : { consultation: { path: consultationPath(held), title: held.title } };
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
  const claim = claimsByRequest(state.claims).get(id);
  const concern = concernsByRequest(state.concerns).get(id);
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

const claimsByRequest = byRequest<Claim>();
const concernsByRequest = byRequest<Concern>();

/** Rows by the request that they came from. A table never changes in place: however many receipts are written, it is walked once. */
function byRequest<Row extends Claim | Concern>(): (table: Table<Row>) => ReadonlyMap<string, Row> {
  const made = new WeakMap<Table<Row>, ReadonlyMap<string, Row>>();
  return (table) => {
    const held = made.get(table);
    if (held !== undefined) return held;
    const rows = new Map<string, Row>();
    for (const row of rowsOf(table)) {
      const { origin } = row;
      if (origin.from === 'request' && !rows.has(origin.request)) rows.set(origin.request, row);
    }
    made.set(table, rows);
    return rows;
  };
}

/** The statement that was named, else the newest that was published on the claim. */
function statementOf(state: DeskState, handled: HandledRequest): Statement | null {
  const named = handled.statement === null ? undefined : rowAt(state.statements, handled.statement);
  if (named !== undefined) return isOut(named) ? named : null;
  if (handled.claim === null) return null;
  const claim = homeOf(state, handled.claim);
  if (claim === undefined) return null;
  const out = statementsOf(state, claim).filter((each) => each.claim === claim.id && isOut(each));
  return out.toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0))[0] ?? null;
}

function isOut({ state, publishedMs }: Statement): boolean {
  return publishedMs !== null && (state === 'published' || state === 'corrected');
}

/** A concern is answered to the public once it is settled, in the words that were written for the public. */
function settledOf(concern: Concern | undefined): { readonly text: string; readonly atMs: number } | null {
  if (concern?.state !== 'settled') return null;
  return { text: concern.publicAnswer, atMs: concern.settledMs ?? concern.openedMs };
}
