import { PostId, PostKind, SourceId } from '../contract/index.ts';
import type { MaskedText, NewPost, Post } from '../contract/index.ts';
import { TONES } from '../contract/analysis.ts';
import type { Retag } from './port.ts';

/** A post as SQLite holds it: lists joined, ids as 32 hexadecimal characters. It also crosses to the worker like this, since strings clone cheaply and lists of tokens do not. */
export type Row = {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  readonly published: number;
  readonly seen: number;
  /** 0 for none, else 1 + the place in `TONES`. */
  readonly tone: number;
  /** JSON of [topics, places, markers]. */
  readonly tags: string;
  /** Null where a post is its own group. */
  readonly grp: string | null;
  readonly url: string | null;
  readonly thread: string | null;
  readonly floor: number | null;
  readonly title: string;
  readonly text: string;
  readonly tokens: string;
  readonly known: number;
  readonly backfill: number;
  readonly rumor: number;
  readonly version: number;
  readonly bands: string;
};

export type NewRow = { readonly row: Row; readonly voice: string | null };

/** What `retag` writes. */
export type RetagRow = Pick<Row, 'id' | 'tags' | 'tone' | 'rumor' | 'version'>;

export function rowOf(post: Post): Row {
  return {
    id: post.id,
    source: post.source,
    kind: post.kind,
    published: post.publishedMs,
    seen: post.seenMs,
    tone: toneNumber(post.tone),
    tags: JSON.stringify([post.topics, post.places, post.markers]),
    grp: post.group === post.id ? null : post.group,
    url: post.url,
    thread: post.thread,
    floor: post.floor,
    title: post.title,
    text: post.text,
    tokens: post.tokens.join(' '),
    known: post.publishedKnown ? 1 : 0,
    backfill: post.backfill ? 1 : 0,
    rumor: post.rumor,
    version: post.version,
    bands: post.bands.join(' '),
  };
}

export function newRowOf({ post, voice }: NewPost): NewRow {
  return { row: rowOf(post), voice };
}

export function retagRowOf(retag: Retag): RetagRow {
  return {
    id: retag.id,
    tags: JSON.stringify([retag.topics, retag.places, retag.markers]),
    tone: toneNumber(retag.tone),
    rumor: retag.rumor,
    version: retag.version,
  };
}

export function postOf(row: Row): Post {
  const [topics, places, markers] = tagsOf(row.tags);
  const id = PostId.parse(row.id);
  return {
    id,
    source: SourceId.parse(row.source),
    kind: PostKind.parse(row.kind),
    url: row.url,
    thread: row.thread,
    floor: row.floor,
    title: fromStore(row.title),
    text: fromStore(row.text),
    publishedMs: row.published,
    publishedKnown: row.known === 1,
    seenMs: row.seen,
    backfill: row.backfill === 1,
    tokens: listOf(row.tokens),
    topics,
    places,
    markers,
    rumor: row.rumor,
    tone: TONES[row.tone - 1] ?? null,
    bands: listOf(row.bands),
    group: row.grp === null ? id : PostId.parse(row.grp),
    version: row.version,
  };
}

/** Tokens and band keys hold no blanks: one joins them. (A pattern here would take longer than all the rest of a search.) */
export function listOf(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split(' ');
}

export type Tags = readonly [topics: readonly string[], places: readonly string[], markers: readonly string[]];

export function tagsOf(tags: string): Tags {
  const lists: unknown = JSON.parse(tags);
  if (!Array.isArray(lists) || lists.length !== 3) throw new Error('tags of a stored post are not three lists');
  const [topics, places, markers] = lists.map((list: unknown) => (Array.isArray(list) ? list.map(String) : []));
  return [topics ?? [], places ?? [], markers ?? []];
}

function toneNumber(tone: Post['tone']): number {
  return tone === null ? 0 : 1 + TONES.indexOf(tone);
}

/** Proven: the store takes masked text only. */
function fromStore(text: string): MaskedText {
  return text as MaskedText;
}
