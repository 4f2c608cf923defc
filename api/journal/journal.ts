import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { readAnchor, writeAnchor } from './anchor.ts';
import { journalPath, rowOf, verifyJournal, type Verified } from './check.ts';
import { openContent, type Content } from './content.ts';
import {
  canonical,
  ENTRIES_PER_APPEND_MAX,
  ENTRY_BYTES_MAX,
  GENESIS,
  hashOf,
  JournalBroken,
  type Entry,
  type EntryDraft,
  type EntryRow,
  type Head,
} from './entry.ts';
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
  /** Caches a fold's state after entry `n`. `version` names what folds and how: another version does not read it. */
  snapshot(version: string, n: number, state: unknown): void;
  latestSnapshot(version: string): { readonly n: number; readonly state: unknown } | null;
  close(): void;
};

const SCHEMA = `CREATE TABLE IF NOT EXISTS entry (
  n INTEGER PRIMARY KEY, atMs INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
  body TEXT NOT NULL, refs TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL) STRICT`;
const COLUMNS = 'n, atMs, actor, kind, body, refs, prev, hash';

/** Opens (or makes) the journal in `dir`. Throws `JournalBroken` where it does not agree with the head kept beside it. */
export function openJournal({ dir, now }: { readonly dir: string; readonly now: () => number }): Journal {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(journalPath(dir), { timeout: 10_000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
  db.exec(SCHEMA);
  const content = openContent(dir);
  const snapshots = openSnapshots(dir);
  const select = statementsOf(db);
  if (readAnchor(dir) === 'missing' && select.last() === null) writeAnchor(dir, GENESIS);
  holdAgainstAnchor(dir, select);

  const read = (rows: readonly EntryRow[]): readonly Entry[] => rows.map((row) => entryOf(row, content));
  return {
    content,
    append: (drafts, actor) => read(append({ db, dir, content, select, now }, drafts, actor)),
    read: (fromN, limit) => read(select.from(fromN, limit)),
    latest: (beforeN, limit) => read(select.before(beforeN === 0 ? Number.MAX_SAFE_INTEGER : beforeN, limit)),
    head: () => headOf(select.last()),
    verify: (anchor) => verifyJournal(dir, anchor),
    erase(ref) {
      snapshots.drop();
      return content.erase(ref);
    },
    snapshot(version, n, state) {
      const [row] = select.from(n, 1);
      if (row?.n === n) snapshots.put(version, { n, hash: row.hash, state: JSON.stringify(state) });
    },
    latestSnapshot(version) {
      const kept = snapshots.latest(version);
      if (kept === null || select.from(kept.n, 1)[0]?.hash !== kept.hash) return null;
      return { n: kept.n, state: JSON.parse(kept.state) as unknown };
    },
    close() {
      snapshots.close();
      content.close();
      db.close();
    },
  };
}

type Select = ReturnType<typeof statementsOf>;

function statementsOf(db: DatabaseSync) {
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

type Parts = {
  readonly db: DatabaseSync;
  readonly dir: string;
  readonly content: Content;
  readonly select: Select;
  readonly now: () => number;
};

function append(parts: Parts, drafts: readonly EntryDraft[], actor: string): readonly EntryRow[] {
  if (drafts.length === 0) return [];
  if (drafts.length > ENTRIES_PER_APPEND_MAX)
    throw new RangeError(`more than ${ENTRIES_PER_APPEND_MAX} entries at once`);
  for (const draft of drafts) refuseBig(draft);
  const { db, dir, content, select, now } = parts;
  // Texts first: after a crash between the two a text without an entry is harmless, an entry without its text is not.
  const refs = putTexts(content, drafts);
  db.exec('BEGIN IMMEDIATE');
  let rows: readonly EntryRow[];
  try {
    holdAgainstAnchor(dir, select);
    rows = chain(select.last(), drafts, refs, actor, now());
    for (const row of rows) select.insert(row);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
  const last = rows.at(-1);
  if (last !== undefined) writeAnchor(dir, last);
  return rows;
}

function chain(
  last: EntryRow | null,
  drafts: readonly EntryDraft[],
  refs: readonly string[],
  actor: string,
  nowMs: number,
): readonly EntryRow[] {
  let head = headOf(last);
  // A clock that was set back does not turn the order round.
  const atMs = Math.max(nowMs, last?.atMs ?? 0);
  return drafts.map((draft, index) => {
    const bare = {
      n: head.n + 1,
      atMs,
      actor,
      kind: draft.kind,
      body: canonical(draft.body),
      refs: refs[index] ?? '{}',
      prev: head.hash,
    };
    const row = { ...bare, hash: hashOf(bare) };
    head = row;
    return row;
  });
}

/** Canonical JSON of name → reference, one for each draft. */
function putTexts(content: Content, drafts: readonly EntryDraft[]): readonly string[] {
  const texts = drafts.flatMap((draft) => Object.values(draft.texts ?? {}));
  const refs = texts.length === 0 ? [] : [...content.putAll(texts)];
  return drafts.map((draft) => {
    const names = Object.keys(draft.texts ?? {});
    return canonical(Object.fromEntries(names.map((name) => [name, refs.shift()])));
  });
}

function refuseBig(draft: EntryDraft): void {
  const bytes = Buffer.byteLength(canonical(draft.body)) + Buffer.byteLength(draft.kind);
  if (bytes > ENTRY_BYTES_MAX) throw new RangeError(`an entry of ${bytes} bytes; the limit is ${ENTRY_BYTES_MAX}`);
}

/** The anchored head must be in the chain; else appending would paper over a cut. */
function holdAgainstAnchor(dir: string, select: Select): void {
  const anchor = readAnchor(dir);
  if (typeof anchor === 'string') throw new JournalBroken(`the file journal.head is ${anchor}`);
  if (anchor.n === 0) return;
  const [row] = select.from(anchor.n, 1);
  if (row?.n !== anchor.n || row.hash !== anchor.hash) {
    throw new JournalBroken(`the journal does not hold entry ${anchor.n} that journal.head names: run verify`);
  }
}

function headOf(row: EntryRow | null): Head {
  return row === null ? GENESIS : { n: row.n, hash: row.hash };
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
