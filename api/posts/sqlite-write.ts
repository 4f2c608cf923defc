import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { merged } from './merge.ts';
import { dayOf, monthOf } from './slice.ts';
import { createSlice, dropSlice, inOne, months, writing } from './sqlite-schema.ts';
import { postOf, rowOf } from './sqlite-row.ts';
import type { NewRow, RetagRow, Row } from './sqlite-row.ts';
import { NearCopies } from './sqlite-near.ts';
import { openSlice } from './sqlite-slice.ts';
import type { Slice } from './sqlite-slice.ts';
import { VoiceDays } from './sqlite-voices.ts';

/** Rows removed in one transaction, so that puts get their turn. */
const REMOVE_ROWS = 2_000;

/** The writing half: everything here runs in one thread, one call after another. */
export class Writer {
  readonly #db: DatabaseSync;
  readonly #slices = new Map<string, Slice>();
  readonly #voices: VoiceDays;
  readonly #near = new NearCopies(this.#slices);
  readonly #touched: StatementSync;
  #seq: number;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#voices = new VoiceDays(db);
    db.exec('DELETE FROM touched');
    this.#touched = writing(db, 'INSERT INTO touched (month, seq) VALUES (?, ?)');
    for (const month of months(db).keys()) this.#slices.set(month, openSlice(db, month));
    this.#seq = Number(db.prepare("SELECT value FROM meta WHERE key = 'seq'").get()?.['value'] ?? 0);
  }

  put(rows: readonly NewRow[]): { readonly added: readonly string[]; readonly repeated: readonly string[] } {
    this.loadBands();
    const added: { readonly row: Row; readonly seq: number }[] = [];
    const repeated: string[] = [];
    const before = this.#seq;
    try {
      this.#changing(() => {
        for (const { row, voice } of rows) {
          const at = this.#find(row.id);
          if (at === null) added.push({ row, seq: this.#add(row, voice) });
          else {
            this.#update(at.slice, at.seq, row);
            repeated.push(row.id);
          }
        }
        writing(this.#db, "INSERT OR REPLACE INTO meta VALUES ('seq', ?)").run(this.#seq);
      });
    } catch (error) {
      this.#seq = before;
      throw error;
    }
    for (const { row, seq } of added) this.#near.add(row.bands, seq, row.grp !== null);
    return { added: added.map(({ row }) => row.id), repeated };
  }

  nearCopies(rows: readonly string[], sinceMs: number): readonly (string | null)[] {
    this.loadBands();
    return rows.map((row) => this.#near.first(row, sinceMs));
  }

  retag(changes: readonly RetagRow[]): void {
    this.#changing(() => {
      for (const change of changes) {
        const at = this.#find(change.id);
        if (at === null) continue;
        at.slice.retag(at.seq, change);
        this.#touch(at.slice.month, at.seq);
      }
    });
  }

  dropBefore(seenMs: number): number {
    let dropped = 0;
    for (const slice of [...this.#slices.values()]) {
      const newest = slice.newestSeenMs();
      if (newest !== null && newest >= seenMs) continue;
      dropped += slice.size();
      this.#changing(() => dropSlice(this.#db, slice.month));
    }
    return dropped;
  }

  dropVoicesBefore(seenMs: number): void {
    this.#wiping(() => this.#voices.dropBefore(seenMs));
  }

  dropSources(sources: readonly string[]): number {
    let dropped = 0;
    for (const slice of this.#slices.values()) {
      const seqs = sources.flatMap((source) => slice.seqsOfSource(source));
      dropped += this.#remove(slice, seqs);
    }
    this.#truncateLog();
    return dropped;
  }

  erase(ids: readonly string[]): number {
    let erased = 0;
    for (const slice of this.#slices.values()) {
      const seqs = [...new Set(ids)].flatMap((id) => slice.seqOf(id) ?? []);
      erased += this.#remove(slice, seqs);
    }
    this.#truncateLog();
    return erased;
  }

  /** Fills the memory of near-copies ahead of the first put. */
  loadBands(): void {
    this.#near.load(this.#seq);
  }

  close(): void {
    this.#db.close();
  }

  /** One transaction; what it created or dropped of slices is forgotten again if it fails. */
  #changing(work: () => void): void {
    try {
      inOne(this.#db, work);
    } catch (error) {
      this.#voices.forget();
      throw error;
    } finally {
      const live = months(this.#db);
      for (const month of [...this.#slices.keys()]) if (!live.has(month)) this.#slices.delete(month);
    }
  }

  #find(id: string): { readonly slice: Slice; readonly seq: number } | null {
    for (const slice of this.#slices.values()) {
      const seq = slice.seqOf(id);
      if (seq !== null) return { slice, seq };
    }
    return null;
  }

  #add(row: Row, voice: string | null): number {
    const seq = ++this.#seq;
    const slice = this.#sliceOf(monthOf(row.seen));
    slice.learn(row.id, seq);
    slice.write(seq, row);
    if (voice !== null) this.#voices.add(dayOf(row.seen), seq, voice);
    return seq;
  }

  #update(slice: Slice, seq: number, again: Row): void {
    const first = slice.row(seq);
    if (first === null) throw new Error('a known post has no row');
    const next = merged(postOf(first), postOf(again));
    if (next !== null) {
      slice.write(seq, rowOf(next));
      if (first.bands !== again.bands) this.#near.add(again.bands, seq, next.group !== next.id);
      this.#touch(slice.month, seq);
    }
  }

  #sliceOf(month: string): Slice {
    const open = this.#slices.get(month);
    if (open !== undefined) return open;
    createSlice(this.#db, month, this.#seq);
    const slice = openSlice(this.#db, month);
    this.#slices.set(month, slice);
    return slice;
  }

  #touch(month: string, seq: number): void {
    this.#touched.run(month, seq);
  }

  #remove(slice: Slice, seqs: readonly number[]): number {
    for (let at = 0; at < seqs.length; at += REMOVE_ROWS) {
      const some = seqs.slice(at, at + REMOVE_ROWS);
      this.#wiping(() =>
        this.#changing(() => {
          this.#voices.remove(some);
          for (const seq of some) {
            slice.remove(seq);
            this.#touch(slice.month, seq);
          }
        }),
      );
    }
    if (seqs.length > 0) this.#wiping(() => slice.rewriteWords());
    return seqs.length;
  }

  /** What was removed is gone from the log of changes, too. A reader in the middle of a question may keep it a while. */
  #truncateLog(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** What is removed in `work` is overwritten with zeros, too. */
  #wiping(work: () => void): void {
    this.#db.exec('PRAGMA secure_delete = ON');
    try {
      work();
    } finally {
      this.#db.exec('PRAGMA secure_delete = FAST');
    }
  }
}
