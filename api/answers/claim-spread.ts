import type { Claim, ClaimSpread } from '../contract/index.ts';
import { guarded } from './alert-view.ts';
import { ALL_POSTS, DAY_MS, HOUR_MS, stepFor } from './filter.ts';
import { sourceName } from './names.ts';
import type { Parts } from './parts.ts';
import { spreadBins } from './spread-bins.ts';
import { StoreAway, type Found, type PostFilter } from '../posts/port.ts';

type SpreadParts = Pick<Parts, 'posts' | 'desk' | 'lexicon' | 'now' | 'claimVoices' | 'lookout'>;

/** Null while the store is away: what people decide does not wait for it. */
export async function unlessAway<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof StoreAway) return null;
    throw error;
  }
}

/** Groups of near-copies that a claim's variants are, each once. */
export function groupsOf(claim: Claim): readonly string[] {
  return [...new Set(claim.variants.flatMap(({ group }) => (group === null ? [] : [group])))];
}

/** The posts of a claim: those of its variants' groups. Null where no variant has a group yet. */
export function claimFilter(claim: Claim): PostFilter | null {
  const groups = groupsOf(claim);
  return groups.length === 0 ? null : { ...ALL_POSTS, groups };
}

/**
 * Posts by time and by source, all over one population: the posts of the variants' groups. Hours that were not read are null.
 * Voices are counted as distinct within each source, under 5 not shown.
 */
export async function spreadOf(parts: SpreadParts, claim: Claim): Promise<ClaimSpread> {
  const nowMs = parts.now();
  const { voices, whole } = await parts.claimVoices.of(claim, nowMs);
  const told = { group: groupsOf(claim).join(','), voices: guarded(voices), voicesWhole: whole };
  const filter = claimFilter(claim);
  const first = filter === null ? undefined : (await parts.posts.search(filter, FIRST)).posts[0];
  if (filter === null || first === undefined)
    return { ...told, total: 0, sources: [], others: 0, stepMs: HOUR_MS, bins: [] };
  const stepMs = stepFor(Math.max(HOUR_MS, nowMs - first.publishedMs));
  const found = await parts.posts.search(filter, { ...FIRST, limit: FIRSTS_READ, facets: true, stepMs });
  const sources = await sourcesOf(parts, filter, found);
  const bins = spreadBins({
    buckets: found.histogram,
    stepMs,
    shares: new Map(sources.map(({ source, count }) => [source, count / found.total])),
    gaps: parts.lookout.gaps(),
    nowMs,
  });
  const shown = sources.toSorted((a, b) => a.firstMs - b.firstMs || b.count - a.count);
  const others = Math.max(0, found.total - shown.reduce((sum, { count }) => sum + count, 0));
  return { ...told, total: found.total, sources: shown, others, stepMs, bins };
}

const FIRST = { sort: 'oldest', limit: 1, cursor: null, facets: false, stepMs: HOUR_MS } as const;
/** Most sources carried it first within so many posts; the others are asked for one by one. */
const FIRSTS_READ = 100;

/** The loudest sources, each with its first post. */
function sourcesOf(parts: SpreadParts, filter: PostFilter, found: Found): Promise<ClaimSpread['sources']> {
  return Promise.all(
    (found.facets?.sources ?? []).map(async ({ id, count }) => {
      const own = { ...filter, sources: [id] };
      const first = found.posts.find((post) => post.source === id) ?? (await parts.posts.search(own, FIRST)).posts[0];
      return {
        source: id,
        name: sourceName(parts, id),
        firstMs: first?.publishedMs ?? 0,
        // A facet of very many posts is an estimate.
        count: found.sampled ? await parts.posts.count(own) : count,
      };
    }),
  );
}

/** Posts of the last hours, for the sheet. */
export type RecentCounts = {
  readonly lastHour: number;
  readonly hourBefore: number;
  readonly peakHour: number;
  readonly sources: number;
  readonly harmShare: number;
};

export const NO_COUNTS: RecentCounts = { lastHour: 0, hourBefore: 0, peakHour: 0, sources: 0, harmShare: 0 };

const HARM_MARKERS: readonly string[] = ['fear', 'urgency', 'forward', 'emotion'];
const RECENT_MS = 7 * DAY_MS;
const QUARTER_MS = HOUR_MS / 4;

/** How a claim moved in the last week, by quarters of an hour. */
export async function recentCounts({ posts, now }: Pick<Parts, 'posts' | 'now'>, claim: Claim): Promise<RecentCounts> {
  const nowMs = now();
  const filter = claimFilter(claim);
  if (filter === null) return NO_COUNTS;
  const recent = { ...filter, fromMs: nowMs - RECENT_MS };
  const found = await posts.search(recent, { ...FIRST, facets: true, stepMs: QUARTER_MS });
  const quarters = new Map(found.histogram.map(({ atMs, count }) => [atMs, count]));
  const endMs = Math.floor(nowMs / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
  const hourTo = (toMs: number): number =>
    [1, 2, 3, 4].reduce((sum, back) => sum + (quarters.get(toMs - back * QUARTER_MS) ?? 0), 0);
  const harm = Math.max(0, ...harmCounts(found.facets?.markers ?? []));
  return {
    lastHour: hourTo(endMs),
    hourBefore: hourTo(endMs - HOUR_MS),
    peakHour: Math.max(0, ...[...quarters.keys()].map((atMs) => hourTo(atMs + QUARTER_MS))),
    sources: (found.facets?.sources ?? []).length,
    harmShare: found.total === 0 ? 0 : harm / found.total,
  };
}

function harmCounts(markers: readonly { readonly id: string; readonly count: number }[]): readonly number[] {
  return markers.filter(({ id }) => HARM_MARKERS.includes(id)).map(({ count }) => count);
}
