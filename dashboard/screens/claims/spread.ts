import type { Claim, ClaimSpread } from '../../../api/contract/index.ts';
import { withQuery } from '../../lib/router.svelte.ts';

type Bin = ClaimSpread['bins'][number];
type Part = { readonly source?: string; readonly fromMs?: number; readonly toMs?: number };

/** The groups of a claim's variants, as a search takes them. */
export function groupsText({ variants }: Pick<Claim, 'variants'>): string {
  return [...new Set(variants.flatMap(({ group }) => group ?? []))].join(',');
}

/** The search that finds exactly the posts behind a number of a claim; null where it has no posts to look for. */
export function claimSearch(group: string, { source = '', fromMs, toMs }: Part = {}): string | null {
  if (group === '') return null;
  const ms = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return withQuery('/search', { group, sources: source, from: ms(fromMs), to: ms(toMs) });
}

/** Stretches of bins that were not read. */
export function gapsIn(bins: readonly Bin[]): number {
  return bins.filter(({ count }, at) => count === null && bins[at - 1]?.count !== null).length;
}

/** The fullest bin that is known. */
export function fullest(bins: readonly Bin[]): { readonly atMs: number; readonly count: number } | undefined {
  const [top] = bins
    .flatMap(({ atMs, count }) => (count === null || count === 0 ? [] : [{ atMs, count }]))
    .sort((a, b) => b.count - a.count || a.atMs - b.atMs);
  return top;
}
