import { randomUUID } from 'node:crypto';
import { BodyId, InquiryId, isRefusal, refuse, type RouteKey } from '../contract/index.ts';
import type { Body, BodyDraft, ClaimId, Inquiry, InquiryDraft, Refusal } from '../contract/index.ts';
import type { INQUIRY_ROUTES } from '../contract/routes-inquiries.ts';
import { homeOf } from '../desk/claims/change.ts';
import type { Actor } from '../desk/roles.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Handlers, ReplyOf } from '../http/handler.ts';
import { actOn, tellOf } from './inquiry-act.ts';
import { inquiryViews, tasksOf } from './inquiry-views.ts';
import { oneTimeAnswers } from './one-time.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys = Extract<RouteKey, keyof typeof INQUIRY_ROUTES>;

/** 核实单 and the departments that they go to. */
export function inquiryAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    ...oneTimeAnswers(parts),
    ...bodyAnswers(parts),
    'GET /api/claims/{id}/inquiries': ({ params }) =>
      rowAt(parts.desk.state().claims, params.id) === undefined
        ? refuse('not-found')
        : inquiryViews(parts, inquiriesOf(parts, params.id)),
    'POST /api/claims/{id}/inquiries': ({ params, body, actor }) => send(parts, params.id, body, byPerson(actor)),
    'POST /api/inquiries/{id}/acts': async ({ params, body, actor }) => {
      const after = await actOn(parts, params.id, body, byPerson(actor));
      return isRefusal(after) ? after : { id: after.id, state: after.state, version: after.version };
    },
    'POST /api/inquiries/{id}/link': ({ params, actor }) => makeLink(parts, params.id, byPerson(actor)),
    'GET /api/tasks': ({ actor }) => tasksOf(parts, actor.person.id),
  };
}

type BodyKeys = 'GET /api/bodies' | 'POST /api/bodies' | 'PUT /api/bodies/{id}';

function bodyAnswers(parts: Parts): Pick<Handlers, BodyKeys> {
  const set = (act: 'body-add' | 'body-change', id: BodyId, draft: BodyDraft, actor: Actor): Body | Refusal => {
    const refused = parts.desk.command({ do: 'office', act: { act, id, draft } }, actor);
    if (refused !== null) return refused;
    parts.onDeskChanged('office', id);
    return rowAt(parts.desk.state().bodies, id) ?? refuse('not-found');
  };
  return {
    'GET /api/bodies': () =>
      rowsOf(parts.desk.state().bodies).toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
    'POST /api/bodies': ({ body, actor }) => set('body-add', BodyId.parse(randomUUID()), body, byPerson(actor)),
    'PUT /api/bodies/{id}': ({ params, body, actor }) => set('body-change', params.id, body, byPerson(actor)),
  };
}

function inquiriesOf(parts: Parts, claim: ClaimId): readonly Inquiry[] {
  const state = parts.desk.state();
  // Those of claims that went into this one are read here.
  return rowsOf(state.inquiries).filter(
    (inquiry) => inquiry.claim === claim || homeOf(state, inquiry.claim)?.id === claim,
  );
}

function send(
  parts: Parts,
  claim: ClaimId,
  draft: InquiryDraft,
  actor: Actor,
): ReplyOf<'POST /api/claims/{id}/inquiries'> | Refusal {
  const id = InquiryId.parse(randomUUID());
  const refused = parts.desk.command({ do: 'inquiry', id, act: { act: 'send', claim, ...draft } }, actor);
  if (refused !== null) return refused;
  const link = makeLink(parts, id, actor);
  if (isRefusal(link)) return link;
  const [inquiry] = inquiryViews(
    parts,
    [rowAt(parts.desk.state().inquiries, id)].filter((each) => each !== undefined),
  );
  return inquiry === undefined ? refuse('not-found') : { inquiry, link };
}

/** A fresh link for the department; the one before ends. */
function makeLink(parts: Parts, id: InquiryId, actor: Actor): { url: string; untilMs: number } | Refusal {
  const refused = parts.desk.command({ do: 'inquiry', id, act: { act: 'link' } }, actor);
  if (refused !== null) return refused;
  const { token, untilMs } = parts.links.make({ purpose: 'answer', person: null, about: id });
  tellOf(parts, id);
  return { url: `${parts.config.baseUrl}/#answer=${token}`, untilMs };
}
