import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openJournal, type EntryDraft, type Journal } from '../../api/journal/journal.ts';

/** A folder of its own for a test, removed by `close`. */
export function aFolder(): { readonly dir: string; close(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'firstword-'));
  return { dir, close: () => rmSync(dir, { recursive: true, force: true }) };
}

export const NOON_MS = Date.UTC(2026, 10, 25, 4);

export function aDraft(id = 'a', note?: string): EntryDraft {
  return { kind: 'alert-close', body: { alert: id }, ...(note === undefined ? {} : { texts: { note } }) };
}

/** A closed journal of `entries` entries, each with a text. */
export function aJournal(dir: string, entries: number): void {
  const journal = openJournal({ dir, now: () => NOON_MS });
  for (let at = 1; at <= entries; at += 1) journal.append([aDraft(`alert-${at}`, `note ${at}`)], 'person-1');
  journal.close();
}

export function withJournal<T>(dir: string, work: (journal: Journal) => T): T {
  const journal = openJournal({ dir, now: () => NOON_MS });
  try {
    return work(journal);
  } finally {
    journal.close();
  }
}

/** Changes a database behind the system's back. */
export function tamper(file: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(file);
  try {
    work(db);
  } finally {
    db.close();
  }
}
