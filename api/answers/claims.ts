import {
  CLAIMS_SHOWN_MAX,
  isRefusal,
  refuse,
  type Claim,
  type ClaimAct,
  type ClaimDetail,
  type ClaimDraft,
  type ClaimId,
  type ClaimList,
  type ClaimState,
  type Refusal,
} from '../contract/index.ts';
import { refuseRole } from '../desk/claims/rules.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { commandOf, freshClaimId, openingOf } from './claim-open.ts';
import { spreadOf, unlessAway } from './claim-spread.ts';
import { claimDetail, claimRows } from './claim-view.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys =
  | 'GET /api/claims'
  | 'GET /api/claims/{id}'
  | 'POST /api/claims'
  | 'POST /api/claims/{id}/acts'
  | 'GET /api/claims/{id}/spread';

const OPEN: readonly ClaimState[] = ['new', 'checking', 'ready', 'answered', 'watching'];

/** 传言: the board, one claim, and what is done about it. */
export function claimAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'GET /api/claims': ({ query }) => listed(parts, query.state),
    'GET /api/claims/{id}': ({ params, actor }) => shown(parts, params.id, actor),
    'POST /api/claims': ({ body, actor }) => open(parts, body, actor),
    'POST /api/claims/{id}/acts': ({ params, body, actor }) => act(parts, params.id, body, actor),
    'GET /api/claims/{id}/spread': ({ params }) => {
      const claim = claimAt(parts, params.id);
      return claim === undefined ? refuse('not-found') : spreadOf(parts, claim);
    },
  };
}

function claimAt(parts: Parts, id: ClaimId): Claim | undefined {
  return rowAt(parts.desk.state().claims, id);
}

async function listed(parts: Parts, wanted: string): Promise<ClaimList> {
  const all = rowsOf(parts.desk.state().claims);
  const counts: Record<string, number> = {};
  for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1;
  const chosen = all
    .filter(({ state }) => wanted === 'all' || (wanted === 'open' ? OPEN.includes(state) : state === wanted))
    .toSorted((a, b) => b.openedMs - a.openedMs || b.no - a.no)
    .slice(0, CLAIMS_SHOWN_MAX);
  return { claims: await claimRows(parts, chosen), counts };
}

function shown(parts: Parts, id: ClaimId, actor: Actor): Promise<ClaimDetail> | Refusal {
  const claim = claimAt(parts, id);
  return claim === undefined ? refuse('not-found') : claimDetail(parts, claim, actor.person);
}

async function open(parts: Parts, body: ClaimDraft, actor: Actor): Promise<ClaimDetail | Refusal> {
  const opening = await openingOf(parts, body);
  if (isRefusal(opening)) return opening;
  const id = freshClaimId();
  const refused = parts.desk.command({ do: 'claim', id, act: opening }, byPerson(actor));
  if (refused !== null) return refused;
  const claim = claimAt(parts, id);
  if (claim !== undefined) await unlessAway(parts.claimWatch.lookBack(claim));
  parts.onDeskChanged('claim', id);
  return shown(parts, id, actor);
}

async function act(parts: Parts, id: ClaimId, body: ClaimAct, actor: Actor): Promise<ClaimDetail | Refusal> {
  const name = body.act === 'attach-post' || body.act === 'attach-text' ? 'attach' : body.act;
  // Before anything is looked up: whether there is such a post is not told to whom it is not open.
  const wrong = refuseRole(parts.desk.state(), byPerson(actor), name);
  if (wrong !== null) return wrong;
  const command = await commandOf(parts, id, body);
  if (isRefusal(command)) return command;
  const refused = parts.desk.command(command, byPerson(actor));
  if (refused !== null) return refused;
  parts.onDeskChanged('claim', id);
  if (body.act === 'merge') parts.onDeskChanged('claim', body.into);
  if (body.act === 'verdict') parts.onDeskChanged('concern', command.fresh ?? id);
  return shown(parts, id, actor);
}
