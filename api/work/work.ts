import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { z } from 'zod';
import { WORK_KINDS, type WorkKind } from './kinds.ts';

/** A record with the version that compare-and-set goes by. No two writes of a key ever have the same version. */
export type Kept<T> = {
  readonly key: string;
  readonly value: T;
  readonly version: number;
  readonly untilMs: number | null;
};

export type PutOptions = {
  /** Write only if the record has this version; null: only if there is none (or it has run out). */
  readonly expect?: number | null;
  /** The record is gone from then on. */
  readonly untilMs?: number | null;
};

/** The records of one kind, checked against a schema when read. One that does not fit (from an older version) reads as absent. */
export type Shelf<T> = {
  get(key: string): Kept<T> | null;
  put(key: string, value: T, options?: PutOptions): { readonly version: number } | 'conflict';
  /** True for exactly one caller; with `expect` only at that version. */
  remove(key: string, expect?: number): boolean;
  list(): readonly Kept<T>[];
};

/**
 * Small keyed records for what machines do. Each write outlives kill -9 once it returned, and, for
 * the kinds that say so, a loss of power. Several processes may use one file.
 */
export type Work = {
  shelf<T>(kind: WorkKind, schema: z.ZodType<T>): Shelf<T>;
  /** Removes what has run out; returns how many. */
  sweep(nowMs: number): number;
  /** For an erasure: what was removed or overwritten is in no page of the file, nor in the write-ahead log. */
  scrub(): void;
  readonly now: () => number;
  close(): void;
};

export const WORK_VALUE_BYTES_MAX = 4 * 1024 * 1024;
export const WORK_KEY_CHARS_MAX = 200;

export function workPath(dir: string): string {
  return join(dir, 'work.sqlite');
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS record (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    version INTEGER NOT NULL, untilMs INTEGER, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS record_until ON record (untilMs) WHERE untilMs IS NOT NULL;
  CREATE TABLE IF NOT EXISTS counter (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT;
  INSERT OR IGNORE INTO counter VALUES (1, 0);`;

export function openWork({ dir, now }: { readonly dir: string; readonly now: () => number }): Work {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(workPath(dir), { timeout: 10_000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON');
  db.exec(SCHEMA);
  const sweep = db.prepare('DELETE FROM record WHERE untilMs <= ?');
  const rows = statementsOf(db, now);
  return {
    now,
    scrub: () => db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)'),
    sweep: (nowMs) => Number(sweep.run(nowMs).changes),
    shelf: (kind, schema) => ({
      get: (key) => parsed(rows.get(kind, key), schema),
      put: (key, value, options = {}) => put(db, rows, { kind, key, value }, options),
      remove(key, expect) {
        rows.waitFor(kind);
        return rows.remove(kind, key, expect);
      },
      list: () =>
        rows.list(kind).flatMap((row) => {
          const kept = parsed(row, schema);
          return kept === null ? [] : [kept];
        }),
    }),
    close: () => db.close(),
  };
}

type Row = { readonly key: string; readonly value: string; readonly version: number; readonly untilMs: number | null };

/** A record that has run out reads as absent everywhere, swept or not. */
const LIVE = '(untilMs IS NULL OR untilMs > ?)';

function statementsOf(db: DatabaseSync, now: () => number) {
  const get = db.prepare(`SELECT key, value, version, untilMs FROM record WHERE kind = ? AND key = ? AND ${LIVE}`);
  const list = db.prepare(`SELECT key, value, version, untilMs FROM record WHERE kind = ? AND ${LIVE} ORDER BY key`);
  const set = db.prepare(
    `INSERT INTO record (kind, key, value, version, untilMs) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, version = excluded.version, untilMs = excluded.untilMs`,
  );
  const next = db.prepare('UPDATE counter SET version = version + 1 RETURNING version');
  const remove = db.prepare(`DELETE FROM record WHERE kind = ? AND key = ? AND ${LIVE} AND (? IS NULL OR version = ?)`);
  let power: boolean | null = null;
  return {
    /** Whether the next write waits for the disk. */
    waitFor(kind: WorkKind): void {
      if (WORK_KINDS[kind].power === power) return;
      power = WORK_KINDS[kind].power;
      db.exec(`PRAGMA synchronous=${power ? 'FULL' : 'NORMAL'}`);
    },
    get(kind: WorkKind, key: string): Row | null {
      const raw = get.get(kind, key, now());
      return raw === undefined ? null : rowOf(raw);
    },
    list: (kind: WorkKind): readonly Row[] => list.all(kind, now()).map(rowOf),
    set(kind: WorkKind, key: string, value: string, untilMs: number | null): number {
      const version = Number(next.get()?.['version']);
      set.run(kind, key, value, version, untilMs);
      return version;
    },
    remove: (kind: WorkKind, key: string, expect?: number): boolean =>
      remove.run(kind, key, now(), expect ?? null, expect ?? null).changes > 0,
  };
}

function rowOf(raw: Readonly<Record<string, unknown>>): Row {
  return {
    key: String(raw['key']),
    value: String(raw['value']),
    version: Number(raw['version']),
    untilMs: raw['untilMs'] === null ? null : Number(raw['untilMs']),
  };
}

function put<T>(
  db: DatabaseSync,
  rows: ReturnType<typeof statementsOf>,
  { kind, key, value }: { readonly kind: WorkKind; readonly key: string; readonly value: T },
  { expect, untilMs = null }: PutOptions,
): { readonly version: number } | 'conflict' {
  const text = JSON.stringify(value);
  if (key.length > WORK_KEY_CHARS_MAX) throw new RangeError('the key of a work record is too long');
  if (Buffer.byteLength(text) > WORK_VALUE_BYTES_MAX) throw new RangeError('the value of a work record is too long');
  rows.waitFor(kind);
  db.exec('BEGIN IMMEDIATE');
  try {
    const held = expect === undefined ? null : rows.get(kind, key);
    const fits = expect === undefined || (held?.version ?? null) === expect;
    const version = fits ? rows.set(kind, key, text, untilMs) : null;
    db.exec('COMMIT');
    return version === null ? 'conflict' : { version };
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function parsed<T>(row: Row | null, schema: z.ZodType<T>): Kept<T> | null {
  if (row === null) return null;
  const value = schema.safeParse(JSON.parse(row.value));
  return value.success ? { key: row.key, value: value.data, version: row.version, untilMs: row.untilMs } : null;
}
