import { ClaimDraft, isRefusal, refuse, VARIANT_CHARS_MAX, type ClaimId, type ConcernId } from '../contract/index.ts';
import type { Refusal } from '../contract/index.ts';
import type { Actor } from '../desk/roles.ts';
import type { Request } from '../work/inbox.ts';
import { freshClaimId, openingOf } from './claim-open.ts';
import type { Parts } from './parts.ts';

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

export function openConcernFor(_parts: Parts, _request: Request, _title: string, _by: Actor): ConcernId | Refusal {
  return refuse('not-found');
}
