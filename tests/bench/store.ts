import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { NewPost } from '../../api/contract/index.ts';
import type { PostFilter, PostStore } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aFilter, someOptions } from '../support/post.ts';
import { runElasticsearch } from './store-elasticsearch.ts';
import { PostMaker } from './store-posts.ts';

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: string | number;
  readonly ok: boolean;
};

const BATCH_POSTS = 500;
/** Posts of which one rate is taken, and pairs of an empty and the filled store, in turn: both meet the same neighbours on the machine. */
const SPAN_POSTS = 10_000;
const PAIRS = 5;
const SEARCHES = 90;
const INGEST_MIN = 4_000;
const SEARCH_P95_MS_MAX = 150;
const START_MS_MAX = 3_000;
const MEMORY_MB_MAX = 512;

/** The stores alone, `posts` strong: ingest, search, start, memory. */
export async function run(posts: number): Promise<readonly Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-store-'));
  const maker = new PostMaker(Date.UTC(2026, 5, 1));
  try {
    const store = await openSqlitePosts({ dir });
    await ingest(store, maker, Math.max(SPAN_POSTS, posts - PAIRS * SPAN_POSTS));
    const pairs: (readonly [number, number])[] = [];
    for (let pair = 0; pair < PAIRS; pair++)
      pairs.push([await emptyRate(pair), await ingest(store, maker, SPAN_POSTS)]);
    const empty = quantile(
      pairs.map(([rate]) => rate),
      0.5,
    );
    const filled = quantile(
      pairs.map(([, rate]) => rate),
      0.5,
    );
    const flatness = quantile(
      pairs.map(([one, other]) => other / one),
      0.5,
    );
    const searches = await searchTimes(store, maker.words);
    await store.close();
    const { startMs, memoryMb } = started(dir);
    return [
      atLeast('store: ingest into an empty store', empty, 'posts/s', INGEST_MIN),
      atLeast(`store: ingest into a store of ${posts} posts`, filled, 'posts/s', INGEST_MIN),
      atLeast('store: ingest, filled to empty, median of pairs', flatness, '', 0.8),
      ...['common words', 'phrases', 'rare words'].map((name, at) => {
        const third = searches.filter((_, number) => number % 3 === at);
        return atMost(`store: search for ${name}, p95`, quantile(third, 0.95), 'ms', SEARCH_P95_MS_MAX);
      }),
      atMost('store: search with facets and histogram, p50', quantile(searches, 0.5), 'ms', SEARCH_P95_MS_MAX),
      atMost('store: search with facets and histogram, p95', quantile(searches, 0.95), 'ms', SEARCH_P95_MS_MAX),
      atMost('store: start to the first answer', startMs, 'ms', START_MS_MAX),
      ...(await runElasticsearch()),
      atMost('store: memory of a process with nothing but the store', memoryMb, 'MB', MEMORY_MB_MAX),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The rate into a store that is new, by posts of their own. */
async function emptyRate(seed: number): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-empty-'));
  const store = await openSqlitePosts({ dir });
  try {
    return await ingest(store, new PostMaker(Date.UTC(2026, 5, 1), seed + 2), SPAN_POSTS);
  } finally {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Posts a second. The texts are made before the clock runs, and two batches are under way at a time, as in intake. */
async function ingest(store: PostStore, maker: PostMaker, posts: number): Promise<number> {
  let tookMs = 0;
  for (let done = 0; done < posts; done += SPAN_POSTS) {
    const batches: (readonly NewPost[])[] = [];
    for (let at = 0; at < SPAN_POSTS; at += BATCH_POSTS) batches.push(maker.batch(BATCH_POSTS));
    const startedMs = performance.now();
    const lane = async (): Promise<void> => {
      for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
        await store.nearCopies(
          batch.map(({ post }) => post.bands),
          0,
        );
        await store.put(batch);
      }
    };
    await Promise.all([lane(), lane()]);
    tookMs += performance.now() - startedMs;
  }
  return (Math.ceil(posts / SPAN_POSTS) * SPAN_POSTS * 1_000) / tookMs;
}

/** A third common words, a third phrases, a third rare words, in turn; each with facets, and every other one with a filter. */
async function searchTimes(store: PostStore, words: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (let number = 0; number < SEARCHES; number++) {
    const filter = aFilter({
      ...filterOf(number, words),
      ...(number % 2 === 0 ? {} : { topics: ['topic-1', 'topic-2'] }),
    });
    const startedMs = performance.now();
    await store.search(filter, someOptions({ facets: true, stepMs: 86_400_000 }));
    times.push(performance.now() - startedMs);
  }
  return times;
}

function filterOf(number: number, words: readonly string[]): Partial<PostFilter> {
  const turn = Math.floor(number / 3);
  const word = (at: number): string => words[at] ?? '';
  if (number % 3 === 0) return { phrases: [[word(turn % 30)]] };
  if (number % 3 === 1) return { phrases: [[word(turn % 10), word((turn * 7) % 60)]] };
  return { phrases: [[word(5_000 + turn * 977)]] };
}

const Started = z.object({ startMs: z.number(), memoryMb: z.number() });

/** Start and memory are those of a process that has nothing else in it. */
function started(dir: string): z.infer<typeof Started> {
  const said = execFileSync(process.execPath, [join(import.meta.dirname, 'store-start.ts'), dir], { encoding: 'utf8' });
  return Started.parse(JSON.parse(said));
}

function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

function atLeast(name: string, value: number, unit: string, least: number): Figure {
  return { name, value, unit, limit: `≥ ${least}`, ok: value >= least };
}

function atMost(name: string, value: number, unit: string, most: number): Figure {
  return { name, value, unit, limit: `≤ ${most}`, ok: value <= most };
}
