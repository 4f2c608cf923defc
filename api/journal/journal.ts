import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { readAnchor, writeAnchor } from './anchor.ts';
import { append, holdAgainstAnchor } from './append.ts';
import { journalPath, verifyJournal, type Verified } from './check.ts';
import { openContent, type Content } from './content.ts';
import { GENESIS, type Entry, type EntryDraft, type EntryRow, type Head } from './entry.ts';
import { headOf, rowsIn, SCHEMA } from './rows.ts';
import { openSnapshots } from './snapshot.ts';

export type { Content } from './content.ts';
export type { Verified } from './check.ts';
export { JournalBroken, type Entry, type EntryDraft, type Head } from './entry.ts';

/**
 * The journal: one totally ordered, append-only, hash-chained log of every human act. Several processes may append; the
 * database's write lock keeps one order and one chain.
 */
export type Journal = {
  /**
   * Durable when it returns (it outlives kill -9 and a power cut), all or nothing. Throws `RangeError` for an entry over
   * `ENTRY_BYTES_MAX` or more than `ENTRIES_PER_APPEND_MAX`, `JournalBroken` where the journal's tail was cut.
   */
  append(entries: readonly EntryDraft[], actor: string): readonly Entry[];
  /** From entry `fromN` on, in order. */
  read(fromN: number, limit: number): readonly Entry[];
  /** Newest first, before entry `beforeN`; 0 means from the end. */
  latest(beforeN: number, limit: number): readonly Entry[];
  head(): Head;
  /** Reads everything: seconds for a million entries. */
  verify(anchor?: Head): Verified;
  readonly content: Content;
  /** Erases a text of the content store, and the caches that may hold it. */
  erase(ref: string): boolean;
  /** Once after erasures: no file holds a copy of what was erased. */
  scrub(): void;
  /** Caches a fold's state after entry `n`. `version` names what folds and how: another version does not read it. */
  snapshot(version: string, n: number, state: unknown): void;
  latestSnapshot(version: string): { readonly n: number; readonly state: unknown } | null;
  close(): void;
};

/** Opens (or makes) the journal in `dir`. Throws `JournalBroken` where it does not agree with the head kept beside it. */
export function openJournal({ dir, now }: { readonly dir: string; readonly now: () => number }): Journal {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(journalPath(dir), { timeout: 10_000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
  db.exec(SCHEMA);
  const content = openContent(dir);
  const snapshots = openSnapshots(dir);
  const rows = rowsIn(db);
  if (readAnchor(dir) === 'missing' && rows.last() === null) writeAnchor(dir, GENESIS);
  holdAgainstAnchor(dir, rows);

  const read = (stored: readonly EntryRow[]): readonly Entry[] => stored.map((row) => entryOf(row, content));
  return {
    content,
    append: (drafts, actor) => read(append({ db, dir, content, rows, now }, drafts, actor)),
    read: (fromN, limit) => read(rows.from(fromN, limit)),
    latest: (beforeN, limit) => read(rows.before(beforeN === 0 ? Number.MAX_SAFE_INTEGER : beforeN, limit)),
    head: () => headOf(rows.last()),
    verify: (anchor) => verifyJournal(dir, anchor),
    erase(ref) {
      snapshots.drop();
      return content.erase(ref);
    },
    scrub: content.scrub,
    snapshot(version, n, state) {
      const [row] = rows.from(n, 1);
      if (row?.n !== n) return;
      try {
        snapshots.put(version, { n, hash: row.hash, state: JSON.stringify(state) });
      } catch (error) {
        // A cache: on a full disk the next start takes longer, and this one goes on.
        process.emitWarning(`the snapshot of the journal could not be written: ${String(error)}`);
      }
    },
    latestSnapshot(version) {
      const kept = snapshots.latest(version);
      if (kept === null || rows.from(kept.n, 1)[0]?.hash !== kept.hash) return null;
      return { n: kept.n, state: JSON.parse(kept.state) as unknown };
    },
    close() {
      snapshots.close();
      content.close();
      db.close();
    },
  };
}

function entryOf(row: EntryRow, content: Content): Entry {
  const refs = row.refs === '{}' ? {} : record<string>(row.refs);
  const texts = Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, content.get(ref)]));
  return { ...row, body: record<unknown>(row.body), refs, texts };
}

/** Our own canonical JSON, written by `append` alone: always an object. */
function record<Value>(json: string): Readonly<Record<string, Value>> {
  return JSON.parse(json) as Readonly<Record<string, Value>>;
}
