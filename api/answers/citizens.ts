import {
  DATA_KINDS,
  isRefusal,
  refuse,
  RIGHTS,
  type ErasureFound,
  type HandledRequest,
  type InboxView,
  type Refusal,
  type RequestAct,
  type RequestId,
  type RequestView,
} from '../contract/index.ts';
import { may } from '../desk/roles.ts';
import { rowAt } from '../desk/table.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { formOf } from '../publisher/words.ts';
import type { Request } from '../work/inbox.ts';
import { erase } from './citizens-erasure.ts';
import { answersByConsultation } from './consultation-answers.ts';
import { countOpinion, openClaimFor, openConcernFor } from './citizens-open.ts';
import { createErrands } from './errand.ts';
import { findTraces } from './erasure-search.ts';
import { byPerson, type Parts } from './parts.ts';
import { handledOf, receiptOf } from './receipt-state.ts';

type Keys =
  | 'GET /api/inbox'
  | 'POST /api/inbox/{id}/acts'
  | 'POST /api/inbox/{id}/matches'
  | 'GET /api/inbox/{id}/matches'
  | 'POST /api/inbox/{id}/erase';

const SHOWN_MAX = 300;

/** 群众来件: what citizens wrote through the public page, and what is done with it. */
export function citizenAnswers(parts: Parts): Pick<Handlers, Keys> {
  const looks = createErrands<ErasureFound>(parts);
  return {
    'GET /api/inbox': ({ actor }) => listed(parts, actor),
    'POST /api/inbox/{id}/acts': ({ params, body, actor }) => act(parts, params.id, body, actor),
    'POST /api/inbox/{id}/matches': async ({ params, body, actor }) => {
      const request = seenBy(parts, params.id, actor);
      if (request === null) return refuse('not-found');
      const { text } = body;
      const look = await looks.start(params.id, text, (report) => findTraces(parts, request, text, report));
      return isRefusal(look) ? look : { ...look, text };
    },
    'GET /api/inbox/{id}/matches': ({ params, actor }) => {
      if (seenBy(parts, params.id, actor) === null) return refuse('not-found');
      const text = looks.aboutOf(params.id) ?? '';
      const look = looks.read(params.id);
      return look === null || isRefusal(look) ? look : { ...look, text };
    },
    'POST /api/inbox/{id}/erase': async ({ params, body, actor }) => {
      const request = seenBy(parts, params.id, actor);
      if (request === null) return refuse('not-found');
      // What was found holds the words that are to go.
      looks.drop(params.id);
      const erased = await erase(parts, request, body, byPerson(actor));
      if (!isRefusal(erased)) parts.onDeskChanged('request', request.id);
      return erased;
    },
  };
}

function mayHandle(request: Request, { person }: Actor): boolean {
  return may(person.roles, RIGHTS[DATA_KINDS.includes(request.kind) ? 'erasure-handle' : 'inbox-handle']);
}

/** A request that this person handles; to anyone else it is not there. An administrator may take any for an erasure. */
function seenBy(parts: Parts, id: RequestId, actor: Actor): Request | null {
  const request = parts.inbox.find(id);
  if (request === null) return null;
  return mayHandle(request, actor) || may(actor.person.roles, RIGHTS['erasure-handle']) ? request : null;
}

function listed(parts: Parts, actor: Actor): InboxView {
  const all = parts.inbox.list().filter((request) => mayHandle(request, actor));
  const mine = all.filter(({ kind }) => kind !== 'opinion');
  const views = mine.slice(0, SHOWN_MAX).map((request) => viewOf(parts, request));
  return {
    requests: views,
    answers: answersByConsultation(parts.desk.state(), all),
    waiting: mine.filter((request) => handledOf(parts.desk.state(), request) === null).length,
    full: parts.inbox.isFull(),
  };
}

function viewOf(parts: Parts, request: Request): RequestView {
  const state = parts.desk.state();
  const about = request.about === null ? undefined : rowAt(state.statements, request.about);
  const { id, kind, atMs, text, where, satisfaction } = request;
  const handled = handledOf(state, request);
  return {
    ...{ id, kind, atMs, text, where, satisfaction },
    about: request.about,
    aboutTitle: about === undefined || about.versions.length === 0 ? '' : formOf(about).title,
    handled: handled === null ? null : named(parts, handled),
    receipt: receiptOf(state, request).state,
  };
}

function named(parts: Parts, handled: HandledRequest): HandledRequest {
  return { ...handled, by: rowAt(parts.desk.state().people, handled.by)?.name ?? handled.by };
}

async function act(parts: Parts, id: RequestId, act: RequestAct, actor: Actor): Promise<RequestView | Refusal> {
  const request = parts.inbox.find(id);
  if (request === null || !mayHandle(request, actor)) return refuse('not-found');
  const refused = await done(parts, request, act, actor);
  if (refused !== null) return refused;
  parts.onDeskChanged('request', id);
  return viewOf(parts, request);
}

/** Counting answers the request in the same piece of the journal. */
async function done(parts: Parts, request: Request, act: RequestAct, actor: Actor): Promise<Refusal | null> {
  const { id, kind } = request;
  if (act.act === 'count-opinion') return countOpinion(parts, id, act, byPerson(actor));
  const command = await commandOf(parts, request, act, actor);
  return isRefusal(command) ? command : parts.desk.command({ do: 'request', id, kind, act: command }, byPerson(actor));
}

type DeskAct =
  | { readonly act: 'accept'; readonly claim: HandledRequest['claim']; readonly concern: HandledRequest['concern'] }
  | { readonly act: 'answer'; readonly answer: string; readonly statement: HandledRequest['statement'] }
  | { readonly act: 'decline'; readonly reason: string };

/** What was opened already for this request is linked and not opened twice. */
async function commandOf(
  parts: Parts,
  request: Request,
  act: Exclude<RequestAct, { act: 'count-opinion' }>,
  actor: Actor,
): Promise<DeskAct | Refusal> {
  const held = handledOf(parts.desk.state(), request);
  const [claim, concern] = [held?.claim ?? null, held?.concern ?? null];
  switch (act.act) {
    case 'open-claim': {
      const opened = claim ?? (await openClaimFor(parts, request, act.title, byPerson(actor)));
      return isRefusal(opened) ? opened : { act: 'accept', claim: opened, concern };
    }
    case 'open-concern': {
      const opened = concern ?? openConcernFor(parts, request, act.title, byPerson(actor));
      return isRefusal(opened) ? opened : { act: 'accept', claim, concern: opened };
    }
    case 'link-claim':
      return { act: 'accept', claim: act.claim, concern };
    case 'link-concern':
      return { act: 'accept', claim, concern: act.concern };
    case 'answer':
    case 'decline':
      return act;
  }
}
