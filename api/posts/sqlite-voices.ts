import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { dayEndMs } from './slice.ts';
import { inOne, voiceDays, voiceTable, writing } from './sqlite-schema.ts';

/** Voices beside the posts, in a table a day that goes whole. */
export class VoiceDays {
  readonly #db: DatabaseSync;
  readonly #inserts = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  add(day: string, seq: number, voice: string): void {
    const insert = this.#inserts.get(day) ?? this.#open(day);
    this.#inserts.set(day, insert);
    insert.run(seq, voice);
  }

  /** Call it when a transaction failed: a table that it made is gone. */
  forget(): void {
    this.#inserts.clear();
  }

  remove(seqs: readonly number[]): void {
    for (const day of voiceDays(this.#db)) {
      const remove = writing(this.#db, `DELETE FROM ${voiceTable(day)} WHERE seq = ?`);
      for (const seq of seqs) remove.run(seq);
    }
  }

  dropBefore(seenMs: number): void {
    this.forget();
    for (const day of voiceDays(this.#db).filter((one) => dayEndMs(one) <= seenMs)) {
      inOne(this.#db, () => {
        this.#db.exec(`DROP TABLE ${voiceTable(day)}`);
        writing(this.#db, 'DELETE FROM voice_day WHERE day = ?').run(day);
      });
    }
  }

  #open(day: string): StatementSync {
    if (writing(this.#db, 'INSERT OR IGNORE INTO voice_day (day) VALUES (?)').run(day).changes > 0)
      this.#db.exec(`CREATE TABLE ${voiceTable(day)} (seq INTEGER PRIMARY KEY, voice TEXT NOT NULL)`);
    return writing(this.#db, `INSERT OR REPLACE INTO ${voiceTable(day)} VALUES (?, ?)`);
  }
}
