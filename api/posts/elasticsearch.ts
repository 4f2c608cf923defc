import { readFileSync } from 'node:fs';
import { Client } from '@elastic/elasticsearch';
import { dropBefore, dropSources, dropVoicesBefore, erase, retag } from './elasticsearch-change.ts';
import { Cluster } from './elasticsearch-cluster.ts';
import { factsSince, nearCopies, scan } from './elasticsearch-facts.ts';
import { voices } from './elasticsearch-voices.ts';
import { Arrivals } from './elasticsearch-order.ts';
import { put } from './elasticsearch-put.ts';
import { valueIn } from './elasticsearch-query.ts';
import {
  count,
  countsBySource,
  get,
  groupSizes,
  search,
  stats,
  termCounts,
  tones,
  tonesBy,
} from './elasticsearch-read.ts';
import { FACTS_MAX, PUT_POSTS_MAX, SCAN_POSTS_MAX } from './port.ts';
import type { PostStore } from './port.ts';

export type ElasticOptions = {
  readonly url: string;
  readonly apiKey?: string | null;
  /** A file with the certificate of the cluster's own authority. */
  readonly ca?: string | null;
  /** Begins the name of every index of this office. */
  readonly prefix: string;
  readonly now: () => number;
};

const REQUEST_MS_MAX = 30_000;

/** Numbers of arrival begin here: a million a second of the clock, so that a number is not given twice even if the newest posts were erased. */
const NUMBERS_PER_MS = 1_000;

/**
 * The store of posts in an Elasticsearch cluster. One process an office writes to it.
 *
 * @throws StoreAway if the cluster does not answer
 */
export async function openElasticPosts({ url, apiKey, ca, prefix, now }: ElasticOptions): Promise<PostStore> {
  const client = new Client({
    node: url,
    requestTimeout: REQUEST_MS_MAX,
    maxRetries: 2,
    ...(apiKey ? { auth: { apiKey } } : {}),
    ...(ca ? { tls: { ca: readFileSync(ca) } } : {}),
  });
  const cluster = new Cluster(client, prefix);
  try {
    await cluster.awaken();
    const { aggregations } = await cluster.search({ size: 0, aggregations: { last: { max: { field: 'seq' } } } });
    const last = valueIn(aggregations, 'last') ?? 0;
    return storeOf(cluster, new Arrivals(Math.max(last, now() * NUMBERS_PER_MS), now));
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

function storeOf(cluster: Cluster, arrivals: Arrivals): PostStore {
  return {
    kind: 'elasticsearch',
    put: async (posts) => {
      if (posts.length > PUT_POSTS_MAX) throw new RangeError(`put takes at most ${PUT_POSTS_MAX} posts`);
      return put(cluster, arrivals, posts);
    },
    get: (ids) => get(cluster, ids),
    search: (filter, options) => search(cluster, filter, options),
    nearCopies: (rows, sinceMs) => nearCopies(cluster, rows, sinceMs),
    factsSince: (mark, limit) => factsSince(cluster, arrivals, mark, Math.min(limit, FACTS_MAX)),
    scan: (after, limit) => scan(cluster, arrivals, after, Math.min(limit, SCAN_POSTS_MAX)),
    retag: (changes) => retag(cluster, changes),
    groupSizes: (groups) => groupSizes(cluster, groups),
    count: (filter) => count(cluster, filter),
    tones: (filter, stepMs) => tones(cluster, filter, stepMs),
    tonesBy: (filter, by) => tonesBy(cluster, filter, by),
    termCounts: (filter) => termCounts(cluster, filter),
    voices: (filter) => voices(cluster, filter),
    countsBySource: (sinceMs) => countsBySource(cluster, sinceMs),
    stats: () => stats(cluster),
    dropBefore: (seenMs) => dropBefore(cluster, seenMs),
    dropVoicesBefore: (seenMs) => dropVoicesBefore(cluster, seenMs),
    dropSources: (sources) => dropSources(cluster, sources),
    erase: (ids) => erase(cluster, ids),
    close: () => cluster.close(),
  };
}
