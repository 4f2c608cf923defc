import { z } from 'zod';
import {
  ClaimId,
  ConcernId,
  DATA_KINDS,
  RequestId,
  RequestKind,
  RIGHTS,
  StatementId,
  refuse,
  refuseNow,
  type HandledRequest,
  type Refusal,
} from '../../contract/index.ts';
import { draft, textOf, type EntryDraft, type Fact, type FoldEntry } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, withRow } from '../table.ts';

const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('accept'), claim: ClaimId.nullable(), concern: ConcernId.nullable() }),
  z.object({ act: z.literal('answer'), answer: z.string().min(1).max(1_000), statement: StatementId.nullable() }),
  z.object({ act: z.literal('decline'), reason: z.string().min(1).max(1_000) }),
  z.object({
    act: z.literal('erase'),
    posts: z.number().int().min(0).max(1_000),
    texts: z.number().int().min(0).max(1_000),
    files: z.number().int().min(0).max(1_000).default(0),
    requests: z.number().int().min(0).max(1_000).default(0),
  }),
]);

/** `kind`: of the request, which lies in the inbox of the work records and not here. The caller has looked that it is there. */
export const RequestCommand = z.object({ do: z.literal('request'), id: RequestId, kind: RequestKind, act });
export type RequestCommand = z.infer<typeof RequestCommand>;

/** A decision can be changed (a request that was declined is accepted after all); an answer can be given again. */
export function decideRequests(
  state: DeskState,
  { id, kind, act }: RequestCommand,
  actor: Actor,
): readonly EntryDraft[] | Refusal {
  const isData = DATA_KINDS.includes(kind);
  // Erasing is an administrator's, whatever the request was called.
  const right = isData || act.act === 'erase' ? 'erasure-handle' : 'inbox-handle';
  const wrong = forbidden(state, actor, RIGHTS[right]);
  if (wrong !== null) return wrong;
  switch (act.act) {
    case 'accept':
      return accepted(state, id, isData, act);
    case 'answer': {
      const { answer, statement } = act;
      if (statement !== null && (rowAt(state.statements, statement)?.publishedMs ?? null) === null)
        return refuse('bad-input', { what: 'statement' }, 'statement');
      return [draft('request-answered', { request: id, statement }, { answer })];
    }
    case 'decline':
      return [draft('request-declined', { request: id }, { answer: act.reason })];
    case 'erase': {
      if (!isData && kind !== 'correction')
        return refuseNow([
          '请求核实或反映问题的来件没有要删除的内容，监测员、撰稿人或审批人可以受理、答复或不予受理。',
          'Nothing is erased for a request to check or a concern; monitors, writers and approvers may accept, answer or decline it.',
        ]);
      const { posts, texts, files, requests } = act;
      return [draft('request-erased', { request: id, posts, texts, files, requests })];
    }
  }
}

function accepted(
  state: DeskState,
  id: RequestId,
  isData: boolean,
  { claim, concern }: { readonly claim: ClaimId | null; readonly concern: ConcernId | null },
): readonly EntryDraft[] | Refusal {
  if (claim === null && concern === null && !isData) return refuse('bad-input', { what: 'claim' }, 'claim');
  if (claim !== null && rowAt(state.claims, claim) === undefined)
    return refuse('bad-input', { what: 'claim' }, 'claim');
  if (concern !== null && rowAt(state.concerns, concern) === undefined)
    return refuse('bad-input', { what: 'concern' }, 'concern');
  return [draft('request-accepted', { request: id, claim, concern })];
}

export function applyRequests(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'request-accepted': {
      const { request, claim, concern } = fact.body;
      return withHandled(state, entry, request, { state: 'accepted', claim, concern });
    }
    case 'request-answered': {
      const { request, statement } = fact.body;
      return withHandled(state, entry, request, { state: 'answered', answer: textOf(entry, 'answer'), statement });
    }
    case 'request-declined':
      return withHandled(state, entry, fact.body.request, { state: 'declined', answer: textOf(entry, 'answer') });
    case 'request-erased': {
      const { request, posts, texts, files = 0, requests = 0 } = fact.body;
      const before = rowAt(state.handled, request)?.erased ?? 0;
      return withHandled(state, entry, request, { erased: before + posts + texts + files + requests });
    }
    default:
      return state;
  }
}

function withHandled(
  state: DeskState,
  entry: FoldEntry,
  request: RequestId,
  change: Partial<HandledRequest>,
): DeskState {
  const untouched: HandledRequest = {
    request,
    state: 'accepted',
    atMs: entry.atMs,
    by: entry.actor,
    claim: null,
    concern: null,
    answer: '',
    statement: null,
    erased: 0,
  };
  const row = { ...(rowAt(state.handled, request) ?? untouched), ...change, atMs: entry.atMs, by: entry.actor };
  return { ...state, handled: withRow(state.handled, request, row) };
}
