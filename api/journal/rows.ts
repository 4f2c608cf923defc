import type { DatabaseSync } from 'node:sqlite';
import { rowOf } from './check.ts';
import { GENESIS, type EntryRow, type Head } from './entry.ts';

export const SCHEMA = `CREATE TABLE IF NOT EXISTS entry (
  n INTEGER PRIMARY KEY, atMs INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
  body TEXT NOT NULL, refs TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL) STRICT`;
const COLUMNS = 'n, atMs, actor, kind, body, refs, prev, hash';

/** The statements over the table of entries. */
export type Rows = ReturnType<typeof rowsIn>;

export function rowsIn(db: DatabaseSync) {
  const last = db.prepare(`SELECT ${COLUMNS} FROM entry ORDER BY n DESC LIMIT 1`);
  const from = db.prepare(`SELECT ${COLUMNS} FROM entry WHERE n >= ? ORDER BY n LIMIT ?`);
  const before = db.prepare(`SELECT ${COLUMNS} FROM entry WHERE n < ? ORDER BY n DESC LIMIT ?`);
  const insert = db.prepare(`INSERT INTO entry (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  return {
    last(): EntryRow | null {
      const raw = last.get();
      return raw === undefined ? null : rowOf(raw);
    },
    from: (n: number, limit: number): readonly EntryRow[] => from.all(n, limit).map(rowOf),
    before: (n: number, limit: number): readonly EntryRow[] => before.all(n, limit).map(rowOf),
    insert: (row: EntryRow): void => {
      insert.run(row.n, row.atMs, row.actor, row.kind, row.body, row.refs, row.prev, row.hash);
    },
  };
}

export function headOf(row: EntryRow | null): Head {
  return row === null ? GENESIS : { n: row.n, hash: row.hash };
}
