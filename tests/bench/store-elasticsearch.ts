import { Client } from '@elastic/elasticsearch';
import type { NewPost } from '../../api/contract/index.ts';
import { documentOf } from '../../api/posts/elasticsearch-document.ts';
import { POST_INDEX } from '../../api/posts/elasticsearch-index.ts';
import { openElasticPosts } from '../../api/posts/elasticsearch.ts';
import { startElasticsearch } from '../support/elasticsearch.ts';
import type { Figure } from './store.ts';
import { PostMaker } from './store-posts.ts';

/** Pairs in turn, the first of each changing: merges and neighbours on the machine meet both alike. */
const PAIRS = 10;
const BATCHES = 4;
const BATCH_POSTS = 1_000;

/** Puts through the adapter against the cluster's own bulk of the same documents: pair by pair, the median of the ratios. */
export async function runElasticsearch(): Promise<readonly Figure[]> {
  const server = await startElasticsearch();
  const name = 'elasticsearch: put, share of its own bulk';
  if ('missing' in server) return [{ name, value: 0, unit: '', limit: `not measured: ${server.missing}`, ok: false }];
  const client = new Client({ node: server.url });
  const store = await openElasticPosts({ url: server.url, prefix: 'bench-', now: Date.now });
  const maker = new PostMaker(Date.UTC(2026, 5, 1));
  try {
    await client.indices.create({ index: 'bare', ...POST_INDEX });
    const make = (): readonly (readonly NewPost[])[] =>
      Array.from({ length: BATCHES }, () => maker.batch(BATCH_POSTS).map(({ post }) => ({ post, voice: null })));
    const adapter = async (): Promise<number> => rate(make(), async (batch) => void (await store.put(batch)));
    const bare = async (): Promise<number> => rate(make(), (batch) => bulk(client, batch));
    await adapter();
    await bare();
    const pairs: (readonly [number, number])[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const bareFirst = pair % 2 === 0 ? await bare() : null;
      const put = await adapter();
      pairs.push([put, bareFirst ?? (await bare())]);
    }
    const ratio = median(pairs.map(([put, own]) => put / own));
    return [
      { name: 'elasticsearch: put', value: median(pairs.map(([put]) => put)), unit: 'posts/s', limit: '', ok: true },
      { name: 'elasticsearch: bulk', value: median(pairs.map(([, own]) => own)), unit: 'posts/s', limit: '', ok: true },
      // Two runs of the same bulk differ by more than a tenth on a busy machine.
      { name, value: ratio, unit: '', limit: '≥ 0.9', ok: ratio >= 0.9 },
    ];
  } finally {
    await store.close();
    await client.close();
    await server.stop();
  }
}

/** Two batches under way at a time, for both. */
async function rate(
  batches: readonly (readonly NewPost[])[],
  write: (batch: readonly NewPost[]) => Promise<void>,
): Promise<number> {
  const waiting = [...batches];
  const startedMs = performance.now();
  const lane = async (): Promise<void> => {
    for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop()) await write(batch);
  };
  await Promise.all([lane(), lane()]);
  return (batches.length * BATCH_POSTS * 1_000) / (performance.now() - startedMs);
}

async function bulk(client: Client, batch: readonly NewPost[]): Promise<void> {
  const operations = batch.flatMap(({ post }) => [{ create: { _index: 'bare', _id: post.id } }, documentOf(post, 0)]);
  const { errors } = await client.bulk({ operations });
  if (errors) throw new Error('the bulk was refused in part');
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
