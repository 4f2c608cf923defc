import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { tablesOf, writing } from './sqlite-schema.ts';
import { hashesOf } from './sqlite-bands.ts';
import { listOf } from './sqlite-row.ts';
import type { RetagRow, Row } from './sqlite-row.ts';

const COLUMNS = `f.id, f.source, f.kind, f.published, f.seen, f.tone, f.tags, f.grp, b.url, b.thread, b.floor, b.title,
  b.text, b.tokens, b.known, b.backfill, b.rumor, b.version, b.bands`;

/** One month's statements, prepared once a connection. */
export type Slice = ReturnType<typeof openSlice>;

/** For the reader as well: only what it calls is prepared. */
export function openSlice(db: DatabaseSync, month: string) {
  const { fact, body, band, known, words } = tablesOf(month);
  const prepared = new Map<string, StatementSync>();
  const kept = (sql: string, prepare: () => StatementSync): StatementSync => {
    const made = prepared.get(sql) ?? prepare();
    prepared.set(sql, made);
    return made;
  };
  const statement = (sql: string): StatementSync => kept(sql, () => db.prepare(sql));
  const change = (sql: string): StatementSync => kept(sql, () => writing(db, sql));
  const joined = `${fact} f JOIN ${body} b ON b.seq = f.seq`;
  return {
    month,
    seqOf(id: string): number | null {
      const row = statement(`SELECT seq FROM ${known} WHERE id = ?`).get(Buffer.from(id, 'hex'));
      return row === undefined ? null : Number(row['seq']);
    },
    row(seq: number): Row | null {
      const row = statement(`SELECT ${COLUMNS} FROM ${joined} WHERE f.seq = ?`).get(seq);
      return row === undefined ? null : fromDatabase<Row>(row);
    },
    rowsAfter(seq: number, limit: number): readonly (Row & { readonly seq: number })[] {
      const sql = `SELECT f.seq, ${COLUMNS} FROM ${joined} WHERE f.seq > ? ORDER BY f.seq LIMIT ?`;
      return statement(sql)
        .all(seq, limit)
        .map((row) => fromDatabase<Row & { readonly seq: number }>(row));
    },
    /** The group of a post, null if it is its own or not here. */
    groupOf(seq: number): string | null {
      const group = statement(`SELECT grp FROM ${fact} WHERE seq = ?`).get(seq)?.['grp'];
      return typeof group === 'string' ? group : null;
    },
    tokens(seq: number): string | null {
      const row = statement(`SELECT tokens FROM ${body} WHERE seq = ?`).get(seq);
      return row === undefined ? null : String(row['tokens']);
    },
    /** What near-copies are judged by. */
    copyFacts(seq: number): { id: string; seen: number; bands: string } | null {
      const sql = `SELECT f.id, f.seen, b.bands FROM ${joined} WHERE f.seq = ?`;
      const row = statement(sql).get(seq);
      return row === undefined ? null : fromDatabase<{ id: string; seen: number; bands: string }>(row);
    },
    *bandsAfter(seq: number): Iterable<{ seq: number; hashes: Uint32Array; isCopy: boolean }> {
      const after = statement(`SELECT seq, hashes, copy FROM ${band} WHERE seq > ? ORDER BY seq`);
      for (const row of after.iterate(seq)) {
        const { hashes, copy } = fromDatabase<{ hashes: Uint8Array<ArrayBuffer>; copy: number }>(row);
        yield {
          seq: Number(row['seq']),
          hashes: new Uint32Array(hashes.buffer, hashes.byteOffset, hashes.byteLength / 4),
          isCopy: copy === 1,
        };
      }
    },
    seqsOfSource(source: string): readonly number[] {
      return statement(`SELECT seq FROM ${fact} WHERE source = ?`)
        .all(source)
        .map((row) => Number(row['seq']));
    },
    newestSeenMs(): number | null {
      const newest = statement(`SELECT max(seen) AS newest FROM ${fact}`).get()?.['newest'];
      return typeof newest === 'number' ? newest : null;
    },
    size(): number {
      return Number(statement(`SELECT count(*) AS size FROM ${fact}`).get()?.['size'] ?? 0);
    },
    learn(id: string, seq: number): void {
      change(`INSERT INTO ${known} (id, seq) VALUES (?, ?)`).run(Buffer.from(id, 'hex'), seq);
    },
    write(seq: number, row: Row): void {
      const hashes = new Uint8Array(hashesOf(listOf(row.bands)).buffer);
      change(`INSERT OR REPLACE INTO ${fact} VALUES (?,?,?,?,?,?,?,?,?)`).run(
        seq,
        row.id,
        row.source,
        row.kind,
        row.published,
        row.seen,
        row.tone,
        row.tags,
        row.grp,
      );
      change(`INSERT OR REPLACE INTO ${body} VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`).run(
        seq,
        row.url,
        row.thread,
        row.floor,
        row.title,
        row.text,
        row.tokens,
        row.known,
        row.backfill,
        row.rumor,
        row.version,
        row.bands,
      );
      change(`INSERT OR REPLACE INTO ${band} VALUES (?,?,?)`).run(seq, hashes, row.grp === null ? 0 : 1);
      change(`INSERT OR REPLACE INTO ${words} (rowid, tokens) VALUES (?,?)`).run(seq, row.tokens);
    },
    retag(seq: number, tags: RetagRow): void {
      change(`UPDATE ${fact} SET tags = ?, tone = ? WHERE seq = ?`).run(tags.tags, tags.tone, seq);
      change(`UPDATE ${body} SET rumor = ?, version = ? WHERE seq = ?`).run(tags.rumor, tags.version, seq);
    },
    /** Writes the index of words anew, since what was deleted from it only bears a mark until then. */
    rewriteWords(): void {
      change(`INSERT INTO ${words} (${words}) VALUES ('optimize')`).run();
    },
    remove(seq: number): void {
      change(`DELETE FROM ${known} WHERE id = (SELECT unhex(id) FROM ${fact} WHERE seq = ?)`).run(seq);
      for (const table of [fact, body, band]) change(`DELETE FROM ${table} WHERE seq = ?`).run(seq);
      change(`DELETE FROM ${words} WHERE rowid = ?`).run(seq);
    },
  };
}

/** Proven by the schema that this folder alone writes. */
function fromDatabase<T>(row: unknown): T {
  return row as T;
}
