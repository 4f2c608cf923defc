import { randomUUID } from 'node:crypto';
import {
  ClaimId,
  isRefusal,
  refuse,
  type ClaimAct,
  type ClaimDraft,
  type Post,
  type PostId,
  type Refusal,
} from '../contract/index.ts';
import { maskText } from '../contract/privacy.ts';
import type { ClaimCommand, FoundText } from '../desk/claims/command.ts';
import { textOfPost } from './claim-watch.ts';
import { heldFiles } from './evidence-files.ts';
import { isSample } from './names.ts';
import type { Parts } from './parts.ts';

type OpenParts = Pick<Parts, 'posts' | 'desk' | 'lexicon' | 'raised' | 'now' | 'files'>;
type Opening = Extract<ClaimCommand['act'], { act: 'open' }>;

/** A draft with what it only names looked up: the alert's hours, the posts' texts and groups. */
export async function openingOf(parts: OpenParts, draft: ClaimDraft): Promise<Opening | Refusal> {
  const { origin, title, topics, places, about, text } = draft;
  const record = origin.from === 'alert' ? parts.raised.get(origin.alert) : null;
  if (origin.from === 'alert' && record === null) return refuse('not-found');
  const wanted = [...new Set([...(origin.from === 'group' ? [origin.post] : []), ...draft.posts])];
  const posts = wanted.length === 0 ? [] : await parts.posts.get(wanted);
  if (origin.from === 'group' && !posts.some(({ id }) => id === origin.post)) return refuse('not-found');
  const nowMs = parts.now();
  const typed: readonly FoundText[] =
    text === '' ? [] : [{ id: randomUUID(), text: maskText(text), post: null, group: null, firstSeenMs: nowMs }];
  return {
    act: 'open',
    title,
    topics,
    places,
    about,
    origin,
    knownMs: record?.alert.firstSeenMs ?? nowMs,
    firstPostMs: record?.alert.sinceMs ?? null,
    sample: posts.length > 0 ? posts.every(({ source }) => isSample(parts, source)) : isOfSample(parts, record),
    variants: [...(await foundTexts(parts, posts)), ...typed],
  };
}

function isOfSample(parts: OpenParts, record: ReturnType<OpenParts['raised']['get']>): boolean {
  const sources = (record?.alert.spikes ?? []).flatMap((spike) => spike.sources);
  return sources.length > 0 && sources.every(({ source }) => isSample(parts, source));
}

/** Posts as variants, each once a group, with the hour of the first of its group that the store still has. */
async function foundTexts(parts: OpenParts, posts: readonly Post[]): Promise<readonly FoundText[]> {
  if (posts.length === 0) return [];
  const firsts = await parts.posts.get([...new Set(posts.map(({ group }) => group))]);
  const seen = new Set<PostId>();
  return posts
    .filter(({ group }) => !seen.has(group) && seen.add(group).size > 0)
    .map((post) =>
      foundText(
        post,
        firsts.find(({ id }) => id === post.group),
      ),
    );
}

function foundText(post: Post, first: Post | undefined): FoundText {
  const firstSeenMs = Math.min(post.publishedMs, first?.publishedMs ?? post.publishedMs);
  return { id: randomUUID(), text: textOfPost(first ?? post), post: post.id, group: post.group, firstSeenMs };
}

/** An act as the desk takes it, with a fresh id for what it may make. */
export async function commandOf(parts: OpenParts, id: ClaimId, act: ClaimAct): Promise<ClaimCommand | Refusal> {
  const fresh = randomUUID();
  switch (act.act) {
    case 'attach-post': {
      const posts = await parts.posts.get([act.post]);
      const [variant] = await foundTexts(parts, posts);
      return variant === undefined ? refuse('not-found') : { do: 'claim', id, act: { act: 'attach', variant } };
    }
    case 'attach-text': {
      const firstSeenMs = Math.min(act.firstSeenMs, parts.now());
      const variant = { id: fresh, text: maskText(act.text), post: null, group: null, firstSeenMs };
      return { do: 'claim', id, act: { act: 'attach', variant } };
    }
    case 'evidence-add': {
      const files = await heldFiles(parts, act.files);
      if (isRefusal(files)) return files;
      return { do: 'claim', id, act: { ...act, files: [...files], url: null, rawSha256: null, inquiry: null }, fresh };
    }
    default:
      return { do: 'claim', id, act, fresh };
  }
}

export function freshClaimId(): ClaimId {
  return ClaimId.parse(randomUUID());
}
