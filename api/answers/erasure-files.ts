import type { ErasureFound, FileKind } from '../contract/index.ts';
import { filesInUse, type FileUse } from '../desk/files-in-use.ts';
import { plainWords } from './erasure-words.ts';
import type { Parts } from './parts.ts';

/** In these the words can be looked for. */
const READ_KINDS: readonly FileKind[] = ['html', 'txt', 'csv'];

export type FileTraces = { readonly found: ErasureFound['files']; readonly unread: number; readonly more: boolean };

/**
 * Captures and other files that hold some words, or carry them in their names and addresses. A piece goes as a whole: a picture
 * cannot be read, but the page that was captured with it can.
 */
export async function filesWith(parts: Parts, text: string, limit: number, endMs: number): Promise<FileTraces> {
  const wanted = plainWords(text);
  const pieces = Map.groupBy(filesInUse(parts.desk.state()), ({ piece }) => piece);
  const found = new Map<string, ErasureFound['files'][number]>();
  let unread = 0;
  for (const uses of pieces.values()) {
    if (found.size > limit || parts.now() > endMs) return { found: rowsOf(found, limit), unread, more: true };
    if (uses.every(({ file }) => !READ_KINDS.includes(file.kind))) unread += uses.length;
    if (await isAbout(parts, uses, wanted)) for (const use of uses) found.set(use.file.sha256, rowOf(use));
  }
  return { found: rowsOf(found, limit), unread, more: found.size > limit };
}

function rowsOf(found: ReadonlyMap<string, ErasureFound['files'][number]>, limit: number): ErasureFound['files'] {
  return [...found.values()].slice(0, limit);
}

function rowOf({ file: { sha256, name, bytes }, at, no, atMs }: FileUse): ErasureFound['files'][number] {
  return { sha256, name, bytes, at, no, atMs };
}

async function isAbout(parts: Pick<Parts, 'files'>, uses: readonly FileUse[], wanted: string): Promise<boolean> {
  if (uses.some(({ words, file }) => plainWords(`${words}\n${file.name}`).includes(wanted))) return true;
  for (const { file } of uses)
    if (READ_KINDS.includes(file.kind) && plainWords(await wordsIn(parts, file.sha256)).includes(wanted)) return true;
  return false;
}

/** A page without its tags: a word can be cut by one. The store takes no file over 20 MB. */
async function wordsIn(parts: Pick<Parts, 'files'>, sha256: string): Promise<string> {
  const held = await parts.files.read(sha256);
  if (held === null) return '';
  const chunks: Uint8Array[] = [];
  for await (const chunk of held.bytes) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return held.file.kind === 'html' ? text.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, entity) : text;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
const entity = (whole: string, name: string): string => ENTITIES[name] ?? whole;
