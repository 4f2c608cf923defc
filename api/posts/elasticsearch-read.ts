import type { estypes } from '@elastic/elasticsearch';
import type { Post, PostId } from '../contract/index.ts';
import { TONES } from '../contract/analysis.ts';
import { FACET_VALUES_MAX } from '../contract/limit.ts';
import type { Cluster } from './elasticsearch-cluster.ts';
import { listOf, postOf } from './elasticsearch-document.ts';
import { bucketsOf, countsIn, nestedIn, queryOf, termsOf, totalIn, valueIn } from './elasticsearch-query.ts';
import type { Filtering } from './elasticsearch-query.ts';
import { RESULT_WINDOW } from './elasticsearch-index.ts';
import type { Found, PostFilter, PostStore, SearchOptions, ToneCount, ToneGrouping } from './port.ts';
import { commonTerms, cursorOf, placeOf, TERM_POSTS_MAX, tonesById } from './tally.ts';

/** Ids asked for in one search. */
export const IDS_MAX = 1_000;

/** Sources counted at once; more than an office can have. */
const SOURCES = 10_000;

const FACETS = { topics: 'topics', places: 'places', markers: 'markers', sources: 'source', kinds: 'kind' } as const;

export async function get(cluster: Cluster, ids: readonly PostId[]): Promise<readonly Post[]> {
  const found = new Map<string, Post>();
  for (const some of chunks(ids, IDS_MAX)) {
    const { hits } = await cluster.search({ query: { ids: { values: [...some] } }, size: some.length });
    for (const { _id, _source } of hits.hits) if (_id) found.set(_id, postOf(_id, _source));
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

export async function search(cluster: Cluster, filter: PostFilter, options: SearchOptions): Promise<Found> {
  const order = options.sort === 'newest' ? 'desc' : 'asc';
  const after = options.cursor === null ? null : placeOf(options.cursor);
  const limit = Math.min(options.limit, RESULT_WINDOW - 1);
  const { hits, aggregations } = await cluster.search({
    query: queryOf(filter),
    sort: [{ publishedMs: order }, { seq: order }],
    size: limit + 1,
    track_total_hits: true,
    ...(after === null ? {} : { search_after: [after.publishedMs, after.seq] }),
    ...(options.facets ? { aggregations: facetAggregations(options.stepMs) } : {}),
  });
  const shown = hits.hits.slice(0, limit);
  const last = shown.at(-1)?.sort;
  const histogram = options.facets ? countsIn(aggregations, 'histogram') : [];
  return {
    total: totalIn(hits),
    posts: shown.flatMap(({ _id, _source }) => (_id ? [postOf(_id, _source)] : [])),
    cursor:
      hits.hits.length > limit && last !== undefined
        ? cursorOf({ publishedMs: Number(last[0]), seq: Number(last[1]) })
        : null,
    facets: options.facets ? facetsIn(aggregations) : null,
    histogram: histogram.map(({ key, count }) => ({ atMs: Number(key), count })),
    sampled: false,
  };
}

function facetAggregations(stepMs: number): Record<string, estypes.AggregationsAggregationContainer> {
  const facets = Object.entries(FACETS).map(([name, field]) => [name, { terms: termsOf(field, FACET_VALUES_MAX) }]);
  return { ...Object.fromEntries(facets), histogram: { histogram: bucketsOf(stepMs) } };
}

function facetsIn(aggregations: unknown): NonNullable<Found['facets']> {
  const facet = (name: keyof typeof FACETS) =>
    countsIn(aggregations, name).map(({ key, count }) => ({ id: key, count }));
  return {
    topics: facet('topics'),
    places: facet('places'),
    markers: facet('markers'),
    sources: facet('sources'),
    kinds: facet('kinds'),
  };
}

export async function count(cluster: Cluster, filter: PostFilter): Promise<number> {
  const { hits } = await cluster.search({ query: queryOf(filter), size: 0, track_total_hits: true });
  return totalIn(hits);
}

/** A tone is one of `TONES`; posts without one are not counted. */
const inner = { inner: { terms: { field: 'tone', size: TONES.length } } };

function toned(filter: PostFilter): Filtering {
  return { bool: { filter: [queryOf(filter), { exists: { field: 'tone' } }] } };
}

export async function tones(cluster: Cluster, filter: PostFilter, stepMs: number): Promise<readonly ToneCount[]> {
  const over = { over: { histogram: bucketsOf(stepMs), aggregations: inner } };
  const { aggregations } = await cluster.search({ query: toned(filter), size: 0, aggregations: over });
  return nestedIn(aggregations, 'over').flatMap((bucket) =>
    TONES.flatMap((tone) => {
      const found = bucket.inner.find(({ key }) => key === tone);
      return found === undefined ? [] : [{ atMs: Number(bucket.key), tone, count: found.count }];
    }),
  );
}

export async function tonesBy(
  cluster: Cluster,
  filter: PostFilter,
  by: ToneGrouping,
): Promise<ReturnType<typeof tonesById>> {
  const over = { over: { terms: termsOf(FACETS[by], FACET_VALUES_MAX), aggregations: inner } };
  const { aggregations } = await cluster.search({ query: toned(filter), size: 0, aggregations: over });
  return tonesById(
    nestedIn(aggregations, 'over').flatMap((bucket) =>
      TONES.flatMap((tone) => {
        const found = bucket.inner.find(({ key }) => key === tone);
        return found === undefined ? [] : [{ id: bucket.key, tone, count: found.count }];
      }),
    ),
  );
}

export async function termCounts(cluster: Cluster, filter: PostFilter): ReturnType<PostStore['termCounts']> {
  const { hits } = await cluster.search({
    query: queryOf(filter),
    sort: [{ publishedMs: 'desc' }, { seq: 'desc' }],
    size: TERM_POSTS_MAX,
    _source: ['tokens'],
  });
  const lists = hits.hits.map(({ _source }) => listOf(tokensIn(_source)));
  return { posts: lists.length, terms: commonTerms(lists) };
}

function tokensIn(source: unknown): string {
  return typeof source === 'object' && source !== null && 'tokens' in source ? String(source.tokens) : '';
}

export async function countsBySource(cluster: Cluster, sinceMs: number): Promise<ReadonlyMap<string, number>> {
  const { aggregations } = await cluster.search({
    query: { range: { publishedMs: { gte: sinceMs } } },
    size: 0,
    aggregations: { sources: { terms: termsOf('source', SOURCES) } },
  });
  return new Map(countsIn(aggregations, 'sources').map(({ key, count: posts }) => [key, posts]));
}

export async function groupSizes(cluster: Cluster, groups: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>(groups.map((group) => [group, 0]));
  for (const some of chunks([...sizes.keys()], IDS_MAX)) {
    const { aggregations } = await cluster.search({
      query: { terms: { group: [...some] } },
      size: 0,
      aggregations: { groups: { terms: termsOf('group', IDS_MAX) } },
    });
    for (const { key, count: posts } of countsIn(aggregations, 'groups')) sizes.set(key, posts);
  }
  return sizes;
}

export async function stats(cluster: Cluster): ReturnType<PostStore['stats']> {
  const { hits, aggregations } = await cluster.search({
    size: 0,
    track_total_hits: true,
    aggregations: { newest: { max: { field: 'seenMs' } } },
  });
  return { posts: totalIn(hits), lastSeenMs: valueIn(aggregations, 'newest') };
}

export function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
