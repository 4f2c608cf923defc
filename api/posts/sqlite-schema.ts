import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** ASCII signs that are no letter or digit: the tokenizer must not cut at them ("c++", "3.5%"). Other characters are never cut at. */
const SIGNS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Pages in the WAL before it is written back: 16 MB, so that pages which several batches touch are written once. */
const CHECKPOINT_PAGES = 4_000;

/** A connection's page cache; the kernel keeps the rest of the file. */
const CACHE_KIB = 32_768;

/** Number of the tables' layout. It grows with each change of them, so that an older file is refused and not misread. */
export const LAYOUT = 1;

/** The layout of the file in `dir`; null where there is none yet. */
export function layoutOf(dir: string): number | null {
  if (!existsSync(join(dir, 'posts.sqlite'))) return null;
  const db = new DatabaseSync(join(dir, 'posts.sqlite'), { timeout: 5_000 });
  const made = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'slice'").get() !== undefined;
  const layout = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  db.close();
  return made ? layout : null;
}

/**
 * Opens the one file of the store. WAL with synchronous=NORMAL: what was committed outlives the end of the process at
 * any instruction (kill -9), for it lies in the kernel's cache; only a loss of power may cost the last second.
 */
export function openDatabase(dir: string, use: 'write' | 'read'): DatabaseSync {
  const db = new DatabaseSync(join(dir, 'posts.sqlite'), { readOnly: use === 'read', timeout: 5_000 });
  if (use === 'read') {
    db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    return db;
  }
  db.exec(`PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = FAST;
    PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    PRAGMA journal_size_limit = 67108864;
    -- "born" tells a month that was dropped and made again from the one before.
    CREATE TABLE IF NOT EXISTS slice (month TEXT PRIMARY KEY, born INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS voice_day (day TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    -- Old posts that were changed or removed, for readers that hold columns in memory.
    CREATE TABLE IF NOT EXISTS touched (n INTEGER PRIMARY KEY AUTOINCREMENT, month TEXT NOT NULL, seq INTEGER NOT NULL)`);
  db.exec(`PRAGMA user_version = ${LAYOUT}`);
  return db;
}

/** The tables of a month. `seq`, the order of arrival over all months, is the row id of each. */
export type SliceTables = {
  readonly month: string;
  readonly fact: string;
  readonly body: string;
  readonly band: string;
  readonly known: string;
  readonly words: string;
};

export function tablesOf(month: string): SliceTables {
  const tail = month.replace('-', '_');
  return {
    month,
    fact: `fact_${tail}`,
    body: `body_${tail}`,
    band: `band_${tail}`,
    known: `known_${tail}`,
    words: `words_${tail}`,
  };
}

export function voiceTable(day: string): string {
  return `voice_${day.replaceAll('-', '_')}`;
}

/** Narrow facts and band hashes apart from wide bodies, so that memory fills fast; ids in an index of their own, a month long. */
export function createSlice(db: DatabaseSync, month: string, born: number): void {
  const { fact, body, band, known, words } = tablesOf(month);
  const signs = SIGNS.replaceAll('"', '""').replaceAll("'", "''''");
  db.exec(`CREATE TABLE ${fact} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL,
      published INTEGER NOT NULL, seen INTEGER NOT NULL, tone INTEGER NOT NULL, tags TEXT NOT NULL, grp TEXT);
    CREATE TABLE ${body} (seq INTEGER PRIMARY KEY, url TEXT, thread TEXT, floor INTEGER, title TEXT NOT NULL,
      text TEXT NOT NULL, tokens TEXT NOT NULL, known INTEGER NOT NULL, backfill INTEGER NOT NULL, rumor REAL NOT NULL,
      version INTEGER NOT NULL, bands TEXT NOT NULL);
    CREATE TABLE ${band} (seq INTEGER PRIMARY KEY, hashes BLOB NOT NULL, copy INTEGER NOT NULL);
    CREATE TABLE ${known} (id BLOB PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE ${words} USING fts5(tokens, content='', contentless_delete=1, detail=full,
      tokenize="ascii tokenchars '${signs}'")`);
  writing(db, 'INSERT INTO slice (month, born) VALUES (?, ?)').run(month, born);
}

export function dropSlice(db: DatabaseSync, month: string): void {
  const { fact, body, band, known, words } = tablesOf(month);
  for (const table of [fact, body, band, known, words]) db.exec(`DROP TABLE ${table}`);
  writing(db, 'DELETE FROM slice WHERE month = ?').run(month);
}

export function months(db: DatabaseSync): ReadonlyMap<string, number> {
  const rows = db.prepare('SELECT month, born FROM slice ORDER BY month').all();
  return new Map(rows.map((row) => [String(row['month']), Number(row['born'])]));
}

export function voiceDays(db: DatabaseSync): readonly string[] {
  return db
    .prepare('SELECT day FROM voice_day ORDER BY day')
    .all()
    .map((row) => String(row['day']));
}

/**
 * A statement that writes. `run` also reports the last row id, and that of FTS5's own tables may pass 2^53, at which
 * a plain statement throws: so numbers are read as bigint, and nobody looks at them.
 */
export function writing(db: DatabaseSync, sql: string): StatementSync {
  const statement = db.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
}

/** Runs `work` all or nothing. */
export function inOne<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
