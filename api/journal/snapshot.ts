import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A fold's state after entry `n`, as JSON. */
export type Snapshot = { readonly n: number; readonly hash: string; readonly state: string };

/** A cache of the fold: it may be deleted at any time, is in no backup, and is dropped whole when a text is erased. */
export type Snapshots = {
  put(version: string, snapshot: Snapshot): void;
  latest(version: string): Snapshot | null;
  drop(): void;
  close(): void;
};

export function snapshotPath(dir: string): string {
  return join(dir, 'snapshot.sqlite');
}

export function openSnapshots(dir: string): Snapshots {
  const db = openOrRemake(dir);
  const insert = db.prepare('INSERT OR REPLACE INTO snapshot (version, n, hash, state) VALUES (?, ?, ?, ?)');
  const others = db.prepare('DELETE FROM snapshot WHERE version <> ?');
  const select = db.prepare('SELECT n, hash, state FROM snapshot WHERE version = ?');
  return {
    put(version, snapshot) {
      insert.run(version, snapshot.n, snapshot.hash, snapshot.state);
      others.run(version);
    },
    latest(version) {
      const row = select.get(version);
      if (row === undefined) return null;
      return { n: Number(row['n']), hash: String(row['hash']), state: String(row['state']) };
    },
    drop() {
      db.exec('DELETE FROM snapshot; PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close: () => db.close(),
  };
}

/** A cache that cannot be read is made anew: what it held can be folded again. */
function openOrRemake(dir: string): DatabaseSync {
  try {
    return open(dir);
  } catch {
    for (const tail of ['', '-wal', '-shm']) rmSync(snapshotPath(dir) + tail, { force: true });
    return open(dir);
  }
}

function open(dir: string): DatabaseSync {
  const db = new DatabaseSync(snapshotPath(dir), { timeout: 10_000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS snapshot (version TEXT PRIMARY KEY, n INTEGER NOT NULL, hash TEXT NOT NULL, state TEXT NOT NULL)',
  );
  return db;
}
