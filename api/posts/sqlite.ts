import { mkdirSync } from 'node:fs';
import { PostId, PostKind, SourceId } from '../contract/index.ts';
import { folded } from './merge.ts';
import type { PostFact, PostStore } from './port.ts';
import { FACTS_MAX, PUT_POSTS_MAX, SCAN_POSTS_MAX, StoreOutdated } from './port.ts';
import { startThread } from './sqlite-call.ts';
import type { Thread } from './sqlite-call.ts';
import { takeLock } from './sqlite-lock.ts';
import { LAYOUT, layoutOf } from './sqlite-schema.ts';
import type { FactRowOut } from './sqlite-read.ts';
import type { ReaderOffer } from './sqlite-reader.ts';
import { listOf, newRowOf, postOf, retagRowOf, tagsOf } from './sqlite-row.ts';
import type { WriterOffer } from './sqlite-writer.ts';

/**
 * The store of posts in one SQLite file (`posts.sqlite` in `dir`, made if absent), with tables a month. One thread writes,
 * another reads; the caller's own thread only hands over.
 *
 * @throws StoreLocked if another process has it open; StoreOutdated if another version wrote it; StoreAway if the file cannot be opened
 */
export async function openSqlitePosts({ dir }: { readonly dir: string }): Promise<PostStore> {
  mkdirSync(dir, { recursive: true });
  const lock = takeLock(dir);
  const layout = layoutOf(dir);
  if (layout !== null && layout !== LAYOUT) {
    lock.release();
    throw new StoreOutdated(dir, layout, LAYOUT);
  }
  const writer = startThread<WriterOffer>(new URL('./sqlite-writer.ts', import.meta.url), dir);
  try {
    await writer.call('ready');
    const reader = startThread<ReaderOffer>(new URL('./sqlite-reader.ts', import.meta.url), dir);
    // Both fill their memory now, what is asked first first; a question that comes sooner waits in the thread's queue.
    reader
      .call('catchUp')
      .then(() => writer.call('loadBands'))
      .catch((error: unknown) => process.emitWarning(`the store of posts cannot load: ${String(error)}`));
    return storeOf(writer, reader, lock);
  } catch (error) {
    await writer.close();
    lock.release();
    throw error;
  }
}

function storeOf(
  writer: Thread<WriterOffer>,
  reader: Thread<ReaderOffer>,
  lock: { readonly release: () => void },
): PostStore {
  let closing: Promise<void> | null = null;
  return {
    kind: 'sqlite',
    put: async (posts) => {
      if (posts.length > PUT_POSTS_MAX) throw new RangeError(`put takes at most ${PUT_POSTS_MAX} posts`);
      const { added, repeated } = await writer.call('put', folded(posts).map(newRowOf));
      return { added: added.map(toId), repeated: repeated.map(toId) };
    },
    nearCopies: async (rows, sinceMs) => {
      const found = await writer.call(
        'nearCopies',
        rows.map((row) => row.join(' ')),
        sinceMs,
      );
      return found.map((id) => (id === null ? null : toId(id)));
    },
    retag: (changes) => writer.call('retag', changes.map(retagRowOf)),
    dropBefore: (seenMs) => writer.call('dropBefore', seenMs),
    dropVoicesBefore: (seenMs) => writer.call('dropVoicesBefore', seenMs),
    dropSources: (sources) => writer.call('dropSources', sources),
    erase: (ids) => writer.call('erase', ids),
    ...readingOf(reader),
    close: () => (closing ??= closed(writer, reader, lock)),
  };
}

type Reading = Pick<
  PostStore,
  'get' | 'search' | 'count' | 'tones' | 'tonesBy' | 'termCounts' | 'scan' | 'factsSince' | 'groupSizes'
> &
  Pick<PostStore, 'voices' | 'countsBySource' | 'stats'>;

function readingOf(reader: Thread<ReaderOffer>): Reading {
  return {
    get: async (ids) => (await reader.call('get', ids)).map(postOf),
    search: async (filter, options) => {
      const { rows, ...found } = await reader.call('search', filter, options);
      return { ...found, posts: rows.map(postOf) };
    },
    count: (filter) => reader.call('count', filter),
    tones: (filter, stepMs) => reader.call('tones', filter, stepMs),
    tonesBy: (filter, by) => reader.call('tonesBy', filter, by),
    termCounts: (filter) => reader.call('termCounts', filter),
    scan: async (after, limit) => {
      const { rows, mark } = await reader.call('scan', after, Math.min(limit, SCAN_POSTS_MAX));
      return { posts: rows.map(postOf), mark };
    },
    factsSince: async (after, limit) => {
      const { facts, mark } = await reader.call('factsSince', after, Math.min(limit, FACTS_MAX));
      return { facts: facts.map(factOf), mark };
    },
    groupSizes: (groups) => reader.call('groupSizes', groups),
    voices: (filter) => reader.call('voices', filter),
    countsBySource: (sinceMs) => reader.call('countsBySource', sinceMs),
    stats: () => reader.call('stats'),
  };
}

function factOf(row: FactRowOut): PostFact {
  const [topics, places, markers] = tagsOf(row.tags);
  return {
    id: toId(row.id),
    source: SourceId.parse(row.source),
    kind: PostKind.parse(row.kind),
    voice: row.voice,
    group: row.grp ?? row.id,
    topics,
    places,
    markers,
    tokens: listOf(row.tokens),
    publishedMs: row.published,
    seenMs: row.seen,
    backfill: row.backfill === 1,
  };
}

async function closed(
  writer: Thread<WriterOffer>,
  reader: Thread<ReaderOffer>,
  lock: { readonly release: () => void },
): Promise<void> {
  try {
    await reader.call('close');
    await writer.call('close');
  } finally {
    await Promise.all([reader.close(), writer.close()]);
    lock.release();
  }
}

function toId(id: string): PostId {
  return PostId.parse(id);
}
