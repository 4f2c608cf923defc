import type { Post, PostView } from '../contract/index.ts';
import { coverExcerpt } from '../contract/privacy.ts';
import { isSample, sourceName } from './names.ts';
import type { Parts } from './parts.ts';

type ViewParts = Pick<Parts, 'posts' | 'lexicon' | 'desk'>;

/** Characters of an excerpt on a list. */
export const EXCERPT_CHARS_MAX = 280;

/** Posts as screens show them. `covered`: names and classes of minors and home addresses go too, and the text is cut. */
export async function postViews(parts: ViewParts, posts: readonly Post[], covered: boolean): Promise<PostView[]> {
  const sizes = await parts.posts.groupSizes([...new Set(posts.map((post) => post.group))]);
  return posts.map((post) => postView(parts, post, sizes.get(post.group) ?? 1, covered));
}

export function postView(parts: ViewParts, post: Post, copies: number, covered: boolean): PostView {
  const show = (text: Post['text']): string => (covered ? cut(coverExcerpt(text)) : text);
  return {
    id: post.id,
    source: post.source,
    sourceName: sourceName(parts, post.source),
    kind: post.kind,
    title: covered ? coverExcerpt(post.title) : post.title,
    text: show(post.text),
    publishedMs: post.publishedMs,
    publishedKnown: post.publishedKnown,
    seenMs: post.seenMs,
    topics: [...post.topics],
    places: [...post.places],
    markers: [...post.markers],
    rumor: Math.round(post.rumor * 100) / 100,
    group: post.group,
    copies,
    hasOriginal: post.url !== null,
    sample: isSample(parts, post.source),
  };
}

function cut(text: string): string {
  const chars = [...text];
  return chars.length <= EXCERPT_CHARS_MAX ? text : `${chars.slice(0, EXCERPT_CHARS_MAX).join('')}…`;
}
