import { createHash } from 'node:crypto';
import { postIdOf } from '../api/contract/identity.ts';
import type { SourceId } from '../api/contract/id.ts';
import {
  ADDRESS_CHARS_MAX,
  FIRST_VISIT_LIVE_MS,
  FUTURE_SLACK_MS,
  TEXT_CHARS_MAX,
  TITLE_CHARS_MAX,
} from '../api/contract/limit.ts';
import type { IngestPost, PostKind } from '../api/contract/post.ts';
import { maskText, voiceOf, type MaskedText, type Voice } from '../api/contract/privacy.ts';
import { webAddress } from '../api/contract/address.ts';
import { pageAddress, pageIdentity } from './page-address.ts';

/** A post as it may leave the memory: the outbox takes nothing else. */
export type MaskedPost = Omit<IngestPost, 'title' | 'text' | 'voice'> & {
  readonly title: MaskedText;
  readonly text: MaskedText;
  readonly voice: Voice | null;
};

/** What was read of one post, not masked. The handle goes no further than `maskedPost`. */
export type ReadPost = {
  readonly kind: Extract<PostKind, 'article' | 'thread' | 'reply' | 'entry'>;
  /** The site's own id of the post, where it has one. */
  readonly own: string | null;
  readonly url: string | null;
  /** The address of the thread's first page. */
  readonly thread: string | null;
  readonly floor: number | null;
  readonly title: string;
  readonly text: string;
  readonly publishedMs: number | null;
  readonly handle: string | null;
};

/** For whom a post is made. */
export type PostMaker = {
  readonly source: SourceId;
  readonly voiceKey: string;
  /** True until a source was once read to its end: what shows no time then counts as its past. */
  readonly isFirstVisit: boolean;
  /** When the source was visited for the first time. What was published before is its past, however late it is found. */
  readonly sinceMs: number;
};

/** Cuts between two characters, never inside one. */
function cut(text: MaskedText, chars: number): MaskedText {
  return text.length <= chars ? text : maskText(text.slice(0, chars).replace(/[\ud800-\udbff]$/, ''));
}

/** The parts that tell a post apart within its source: its own id; else address and floor; else text and time. */
function identityOf(post: ReadPost, text: MaskedText): readonly (string | number)[] {
  if (post.own !== null) return ['own', webAddress(post.own) ? pageIdentity(post.own) : post.own];
  const address = post.thread ?? post.url;
  if (address !== null) return post.floor === null ? [pageIdentity(address)] : [pageIdentity(address), post.floor];
  return [text, post.publishedMs ?? 0];
}

/** Masks a post and turns its handle into a voice; from here on the handle is gone. */
export function maskedPost(post: ReadPost, maker: PostMaker, nowMs: number): MaskedPost {
  const url = post.url === null ? null : pageAddress(post.url).slice(0, ADDRESS_CHARS_MAX);
  const thread = post.thread === null ? null : pageIdentity(post.thread);
  const text = cut(maskText(post.text), TEXT_CHARS_MAX);
  const isAhead = post.publishedMs !== null && post.publishedMs > nowMs + FUTURE_SLACK_MS;
  const publishedMs = isAhead ? nowMs : post.publishedMs;
  return {
    id: postIdOf(maker.source, ...identityOf(post, text)),
    source: maker.source,
    kind: post.kind,
    url,
    thread: thread === null ? null : createHash('sha256').update(thread).digest('hex').slice(0, 32),
    floor: post.floor,
    title: cut(maskText(post.title), TITLE_CHARS_MAX),
    text,
    publishedMs,
    seenMs: nowMs,
    voice: post.handle === null || post.handle === '' ? null : voiceOf(maker.voiceKey, maker.source, post.handle),
    backfill: publishedMs === null ? maker.isFirstVisit : publishedMs < maker.sinceMs - FIRST_VISIT_LIVE_MS,
  };
}
