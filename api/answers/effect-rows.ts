import type { z } from 'zod';
import { DESK, EFFECT_PAGE_POSTS, type EffectPosts, type EffectPostsQuery, type Person } from '../contract/index.ts';
import { may } from '../desk/roles.ts';
import { gather, type Course } from './effect-course.ts';
import type { EffectParts } from './effect-posts.ts';
import { postViews } from './post-view.ts';

type Query = z.output<typeof EffectPostsQuery>;

/** The posts behind a number of an effect, newest first: the same posts that were counted. Not of the desk: covered and cut. */
export async function effectRows(
  parts: EffectParts & Parameters<typeof postViews>[0],
  course: Course,
  { of, source, fromMs, toMs, offset }: Query,
  reader: Person,
): Promise<EffectPosts> {
  const within = { fromMs: fromMs === 0 ? course.fromMs : fromMs, toMs: toMs === 0 ? course.toMs : toMs };
  const carried = await gather(parts, { ...course, ...within });
  const found = [...carried[of]]
    .filter(([, post]) => source === '' || post.source === source)
    .toSorted(([a, m], [b, n]) => n.atMs - m.atMs || (a < b ? -1 : 1));
  const ids = found.slice(offset, offset + EFFECT_PAGE_POSTS).map(([id]) => id);
  const posts = new Map((await parts.posts.get(ids)).map((post) => [post.id, post]));
  const shown = ids.flatMap((id) => posts.get(id) ?? []);
  const next = offset + EFFECT_PAGE_POSTS;
  return {
    total: found.length,
    posts: await postViews(parts, shown, !may(reader.roles, DESK)),
    next: next < found.length ? next : null,
  };
}
