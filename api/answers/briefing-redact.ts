import { isRefusal, type Refusal } from '../contract/index.ts';
import { MadeIssue, Paper } from '../contract/briefing-paper.ts';
import type { Briefing } from '../contract/briefing.ts';
import { withRedaction } from '../briefing/paper.ts';
import { rowsOf } from '../desk/table.ts';
import type { Archive } from '../archive/archive.ts';
import { blankErased, briefingAt, keepDocument, readRaw, type Shape } from './briefing-papers.ts';
import { canonical } from '../paper/canonical.ts';
import type { Parts } from './parts.ts';

export type RedactParts = Pick<Parts, 'files' | 'desk' | 'erasures' | 'now' | 'onDeskChanged'> & {
  readonly archive: Archive;
};

const MACHINE = { kind: 'machine' } as const;
/** Shorter words would be taken out of the midst of others. */
const WORD_CHARS_MIN = 4;
const ERASED_WORDS = '（应本人请求已删除）';

/**
 * Takes what was erased at a person's request out of the issues: typical posts that are on the list of erasures, and these words,
 * which the journal held. The issues get a note, their forms are made anew, and the old files go. How many were changed.
 */
export async function redactIssues(
  parts: RedactParts,
  posts: readonly string[],
  words: readonly string[],
): Promise<number> {
  const wanted = words.filter((each) => each.trim().length >= WORD_CHARS_MIN);
  const ids = new Set([
    ...posts.flatMap((post) => parts.archive.withPost(post)),
    ...wanted.flatMap((word) => parts.archive.holding(word)),
    ...unread(parts),
  ]);
  let changed = 0;
  for (const id of ids) {
    const row = briefingAt(parts, id);
    if (row !== null && (await redactIssue(parts, row, wanted)) === true) changed += 1;
  }
  if (changed > 0) parts.archive.scrub();
  return changed;
}

/** Those that the archive has not read yet may hold it, too. */
function unread({ desk, archive }: RedactParts): readonly string[] {
  return rowsOf(desk.state().briefings).flatMap(({ id }) => (archive.told(id) === null ? [id] : []));
}

/** Whether something was taken out of this one. */
export async function redactIssue(
  parts: RedactParts,
  row: Briefing,
  words: readonly string[] = [],
): Promise<boolean | Refusal> {
  const made = await redacted(parts, row.made.sha256, MadeIssue, words);
  const paper = row.released === null ? null : await redacted(parts, row.released.paper, Paper, words);
  if (made?.changed !== true && paper?.changed !== true) return false;
  const madeHash = made?.changed === true ? await keepDocument(parts, made.document) : row.made.sha256;
  if (isRefusal(madeHash)) return madeHash;
  // The paper says so itself, even where the words stood in the made issue alone.
  const paperHash = paper === null ? null : await keepDocument(parts, withRedaction(paper.document, parts.now()));
  if (isRefusal(paperHash)) return paperHash;
  const kept = row.released === null ? null : (paperHash ?? row.released.paper);
  const act = { act: 'redact', made: madeHash, paper: kept } as const;
  const refused = parts.desk.command({ do: 'briefing', id: row.id, act }, MACHINE);
  if (refused !== null) return refused;
  const old = [
    row.made.sha256,
    ...(row.released === null ? [] : [row.released.paper]),
    ...row.files.map(({ sha256 }) => sha256),
  ];
  for (const sha256 of old) if (sha256 !== madeHash && sha256 !== kept) await parts.files.remove(sha256);
  parts.archive.remove(row.id);
  parts.onDeskChanged('briefing', row.id);
  return true;
}

async function redacted<Document extends MadeIssue>(
  parts: RedactParts,
  sha256: string,
  shape: Shape<Document>,
  words: readonly string[],
): Promise<{ readonly document: Document; readonly changed: boolean } | null> {
  const raw = await readRaw(parts, sha256, shape);
  if (raw === null) return null;
  const without = words.reduce<unknown>(withoutWord, blankErased(parts, raw));
  const read = shape.safeParse(without);
  if (!read.success || read.data === undefined)
    throw new Error(`an issue without the words is none any more: ${sha256}`);
  return { document: read.data, changed: canonical(read.data) !== canonical(raw) };
}

/** The same value with the word taken out of every text in it. */
function withoutWord(value: unknown, word: string): unknown {
  if (typeof value === 'string') return value.replaceAll(word, ERASED_WORDS);
  if (Array.isArray(value)) return value.map((each: unknown) => withoutWord(each, word));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutWord(each, word)]));
}
