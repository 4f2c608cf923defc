import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeep, type RaisedShelf } from '../../api/lookout/keep.ts';
import { createLookout, type Lookout, type LookoutParts } from '../../api/lookout/lookout.ts';
import type { WatchedSearch } from '../../api/lookout/series.ts';
import type { PostStore } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import type { RaisedAlert } from '../../api/warning/alert.ts';
import { aPost } from '../support/post.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, seeded } from '../warning/town.ts';

/** Thursday 2026-11-12, 10:00 in China. */
export const NOON_MS = Date.UTC(2026, 10, 12, 2);
const HISTORY_DAYS = 21;
const PER_DAY = 48;
const SOURCES = ['forum', 'board', 'paper', 'portal'] as const;

type News = Parameters<LookoutParts['onAlerts']>[0][number];

/** A lookout over a real store, on a clock that the test turns. */
export type Scene = {
  readonly store: PostStore;
  readonly news: News[];
  readonly errors: unknown[];
  watches: readonly WatchedSearch[];
  lookout(): Lookout;
  nowMs(): number;
  /** Looks every five minutes until so much time has gone by, while ordinary posts come in. */
  live(ms: number): Promise<void>;
  /** Posts on the water of one place, within ten minutes, by as many voices, from all sources. */
  outbreak(posts: number): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
};

export async function aScene(): Promise<Scene> {
  const dir = mkdtempSync(join(tmpdir(), 'lookout-'));
  const store = await openSqlitePosts({ dir: join(dir, 'posts') });
  const random = seeded(7);
  const records = new Map<string, RaisedAlert>();
  const shelf: RaisedShelf = {
    list: () => [...records.values()].map((value) => ({ value })),
    put: (key, value) => records.set(key, value),
  };
  let nowMs = NOON_MS;
  let made = 0;
  const aNumber = (): string => `n${(made += 1)}`;
  const open = (): Lookout =>
    createLookout({
      posts: store,
      keep: createKeep(join(dir, 'work'), shelf, () => nowMs),
      now: () => nowMs,
      coverage: () => ({ gaps: [] }),
      watches: () => Promise.resolve(scene.watches),
      isBroad: (place) => place === '11',
      onAlerts: (news) => scene.news.push(...news),
      onError: (error) => scene.errors.push(error),
    });
  const anOrdinary = (publishedMs: number, seenMs: number, backfill: boolean) =>
    aPost({
      id: aNumber(),
      source: SOURCES[Math.floor(random() * SOURCES.length)] ?? 'forum',
      voice: aNumber(),
      topics: [random() < 0.5 ? 'water' : 'school'],
      places: ['11', random() < 0.3 ? 'chengdong' : 'hexi'],
      publishedMs,
      seenMs,
      backfill,
    });
  const scene: Omit<Scene, 'lookout'> & { watches: readonly WatchedSearch[] } = {
    store,
    news: [],
    errors: [],
    watches: [],
    nowMs: () => nowMs,
    async live(ms) {
      for (const endMs = nowMs + ms; nowMs < endMs;) {
        nowMs += 5 * MINUTE_MS;
        if (random() < (PER_DAY / DAY_MS) * 5 * MINUTE_MS)
          await store.put([anOrdinary(nowMs - 3 * MINUTE_MS, nowMs - MINUTE_MS, false)]);
        await lookout.look();
      }
    },
    async outbreak(posts) {
      const fromMs = nowMs;
      for (let part = 0; part < 2; part += 1) {
        nowMs += 5 * MINUTE_MS;
        await store.put(
          Array.from({ length: posts / 2 }, (_, i) =>
            aPost({
              id: aNumber(),
              source: SOURCES[i % SOURCES.length] ?? 'forum',
              voice: aNumber(),
              topics: ['water'],
              places: ['chengdong'],
              text: '自来水 发黄',
              publishedMs: fromMs + part * 5 * MINUTE_MS + i * 1_000,
              seenMs: nowMs - 1_000,
            }),
          ),
        );
        await lookout.look();
      }
    },
    async restart() {
      await lookout.close();
      lookout = open();
    },
    async close() {
      await lookout.close();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  const history = Array.from({ length: HISTORY_DAYS * PER_DAY }, () =>
    anOrdinary(nowMs - HOUR_MS - Math.floor(random() * HISTORY_DAYS * DAY_MS), nowMs, true),
  );
  for (let from = 0; from < history.length; from += 1_000) await store.put(history.slice(from, from + 1_000));
  let lookout = open();
  await lookout.look();
  return Object.assign(scene, { lookout: () => lookout });
}
