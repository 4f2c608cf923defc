import type { DatabaseSync } from 'node:sqlite';
import { Columns, Dictionary } from './sqlite-columns.ts';
import { months, tablesOf } from './sqlite-schema.ts';
import { openSlice } from './sqlite-slice.ts';
import type { Slice } from './sqlite-slice.ts';

export type HeldSlice = { readonly slice: Slice; readonly columns: Columns; readonly born: number };

const FACTS = 'seq, published, seen, tone, source, kind, tags, grp';

/**
 * The columns of all live slices, kept in step with the file: new rows by their order of arrival, changed ones by the
 * table `touched`. Call `catchUp` at the head of a read transaction, then columns and tables show one moment.
 */
export class Memory {
  readonly dictionary = new Dictionary();
  readonly slices = new Map<string, HeldSlice>();
  /** Copies by their group; the first post of a group, and posts gone since, are left to the caller. */
  readonly #copies = new Map<string, number[]>();
  readonly #db: DatabaseSync;
  #version: unknown = null;
  #touched = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  catchUp(): void {
    const version = this.#db.prepare('PRAGMA data_version').get()?.['data_version'];
    if (version === this.#version) return;
    const live = months(this.#db);
    for (const [month, held] of [...this.slices]) if (live.get(month) !== held.born) this.slices.delete(month);
    for (const [month, born] of live) this.#readNew(month, born);
    this.#readTouched();
    this.#version = version;
  }

  /** The copies of a group, in the order of arrival. */
  copiesOf(group: string): readonly number[] {
    return (this.#copies.get(group) ?? []).filter((seq) => this.at(seq) !== null);
  }

  /** Where a post lies, if it is live. */
  at(seq: number): { readonly held: HeldSlice; readonly position: number } | null {
    for (const held of this.slices.values()) {
      const position = held.columns.positionOf(seq);
      if (position >= 0) return held.columns.alive[position] === 1 ? { held, position } : null;
    }
    return null;
  }

  seqOf(id: string): number | null {
    for (const { slice } of this.slices.values()) {
      const seq = slice.seqOf(id);
      if (seq !== null) return seq;
    }
    return null;
  }

  #readNew(month: string, born: number): void {
    const held = this.slices.get(month) ?? { slice: openSlice(this.#db, month), columns: new Columns(), born };
    this.slices.set(month, held);
    const { columns } = held;
    const last = columns.length === 0 ? 0 : (columns.seq[columns.length - 1] ?? 0);
    const statement = this.#db.prepare(`SELECT ${FACTS} FROM ${tablesOf(month).fact} WHERE seq > ? ORDER BY seq`);
    // Rows as arrays come three times as fast as objects, and this is most of the start.
    statement.setReturnArrays(true);
    for (const row of statement.iterate(last)) {
      const [seq, published, seen, tone, source, kind, tags, grp] = tupleOf(row);
      const fact: Fact = { seq, published, seen, tone, source, kind, tags, grp };
      columns.append(fact, this.dictionary.tagsOf(fact));
      if (fact.grp !== null) this.#addCopy(fact.grp, fact.seq);
    }
  }

  #readTouched(): void {
    const rows = this.#db.prepare('SELECT n, month, seq FROM touched WHERE n > ? ORDER BY n').all(this.#touched);
    for (const row of rows) {
      this.#touched = Number(row['n']);
      const held = this.slices.get(String(row['month']));
      const position = held?.columns.positionOf(Number(row['seq'])) ?? -1;
      if (held === undefined || position < 0) continue;
      const sql = `SELECT ${FACTS} FROM ${tablesOf(held.slice.month).fact} WHERE seq = ?`;
      const found = this.#db.prepare(sql).get(Number(row['seq']));
      if (found === undefined) held.columns.remove(position);
      else held.columns.update(position, factOf(found), this.dictionary.tagsOf(factOf(found)));
    }
  }

  #addCopy(group: string, seq: number): void {
    const copies = this.#copies.get(group);
    if (copies === undefined) this.#copies.set(group, [seq]);
    else copies.push(seq);
  }
}

type Fact = {
  readonly seq: number;
  readonly published: number;
  readonly seen: number;
  readonly tone: number;
  readonly source: string;
  readonly kind: string;
  readonly tags: string;
  readonly grp: string | null;
};

type FactTuple = readonly [number, number, number, number, string, string, string, string | null];

/** Proven by the schema. */
function tupleOf(row: unknown): FactTuple {
  return row as FactTuple;
}

/** Proven by the schema. */
function factOf(row: unknown): Fact {
  return row as Fact;
}
