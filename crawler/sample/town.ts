/** The invented county 清河县: what its people and bodies write, as one pure function of time. */
import { DAY_MS } from './calendar.ts';
import { ordinaryPosts } from './ordinary.ts';
import { outbreakPosts } from './outbreak.ts';
import type { TownPost } from './post.ts';
import { byTime } from './post.ts';

export type { Site, TownPost } from './post.ts';
export { SITE_NAMES } from './post.ts';
export { OUTBREAK_AFTER_MS, OUTBREAK_POSTS, outbreakMs } from './outbreak.ts';

/** The town is alive from one day before its start; what lies before is history. */
export const LIVE_BEFORE_MS = DAY_MS;
/** Threads are looked for this far back: none is talked over longer (see ordinary.ts). */
const THREAD_SPAN_MS = 2 * DAY_MS;

/**
 * Posts published in `fromMs ≤ t < toMs`, in order of time: some 180 a day, and the outbreak. Equal arguments give equal posts.
 * `speed`: how much faster than life the rumor runs. Nothing belongs to threads older than a day before `startedMs`.
 */
export function townPosts(fromMs: number, toMs: number, startedMs: number, speed = 1): readonly TownPost[] {
  const openedFromMs = Math.max(fromMs - THREAD_SPAN_MS, startedMs - LIVE_BEFORE_MS);
  return [...ordinaryPosts(openedFromMs, toMs), ...outbreakPosts(startedMs, speed)]
    .filter((post) => post.publishedMs >= fromMs && post.publishedMs < toMs)
    .sort(byTime);
}
