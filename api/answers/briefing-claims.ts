import type { Claim } from '../contract/index.ts';
import { CHART_LINES_MAX } from '../contract/briefing-paper.ts';
import type { ClaimCount } from '../briefing/input.ts';
import { claimsToldOf } from '../briefing/rumors.ts';
import { SECTION_ROWS_MAX } from '../contract/briefing-paper.ts';
import { groupsOf } from './claim-spread.ts';
import type { Asked, BriefingParts } from './briefing-parts.ts';
import { ALL_POSTS, stepFor } from './filter.ts';
import { sourceName } from './names.ts';

/** Posts of the groups of each claim that the issue tells of: in the period, and since the first. */
export async function claimCounts(parts: BriefingParts, asked: Asked): Promise<readonly ClaimCount[]> {
  const claims = claimsToldOf(parts.desk.state(), asked, asked.about).slice(0, SECTION_ROWS_MAX);
  const counted: ClaimCount[] = [];
  for (const claim of claims) counted.push(await countOf(parts, asked, claim));
  return counted;
}

async function countOf(parts: BriefingParts, asked: Asked, claim: Claim): Promise<ClaimCount> {
  const firstMs = firstOf(claim);
  const [count, total] = await Promise.all([
    claimPosts(parts, claim, asked.fromMs, asked.toMs),
    claimPosts(parts, claim, firstMs, asked.toMs),
  ]);
  const isSpecial = asked.about?.of === 'claim';
  const spread = isSpecial ? await spreadOf(parts, claim, firstMs, asked.toMs) : null;
  return { claim: claim.id, count, firstMs, total, spread };
}

export function firstOf(claim: Claim): number {
  return Math.min(claim.firstPostMs ?? claim.knownMs, claim.knownMs, ...claim.variants.map((each) => each.firstSeenMs));
}

/** Posts of any group of the claim's variants. */
export async function claimPosts({ posts }: Pick<BriefingParts, 'posts'>, claim: Claim, fromMs: number, toMs: number) {
  const groups = groupsOf(claim);
  return groups.length === 0 ? 0 : posts.count({ ...ALL_POSTS, groups, fromMs, toMs });
}

/** By source over time, the loudest first. */
async function spreadOf(
  parts: BriefingParts,
  claim: Claim,
  fromMs: number,
  toMs: number,
): Promise<ClaimCount['spread']> {
  const stepMs = stepFor(toMs - fromMs);
  const bins = new Set<number>();
  const bySource = new Map<string, Map<number, number>>();
  for (const group of groupsOf(claim)) {
    const filter = { ...ALL_POSTS, groups: [group], fromMs, toMs };
    const options = { sort: 'oldest', limit: 1, cursor: null, facets: true, stepMs } as const;
    const found = await parts.posts.search(filter, options);
    for (const { id } of found.facets?.sources ?? []) {
      const own = await parts.posts.search({ ...filter, sources: [id] }, options);
      const held = bySource.get(id) ?? new Map<number, number>();
      for (const { atMs, count } of own.histogram) {
        bins.add(atMs);
        held.set(atMs, (held.get(atMs) ?? 0) + count);
      }
      bySource.set(id, held);
    }
  }
  const grid = gridOf([...bins], stepMs);
  const sumOf = (counts: ReadonlyMap<number, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);
  const lines = [...bySource]
    .toSorted(([a, own], [b, other]) => sumOf(other) - sumOf(own) || (a < b ? -1 : 1))
    .slice(0, CHART_LINES_MAX)
    .map(([source, counts]) => ({
      source,
      name: sourceName(parts, source),
      counts: grid.map((atMs) => counts.get(atMs) ?? 0),
    }));
  return { stepMs, bins: grid, lines };
}

function gridOf(bins: readonly number[], stepMs: number): readonly number[] {
  if (bins.length === 0) return [];
  const [first, last] = [Math.min(...bins), Math.max(...bins)];
  return Array.from({ length: Math.round((last - first) / stepMs) + 1 }, (_, at) => first + at * stepMs);
}
