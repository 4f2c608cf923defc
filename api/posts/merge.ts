import type { NewPost, Post, PostId } from '../contract/index.ts';

/**
 * What a second crawl makes of a known post, or null where it changes nothing. First sight rules the slice, the group
 * and the backfill mark; a date that a page told is not replaced by a time of arrival.
 */
export function merged(first: Post, again: Post): Post | null {
  const keepsDate = first.publishedKnown && !again.publishedKnown;
  const undated = !first.publishedKnown && !again.publishedKnown;
  const next: Post = {
    ...again,
    publishedMs: keepsDate || undated ? first.publishedMs : again.publishedMs,
    publishedKnown: first.publishedKnown || again.publishedKnown,
    seenMs: first.seenMs,
    group: first.group,
    backfill: first.backfill,
  };
  return same(first, next) ? null : next;
}

/** One row an id: a later copy within a batch is merged into the first. */
export function folded(posts: readonly NewPost[]): readonly NewPost[] {
  const byId = new Map<PostId, NewPost>();
  for (const one of posts) {
    const first = byId.get(one.post.id);
    if (first === undefined) byId.set(one.post.id, one);
    else byId.set(one.post.id, { post: merged(first.post, one.post) ?? first.post, voice: first.voice ?? one.voice });
  }
  return [...byId.values()];
}

function same(a: Post, b: Post): boolean {
  const keys: readonly (keyof Post)[] = ['url', 'thread', 'floor', 'title', 'text', 'publishedMs', 'publishedKnown'];
  const more: readonly (keyof Post)[] = ['source', 'kind', 'rumor', 'tone', 'version'];
  const lists: readonly ('tokens' | 'topics' | 'places' | 'markers' | 'bands')[] = [
    'tokens',
    'topics',
    'places',
    'markers',
    'bands',
  ];
  return (
    [...keys, ...more].every((key) => a[key] === b[key]) &&
    lists.every((key) => a[key].length === b[key].length && a[key].every((value, at) => value === b[key][at]))
  );
}
