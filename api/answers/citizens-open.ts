import { randomUUID } from 'node:crypto';
import {
  ClaimDraft,
  CONCERN_TEXT_CHARS_MAX,
  ConcernId,
  isRefusal,
  VARIANT_CHARS_MAX,
  type ClaimId,
  type RequestAct,
  type RequestId,
} from '../contract/index.ts';
import type { Refusal } from '../contract/index.ts';
import type { Actor } from '../desk/roles.ts';
import { rowAt } from '../desk/table.ts';
import type { Request } from '../work/inbox.ts';
import { freshClaimId, openingOf } from './claim-open.ts';
import type { Parts } from './parts.ts';
import { handledOf } from './receipt-state.ts';

/** A claim out of a request: what was asked is its first variant. */
export async function openClaimFor(
  parts: Parts,
  request: Request,
  title: string,
  by: Actor,
): Promise<ClaimId | Refusal> {
  const text = request.text.slice(0, VARIANT_CHARS_MAX);
  const draft = ClaimDraft.parse({ title, text, origin: { from: 'request', request: request.id } });
  const opening = await openingOf(parts, draft);
  if (isRefusal(opening)) return opening;
  const id = freshClaimId();
  const refused = parts.desk.command({ do: 'claim', id, act: opening }, by);
  if (refused !== null) return refused;
  parts.onDeskChanged('claim', id);
  return id;
}

/** A concern out of a request, in the words of the one who asked. */
export function openConcernFor(parts: Parts, request: Request, title: string, by: Actor): ConcernId | Refusal {
  const id = ConcernId.parse(randomUUID());
  const origin = { from: 'request', request: request.id } as const;
  const text = request.where === '' ? request.text : `${request.text}\n${request.where}`;
  const draft = { title, text: text.slice(0, CONCERN_TEXT_CHARS_MAX), topics: [], places: [], origin };
  const act = { act: 'open', ...draft, heardMs: request.atMs, sample: false } as const;
  const refused = parts.desk.command({ do: 'concern', id, act }, by);
  if (refused !== null) return refused;
  parts.onDeskChanged('concern', id);
  return id;
}

/** What was written counts once in the consultation; the receipt says where it went. */
export function countOpinion(
  parts: Pick<Parts, 'desk' | 'onDeskChanged'>,
  request: RequestId,
  { consultation: id, group, option, summary }: Extract<RequestAct, { act: 'count-opinion' }>,
  by: Actor,
): Refusal | null {
  const opinions = [{ requests: [request], group, option, summary }];
  const refused = parts.desk.command({ do: 'consultation', id, act: { act: 'count-in', opinions } }, by);
  if (refused !== null) return refused;
  parts.onDeskChanged('concern', rowAt(parts.desk.state().consultations, id)?.concern ?? id);
  return null;
}

/** What a citizen said through the receipt goes into the diary of the concern that the request led to. Where there is none, it stays with the request. */
export function passSatisfaction(parts: Pick<Parts, 'inbox' | 'desk' | 'onDeskChanged'>, id: RequestId): void {
  const request = parts.inbox.find(id);
  if (request === null || request.satisfaction === null) return;
  const concern = handledOf(parts.desk.state(), request)?.concern ?? null;
  if (concern === null) return;
  const act = { act: 'satisfied', request: id, satisfaction: request.satisfaction, note: '' } as const;
  const refused = parts.desk.command({ do: 'concern', id: concern, act }, { kind: 'machine' });
  if (refused === null) parts.onDeskChanged('concern', concern);
}
