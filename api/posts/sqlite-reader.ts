import { workerData } from 'node:worker_threads';
import type { Mark, PostFilter, SearchOptions, ToneGrouping } from './port.ts';
import { offer } from './sqlite-call.ts';
import { Reader } from './sqlite-read.ts';
import { openDatabase } from './sqlite-schema.ts';

/** How often new rows are read ahead of a question, so that the first search after a busy night is quick, too. */
const CATCH_UP_MS = 1_000;

/** The thread that reads. */
function offerOf(dir: string) {
  const reader = new Reader(openDatabase(dir, 'read'));
  const timer = setInterval(() => {
    try {
      reader.catchUp();
    } catch (error) {
      // The disk's state: whoever asks next is told, for the question catches up first.
      void error;
    }
  }, CATCH_UP_MS);
  return {
    catchUp: () => reader.catchUp(),
    get: (ids: readonly string[]) => reader.get(ids),
    search: (filter: PostFilter, options: SearchOptions) => reader.search(filter, options),
    count: (filter: PostFilter) => reader.count(filter),
    tones: (filter: PostFilter, stepMs: number) => reader.tones(filter, stepMs),
    tonesBy: (filter: PostFilter, by: ToneGrouping) => reader.tonesBy(filter, by),
    termCounts: (filter: PostFilter) => reader.termCounts(filter),
    scan: (after: Mark, limit: number) => reader.scan(after, limit),
    factsSince: (after: Mark, limit: number) => reader.factsSince(after, limit),
    groupSizes: (groups: readonly string[]) => reader.groupSizes(groups),
    voices: (filter: PostFilter) => reader.voices(filter),
    countsBySource: (sinceMs: number) => reader.countsBySource(sinceMs),
    stats: () => reader.stats(),
    close: () => {
      clearInterval(timer);
      reader.close();
    },
  };
}

export type ReaderOffer = ReturnType<typeof offerOf>;

offer(offerOf(String(workerData)));
