import { believe, believedMs, isDoubted, readBelief } from '../work/believed-time.ts';
import type { Marks } from '../work/marks.ts';
import { BELIEF_MARK } from './chores.ts';
import { ALL_POSTS, DAY_MS } from './filter.ts';
import type { Parts } from './parts.ts';

type TimeParts = Pick<Parts, 'posts' | 'now'> & { readonly marks: Pick<Marks, 'get'> };

/** Posts of the last day that say themselves when they were written: so many vouch for the clock. */
const WITNESSES = 3;
const WITNESS_LOOK = 50;
/** A post that names no time counts as written when it was seen; one that is this much older names its own. */
const OWN_TIME_MS = 60_000;

/**
 * What time it is for the making of issues. A clock that has jumped ahead is not believed at once: an issue dated in the future
 * would take a number and hold nothing. After a long stop it is, as soon as posts that name their own time are of the last day.
 */
export async function issueTime(parts: TimeParts): Promise<number> {
  const nowMs = parts.now();
  const held = readBelief(parts.marks.get(BELIEF_MARK));
  const belief = believe(held, nowMs, held === null ? await lastSeen(parts) : null);
  if (!isDoubted(belief) || believedMs(belief) >= nowMs) return nowMs;
  return (await isVouchedFor(parts, nowMs)) ? nowMs : believedMs(belief);
}

async function lastSeen({ posts }: TimeParts): Promise<number | null> {
  try {
    return (await posts.stats()).lastSeenMs;
  } catch {
    // A store that is away is no witness, neither for the clock nor against it.
    return null;
  }
}

async function isVouchedFor({ posts }: TimeParts, nowMs: number): Promise<boolean> {
  const options = { sort: 'newest', limit: WITNESS_LOOK, cursor: null, facets: false, stepMs: DAY_MS } as const;
  try {
    const { posts: newest } = await posts.search({ ...ALL_POSTS, fromMs: nowMs - DAY_MS, toMs: nowMs }, options);
    return newest.filter(({ publishedMs, seenMs }) => seenMs - publishedMs >= OWN_TIME_MS).length >= WITNESSES;
  } catch {
    return false;
  }
}
