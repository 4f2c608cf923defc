import { createHash } from 'node:crypto';
import { PostId, SourceId } from '../../api/contract/index.ts';
import type { MaskedText, NewPost, Post, Voice } from '../../api/contract/index.ts';
import type { PostFilter, SearchOptions } from '../../api/posts/port.ts';

/** 2026-11-10 08:00 in China. */
export const POST_MS = Date.UTC(2026, 10, 10);

/** A post id made from any word. */
export function aPostId(word: string): PostId {
  return PostId.parse(createHash('sha256').update(word).digest('hex').slice(0, 32));
}

export function aSourceId(word: string): SourceId {
  return SourceId.parse(word);
}

type Given = Partial<Omit<Post, 'id' | 'source' | 'title' | 'text' | 'group'>> & {
  /** Any word; the id is made from it. */
  readonly id?: string;
  readonly source?: string;
  readonly title?: string;
  readonly text?: string;
  /** The word of the post that this one repeats. */
  readonly group?: string;
  readonly voice?: string | null;
};

/** A post as intake would hand it to the store; say only what the test is about. */
export function aPost(given: Given = {}): NewPost {
  const { id: word = 'post', source = 'forum', title = '', text = '自来水 浑浊', group, voice = null, ...rest } = given;
  const id = aPostId(word);
  const seenMs = rest.seenMs ?? POST_MS;
  const post: Post = {
    kind: 'thread',
    url: `https://example.org/${word}`,
    thread: null,
    floor: null,
    publishedMs: seenMs,
    publishedKnown: true,
    seenMs,
    backfill: false,
    tokens: text.split(' ').filter((token) => token !== ''),
    topics: [],
    places: [],
    markers: [],
    rumor: 0,
    tone: null,
    bands: [],
    version: 1,
    ...rest,
    id,
    source: aSourceId(source),
    title: masked(title),
    text: masked(text),
    group: group === undefined ? id : aPostId(group),
  };
  return { post, voice: voice === null ? null : aVoice(voice) };
}

export function aVoice(word: string): Voice {
  return createHash('sha256').update(word).digest('hex').slice(0, 16) as Voice;
}

/** A filter that lets everything through, save for what is given. */
export function aFilter(given: Partial<PostFilter> = {}): PostFilter {
  return {
    phrases: [],
    topics: [],
    places: [],
    markers: [],
    sources: [],
    kinds: [],
    groups: [],
    ids: null,
    fromMs: 0,
    toMs: 8_640_000_000_000_000,
    ...given,
  };
}

export function someOptions(given: Partial<SearchOptions> = {}): SearchOptions {
  return { sort: 'newest', limit: 20, cursor: null, facets: false, stepMs: 3_600_000, ...given };
}

/** Texts of tests hold nothing to mask. */
function masked(text: string): MaskedText {
  return text as MaskedText;
}
