import type { Criteria } from '../contract/index.ts';
import type { Counted } from '../briefing/input.ts';
import { knownMin, type Span } from '../briefing/period.ts';
import { sumIn, usualOf, type Bucket } from '../briefing/usual.ts';
import type { Found, PostFilter } from '../posts/port.ts';
import type { BriefingParts } from './briefing-parts.ts';
import { ALL_POSTS, groupsIn } from './filter.ts';

export function criteriaOf(given: Partial<Criteria>, { fromMs, toMs }: Span): Criteria {
  const none = { text: '', topics: [], places: [], markers: [], sources: [], kinds: [], group: '' };
  return { ...none, ...given, fromMs, toMs };
}

/** Without words, which criteria of an issue never have. */
export function plainFilter({ topics, places, sources, group, fromMs, toMs }: Criteria): PostFilter {
  return { ...ALL_POSTS, topics, places, sources, groups: groupsIn({ group }), fromMs, toMs };
}

/** Everything that counts over a filter need: all posts' buckets over the period and the earlier ones, and which of those are known. */
export type History = {
  readonly span: Span;
  readonly stepMs: number;
  readonly periods: number;
  readonly earlier: readonly Span[];
  readonly known: readonly boolean[];
  readonly all: readonly Bucket[];
  readonly fromMs: number;
};

/** A filter's buckets from the first of the earlier periods to the end of this one. */
export async function bucketsOf(
  { posts }: Pick<BriefingParts, 'posts'>,
  filter: PostFilter,
  { fromMs, stepMs, span }: Pick<History, 'fromMs' | 'stepMs' | 'span'>,
): Promise<Found> {
  return posts.search(
    { ...filter, fromMs, toMs: span.toMs },
    { sort: 'newest', limit: 1, cursor: null, facets: true, stepMs },
  );
}

export function countedOf(history: History, given: Partial<Criteria>, buckets: readonly Bucket[]): Counted {
  const { span, earlier, known, periods } = history;
  const counts = earlier.map((each, at) => (known[at] === true ? sumIn(buckets, each) : null));
  const usual = periods === 0 ? null : usualOf(counts, knownMin(periods));
  return { criteria: criteriaOf(given, span), count: sumIn(buckets, span), usual };
}

/** Null where half of the bin or more was not read. */
export function valueIn(buckets: readonly Bucket[], bin: Span, silences: readonly Span[]): number | null {
  const lostMs = silences.reduce(
    (sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(toMs, bin.toMs) - Math.max(fromMs, bin.fromMs)),
    0,
  );
  return lostMs * 2 >= bin.toMs - bin.fromMs ? null : sumIn(buckets, bin);
}
