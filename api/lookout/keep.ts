import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RaisedAlert } from '../warning/alert.ts';
import { createWarningState, parse, serialise } from '../warning/watch.ts';
import type { LookoutKeep } from './lookout.ts';

/** The records of raised alerts, whoever keeps them. */
export type RaisedShelf = {
  list(): readonly { readonly value: RaisedAlert }[];
  put(key: string, value: RaisedAlert): unknown;
};

/** Alerts that ended longer ago stay in the records but are no longer merged with. */
const MERGED_MS = 6 * 3_600_000;

/** The warning's state as one file (a cache: without it everything stored is read again), its alerts as work records. */
export function createKeep(folder: string, raised: RaisedShelf, now: () => number): LookoutKeep {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'warning.bin');
  return {
    load() {
      const kept = existsSync(file) ? readFileSync(file) : null;
      if (kept === null) return { state: createWarningState(), mark: '' };
      const end = kept.indexOf(0x0a);
      const state = parse(kept.subarray(end + 1));
      if (state === null) return { state: createWarningState(), mark: '' };
      return { state, mark: kept.subarray(0, end).toString('utf8') };
    },
    save(state, mark) {
      writeFileSync(`${file}.new`, Buffer.concat([Buffer.from(`${mark}\n`), serialise(state)]));
      renameSync(`${file}.new`, file);
    },
    loadAlerts: () =>
      raised
        .list()
        .map((kept) => kept.value)
        .filter((alert) => alert.endedMs === null || now() - alert.updatedMs < MERGED_MS)
        .toSorted((a, b) => a.firstSeenMs - b.firstSeenMs),
    saveAlert: (alert) => void raised.put(alert.id, alert),
  };
}
