import { PostId, refuse, type IngestPost, type LeadDraft, type PersonId, type Refusal } from '../contract/index.ts';
import { postIdOf } from '../contract/identity.ts';
import { maskText } from '../contract/privacy.ts';
import { ERASED_REASON } from '../intake/admit.ts';
import type { Handlers, ReplyOf } from '../http/handler.ts';
import { placeName } from './names.ts';
import { LEAD_SOURCE, type Parts } from './parts.ts';
import { postViews } from './post-view.ts';

/** 线索录入: what staff saw in chats and videos, through the same intake and masking as everything else. */
export function leadAnswers(parts: Parts): Pick<Handlers, 'POST /api/leads'> {
  return { 'POST /api/leads': ({ body, actor }) => enter(parts, body, actor.person.id) };
}

async function enter(parts: Parts, draft: LeadDraft, person: PersonId): Promise<ReplyOf<'POST /api/leads'> | Refusal> {
  if (parts.isPersonName(draft.place)) return refuse('person-name', { name: draft.place }, 'place');
  const row = rowOf(parts, draft);
  const reply = await parts.intake.ingest([row]);
  const [wrong] = reply.refused;
  if (wrong?.reason === ERASED_REASON) return refuse('erased-before');
  if (wrong !== undefined) return refuse('bad-input', { what: wrong.reason });
  const [post] = await parts.posts.get([row.id]);
  if (post === undefined) return refuse('store-away');
  const command = { do: 'record-lead', post: row.id, channel: draft.channel } as const;
  const refused = parts.desk.command(command, { kind: 'person', id: person });
  if (refused !== null) return refused;
  const [view] = await postViews(parts, [post], false);
  return view === undefined ? refuse('store-away') : { post: view, repeated: reply.accepted === 0 };
}

/** The same words are one lead, whoever types them in. The place goes into the text, so that it is tagged and found. */
function rowOf(parts: Parts, draft: LeadDraft): IngestPost {
  const text = maskText(draft.text);
  const place = draft.place === '' ? '' : placeName(parts, draft.place);
  const placed = place === '' || text.includes(place) ? text : `【${maskText(place)}】${text}`;
  return {
    id: PostId.parse(postIdOf(LEAD_SOURCE, text.replace(/\s+/gu, ''))),
    source: LEAD_SOURCE,
    kind: 'lead',
    url: null,
    thread: null,
    floor: null,
    title: maskText(draft.title),
    text: placed,
    publishedMs: Math.min(draft.seenMs, parts.now()),
    seenMs: parts.now(),
    voice: null,
    backfill: false,
  };
}
