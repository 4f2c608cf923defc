import type { Claim, ClaimSpread } from '../contract/index.ts';
import { guarded } from './alert-view.ts';
import { ALL_POSTS, DAY_MS, HOUR_MS, stepFor } from './filter.ts';
import { sourceName } from './names.ts';
import type { Parts } from './parts.ts';
import { StoreAway } from '../posts/port.ts';

/** Groups that are counted one by one; the largest of a claim's 50 variants. */
export const SPREAD_GROUPS_MAX = 20;
/** Sources that are listed. */
const SOURCES_SHOWN_MAX = 30;

type SpreadParts = Pick<Parts, 'posts' | 'desk' | 'lexicon' | 'now' | 'claimVoices'>;

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

/** Posts by time and by source over the groups of the variants. Voices are counted as distinct within each source, under 5 not shown. */
export async function spreadOf(parts: SpreadParts, claim: Claim): Promise<ClaimSpread> {
  const sizes = await parts.posts.groupSizes(groupsOf(claim));
  const groups = [...sizes]
    .filter(([, size]) => size > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, SPREAD_GROUPS_MAX)
    .map(([group]) => group);
  const nowMs = parts.now();
  const fromMs = Math.min(claim.firstPostMs ?? claim.knownMs, claim.knownMs);
  const stepMs = stepFor(Math.max(HOUR_MS, nowMs - fromMs));
  const counted = await Promise.all(groups.map((group) => countGroup(parts, group, stepMs)));
  const { voices, whole } = await parts.claimVoices.of(claim, nowMs);
  const bins = new Map<number, number>();
  for (const { histogram } of counted)
    for (const { atMs, count } of histogram) bins.set(atMs, (bins.get(atMs) ?? 0) + count);
  return {
    total: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    voices: guarded(voices),
    voicesWhole: whole,
    sources: mergeSources(parts, counted),
    histogram: {
      stepMs,
      buckets: [...bins].map(([atMs, count]) => ({ atMs, count })).toSorted((a, b) => a.atMs - b.atMs),
    },
  };
}

type Counted = {
  readonly histogram: readonly { readonly atMs: number; readonly count: number }[];
  readonly sources: readonly { readonly id: string; readonly count: number; readonly firstMs: number }[];
};

/** The first hundred tell where it was first; the facets how often in all. */
async function countGroup({ posts }: SpreadParts, group: string, stepMs: number): Promise<Counted> {
  const filter = { ...ALL_POSTS, group };
  const found = await posts.search(filter, { sort: 'oldest', limit: 100, cursor: null, facets: true, stepMs });
  const sources = (found.facets?.sources ?? []).map(({ id, count }) => ({
    id,
    count,
    firstMs: found.posts.find((post) => post.source === id)?.publishedMs ?? found.posts.at(-1)?.publishedMs ?? 0,
  }));
  return { histogram: found.histogram, sources };
}

function mergeSources(parts: SpreadParts, counted: readonly Counted[]): ClaimSpread['sources'] {
  const merged = new Map<string, { count: number; firstMs: number }>();
  for (const { sources } of counted)
    for (const { id, count, firstMs } of sources) {
      const held = merged.get(id);
      merged.set(id, { count: (held?.count ?? 0) + count, firstMs: Math.min(held?.firstMs ?? firstMs, firstMs) });
    }
  return [...merged]
    .map(([source, { count, firstMs }]) => ({ source, name: sourceName(parts, source), firstMs, count }))
    .toSorted((a, b) => a.firstMs - b.firstMs || b.count - a.count)
    .slice(0, SOURCES_SHOWN_MAX);
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

/** How a claim moved in the last week, by quarters of an hour, over its largest groups. */
export async function recentCounts({ posts, now }: Pick<Parts, 'posts' | 'now'>, claim: Claim): Promise<RecentCounts> {
  const nowMs = now();
  const sizes = await posts.groupSizes(groupsOf(claim));
  const groups = [...sizes].toSorted(([, a], [, b]) => b - a).slice(0, SPREAD_GROUPS_MAX);
  const found = await Promise.all(
    groups
      .filter(([, size]) => size > 0)
      .map(([group]) =>
        posts.search(
          { ...ALL_POSTS, group, fromMs: nowMs - RECENT_MS },
          { sort: 'newest', limit: 1, cursor: null, facets: true, stepMs: QUARTER_MS },
        ),
      ),
  );
  const quarters = new Map<number, number>();
  for (const { histogram } of found)
    for (const { atMs, count } of histogram) quarters.set(atMs, (quarters.get(atMs) ?? 0) + count);
  const endMs = Math.floor(nowMs / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
  const hourTo = (toMs: number): number =>
    [1, 2, 3, 4].reduce((sum, back) => sum + (quarters.get(toMs - back * QUARTER_MS) ?? 0), 0);
  const total = found.reduce((sum, each) => sum + each.total, 0);
  const harm = found.reduce((sum, { facets }) => sum + Math.max(0, ...harmCounts(facets?.markers ?? [])), 0);
  return {
    lastHour: hourTo(endMs),
    hourBefore: hourTo(endMs - HOUR_MS),
    peakHour: Math.max(0, ...[...quarters.keys()].map((atMs) => hourTo(atMs + QUARTER_MS))),
    sources: new Set(found.flatMap(({ facets }) => (facets?.sources ?? []).map(({ id }) => id))).size,
    harmShare: total === 0 ? 0 : harm / total,
  };
}

function harmCounts(markers: readonly { readonly id: string; readonly count: number }[]): readonly number[] {
  return markers.filter(({ id }) => HARM_MARKERS.includes(id)).map(({ count }) => count);
}
