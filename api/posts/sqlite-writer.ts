import { workerData } from 'node:worker_threads';
import { offer } from './sqlite-call.ts';
import { openDatabase } from './sqlite-schema.ts';
import { Writer } from './sqlite-write.ts';
import type { NewRow, RetagRow } from './sqlite-row.ts';

/** The thread that writes. */
function offerOf(dir: string) {
  const writer = new Writer(openDatabase(dir, 'write'));
  return {
    ready: () => true,
    loadBands: () => writer.loadBands(),
    put: (rows: readonly NewRow[]) => writer.put(rows),
    nearCopies: (rows: readonly string[], sinceMs: number) => writer.nearCopies(rows, sinceMs),
    retag: (changes: readonly RetagRow[]) => writer.retag(changes),
    dropBefore: (seenMs: number) => writer.dropBefore(seenMs),
    dropVoicesBefore: (seenMs: number) => writer.dropVoicesBefore(seenMs),
    dropSources: (sources: readonly string[]) => writer.dropSources(sources),
    erase: (ids: readonly string[]) => writer.erase(ids),
    close: () => writer.close(),
  };
}

export type WriterOffer = ReturnType<typeof offerOf>;

offer(offerOf(String(workerData)));
