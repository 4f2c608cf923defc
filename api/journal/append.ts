import type { DatabaseSync } from 'node:sqlite';
import { readAnchor, writeAnchor } from './anchor.ts';
import type { Content } from './content.ts';
import { canonical, ENTRIES_PER_APPEND_MAX, ENTRY_BYTES_MAX, hashOf, JournalBroken } from './entry.ts';
import type { EntryDraft, EntryRow, Head } from './entry.ts';
import { headOf, type Rows } from './rows.ts';

export type AppendParts = {
  readonly db: DatabaseSync;
  readonly dir: string;
  readonly content: Content;
  readonly rows: Rows;
  readonly now: () => number;
};

/** See `Journal.append`. */
export function append(parts: AppendParts, drafts: readonly EntryDraft[], actor: string): readonly EntryRow[] {
  if (drafts.length === 0) return [];
  if (drafts.length > ENTRIES_PER_APPEND_MAX)
    throw new RangeError(`more than ${ENTRIES_PER_APPEND_MAX} entries at once`);
  for (const draft of drafts) refuseBig(draft);
  const { db, dir, content, rows, now } = parts;
  // Texts first: after a crash between the two a text without an entry is harmless, an entry without its text is not.
  const refs = putTexts(content, drafts);
  db.exec('BEGIN IMMEDIATE');
  let added: readonly EntryRow[];
  try {
    holdAgainstAnchor(dir, rows);
    added = chain(rows.last(), drafts, refs, actor, now());
    for (const row of added) rows.insert(row);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
  const last = added.at(-1);
  if (last !== undefined) moveAnchor(dir, last);
  return added;
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

/** The entries are durable by now, so a disk too full for the head file must not make them look refused: the head lags till the next. */
function moveAnchor(dir: string, head: Head): void {
  try {
    writeAnchor(dir, head);
  } catch (error) {
    process.emitWarning(`the file journal.head could not be written and lags behind: ${String(error)}`);
  }
}

/** The anchored head must be in the chain; else appending would paper over a cut. */
export function holdAgainstAnchor(dir: string, rows: Rows): void {
  const anchor = readAnchor(dir);
  if (typeof anchor === 'string') throw new JournalBroken(`the file journal.head is ${anchor}`);
  if (anchor.n === 0) return;
  const [row] = rows.from(anchor.n, 1);
  if (row?.n !== anchor.n || row.hash !== anchor.hash) {
    throw new JournalBroken(`the journal does not hold entry ${anchor.n} that journal.head names: run verify`);
  }
}
