import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { PostFilter } from './port.ts';
import { DAY_OFFSET_MS } from './slice.ts';

/** A query that scores nothing. */
export type Filtering = { readonly bool: { readonly filter: estypes.QueryDslQueryContainer[] } };

/** The filter as a query. */
export function queryOf(filter: PostFilter): Filtering {
  const anyOf: readonly (readonly [string, readonly string[]])[] = [
    ['topics', filter.topics],
    ['places', filter.places],
    ['markers', filter.markers],
    ['source', filter.sources],
    ['kind', filter.kinds],
    ['group', filter.groups],
  ];
  const all: estypes.QueryDslQueryContainer[] = [
    { range: { publishedMs: { gte: filter.fromMs, lt: filter.toMs } } },
    ...anyOf.filter(([, values]) => values.length > 0).map(([field, values]) => ({ terms: { [field]: [...values] } })),
    ...filter.phrases
      .filter((group) => group.length > 0)
      .map((group) => ({ match_phrase: { tokens: group.join(' ') } })),
  ];
  if (filter.ids !== null) all.push({ ids: { values: [...filter.ids] } });
  return { bool: { filter: all } };
}

/** Values of one shard that are weighed; a facet shows 30 of them. */
const SHARD_VALUES = 5_000;

export function termsOf(field: string, size: number): estypes.AggregationsTermsAggregation {
  return { field, size, shard_size: Math.max(size, SHARD_VALUES), order: [{ _count: 'desc' }, { _key: 'asc' }] };
}

export function bucketsOf(stepMs: number): estypes.AggregationsHistogramAggregation {
  return { field: 'publishedMs', interval: stepMs, offset: DAY_OFFSET_MS % stepMs, min_doc_count: 1 };
}

const Bucket = z.object({ key: z.union([z.string(), z.number()]), doc_count: z.number() });
const Buckets = z.object({ buckets: z.array(Bucket) });
const Nested = z.object({ buckets: z.array(Bucket.extend({ inner: Buckets })) });
const Newest = z.object({ buckets: z.array(Bucket.extend({ newest: z.object({ value: z.number().nullable() }) })) });
const Value = z.object({ value: z.number().nullable() });

export type Counts = readonly { readonly key: string; readonly count: number }[];

/** Counts of an aggregation; none where no index was there to count. */
export function countsIn(aggregations: unknown, name: string): Counts {
  const found = named(aggregations, name);
  return found === undefined ? [] : Buckets.parse(found).buckets.map(countOf);
}

/** Buckets in buckets (`inner`). */
export function nestedIn(
  aggregations: unknown,
  name: string,
): readonly { readonly key: string; readonly inner: Counts }[] {
  const found = named(aggregations, name);
  if (found === undefined) return [];
  return Nested.parse(found).buckets.map(({ key, inner }) => ({ key: String(key), inner: inner.buckets.map(countOf) }));
}

/** Buckets with a largest value (`newest`). */
export function newestIn(
  aggregations: unknown,
  name: string,
): readonly { key: string; count: number; newest: number }[] {
  const found = named(aggregations, name);
  if (found === undefined) return [];
  return Newest.parse(found).buckets.map(({ key, doc_count, newest }) => {
    return { key: String(key), count: doc_count, newest: newest.value ?? 0 };
  });
}

export function valueIn(aggregations: unknown, name: string): number | null {
  const found = named(aggregations, name);
  return found === undefined ? null : Value.parse(found).value;
}

function named(aggregations: unknown, name: string): unknown {
  return z.record(z.string(), z.unknown()).optional().parse(aggregations)?.[name];
}

function countOf({ key, doc_count }: z.infer<typeof Bucket>): Counts[number] {
  return { key: String(key), count: doc_count };
}

/** Total hits; searches here ask for an exact one. */
export function totalIn(hits: { readonly total?: number | { readonly value: number } | undefined }): number {
  return typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0);
}
