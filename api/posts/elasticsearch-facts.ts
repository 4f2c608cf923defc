import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import { PostId, PostKind, SourceId } from '../contract/index.ts';
import type { Cluster } from './elasticsearch-cluster.ts';
import { Document, listOf, postOf } from './elasticsearch-document.ts';
import { totalIn } from './elasticsearch-query.ts';
import { RESULT_WINDOW } from './elasticsearch-index.ts';
import type { Arrivals } from './elasticsearch-order.ts';
import { chunks } from './elasticsearch-read.ts';
import type { Mark, PostFact, PostStore } from './port.ts';

const Fact = Document.pick({
  source: true,
  kind: true,
  group: true,
  topics: true,
  places: true,
  markers: true,
  tokens: true,
  publishedMs: true,
  seenMs: true,
  backfill: true,
});

type Hits = readonly estypes.SearchHit[];

export async function factsSince(
  cluster: Cluster,
  arrivals: Arrivals,
  mark: Mark,
  limit: number,
): ReturnType<PostStore['factsSince']> {
  const hits = await inOrder(cluster, arrivals, mark, limit, Object.keys(Fact.shape));
  const rows = hits.map(({ _id, _source }) => ({ id: PostId.parse(_id), fact: Fact.parse(_source) }));
  const voices = await cluster.voicesOf(rows.map(({ id, fact: { seenMs } }) => ({ id, seenMs })));
  const facts = rows.map(({ id, fact }): PostFact => {
    return {
      ...fact,
      id,
      source: SourceId.parse(fact.source),
      kind: PostKind.parse(fact.kind),
      voice: voices.get(id) ?? null,
      tokens: listOf(fact.tokens),
    };
  });
  return { facts, mark: markOf(hits, mark) };
}

export async function scan(
  cluster: Cluster,
  arrivals: Arrivals,
  after: Mark,
  limit: number,
): ReturnType<PostStore['scan']> {
  const hits = await inOrder(cluster, arrivals, after, limit, true);
  const posts = hits.flatMap(({ _id, _source }) => (_id ? [postOf(_id, _source)] : []));
  return { posts, mark: markOf(hits, after) };
}

/** Only settled numbers: what is still being written comes with a later call, in its order. */
async function inOrder(
  cluster: Cluster,
  arrivals: Arrivals,
  after: Mark,
  limit: number,
  _source: boolean | string[],
): Promise<Hits> {
  const range = { seq: { gt: Number(after), lt: arrivals.settledBelow() } };
  const { hits } = await cluster.search({ query: { range }, sort: [{ seq: 'asc' }], size: limit, _source });
  return hits.hits;
}

function markOf(hits: Hits, after: Mark): Mark {
  const seq = hits.at(-1)?.sort?.[0];
  return seq === undefined ? after : String(seq);
}

/** Rows whose keys are looked up in one search; a search may carry 65,536 terms. */
const ROWS_TOGETHER = 500;
const Bands = z.object({ bands: z.array(z.string()) });

export async function nearCopies(
  cluster: Cluster,
  rows: readonly (readonly string[])[],
  sinceMs: number,
): ReturnType<PostStore['nearCopies']> {
  const found: (PostId | null)[] = [];
  for (const some of chunks(rows, ROWS_TOGETHER)) found.push(...(await copiesTogether(cluster, some, sinceMs)));
  return found;
}

/** One search for all rows: nearly all posts are alone, so few documents come back. Where too many do, row by row. */
async function copiesTogether(
  cluster: Cluster,
  rows: readonly (readonly string[])[],
  sinceMs: number,
): Promise<readonly (PostId | null)[]> {
  const keys = [...new Set(rows.flat())];
  if (keys.length === 0) return rows.map(() => null);
  const { hits } = await cluster.search({
    query: { bool: { filter: [{ terms: { bands: keys } }, { range: { seenMs: { gte: sinceMs } } }] } },
    sort: [{ seq: 'asc' }],
    size: RESULT_WINDOW / 10,
    track_total_hits: true,
    _source: false,
    docvalue_fields: ['bands'],
  });
  if (totalIn(hits) > hits.hits.length) {
    const found: (PostId | null)[] = [];
    for (const row of rows) found.push(await copyOf(cluster, row, sinceMs));
    return found;
  }
  const held = hits.hits.map(({ _id, fields }) => ({ id: _id, bands: new Set(Bands.parse(fields).bands) }));
  const byKey = new Map<string, number[]>();
  for (const [at, { bands }] of held.entries())
    for (const key of bands) byKey.set(key, [...(byKey.get(key) ?? []), at]);
  return rows.map((row) => {
    const shared = new Map<number, number>();
    for (const key of new Set(row)) for (const at of byKey.get(key) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    const copies = [...shared].filter(([, count]) => count >= 2).map(([at]) => at);
    const first = copies.length === 0 ? undefined : held[Math.min(...copies)];
    return first === undefined ? null : PostId.parse(first.id);
  });
}

async function copyOf(cluster: Cluster, row: readonly string[], sinceMs: number): Promise<PostId | null> {
  const should = [...new Set(row)].map((key) => ({ term: { bands: key } }));
  if (should.length < 2) return null;
  const { hits } = await cluster.search({
    query: { bool: { should, minimum_should_match: 2, filter: [{ range: { seenMs: { gte: sinceMs } } }] } },
    sort: [{ seq: 'asc' }],
    size: 1,
    _source: false,
  });
  const id = hits.hits[0]?._id;
  return id === undefined ? null : PostId.parse(id);
}
