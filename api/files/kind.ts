import type { FileHandle } from 'node:fs/promises';
import { refuse, type FileKind, type Refusal } from '../contract/index.ts';
import { pictureKind } from './picture.ts';
import { readAt, readZipTable } from './zip.ts';

/** What is looked at from the start of a file. */
const HEAD_BYTES = 64 * 1024;
/** Lines that are compared to tell a table from prose. */
const TABLE_LINES = 5;

/**
 * The kind of a file by its bytes; neither its name nor what the sender calls it counts. Refuses `file-kind`, and `file-harmful`
 * for documents with macros, encryption or a bomb. `html` and `json` are never found: only what we made ourselves is stored as such.
 */
export async function kindOfFile(file: FileHandle, bytes: number): Promise<FileKind | Refusal> {
  const head = await readAt(file, 0, Math.min(bytes, HEAD_BYTES));
  const picture = pictureKind(head);
  if (picture !== null) return picture;
  const start = head.toString('latin1', 0, 8);
  if (start.startsWith('%PDF-')) return 'pdf';
  if (start.startsWith('PK\u0003\u0004')) return documentKind(file, bytes);
  return textKind(head, bytes > head.length) ?? refuse('file-kind');
}

async function documentKind(file: FileHandle, bytes: number): Promise<FileKind | Refusal> {
  const table = await readZipTable(file, bytes);
  if (table === 'none') return refuse('file-kind');
  if (table === 'harmful') return refuse('file-harmful');
  const { names } = table;
  if (!names.has('[Content_Types].xml')) return refuse('file-kind');
  if ([...names].some((name) => /vbaProject|\/activeX\/|\.(?:exe|dll|js|vbs|bat|cmd|scr|hta)$/i.test(name)))
    return refuse('file-harmful');
  if (names.has('word/document.xml')) return 'docx';
  return names.has('xl/workbook.xml') ? 'xlsx' : refuse('file-kind');
}

/** Text is UTF-8 or GB 18030 without control characters, and no mark-up: a page or an SVG under another name stays a page. */
function textKind(head: Buffer, isCut: boolean): FileKind | null {
  const text = decoded(head, 'utf-8', isCut) ?? decoded(head, 'gb18030', isCut);
  if (text === null || /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) return null;
  if (/^[\s\ufeff]*</.test(text) || /<(?:!doctype|html|svg|script|iframe)[\s>]/i.test(text)) return null;
  return isTable(text) ? 'csv' : 'txt';
}

function decoded(head: Buffer, charset: string, isCut: boolean): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(head, { stream: isCut });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The same number of separators, at least one, in each of the first lines. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, TABLE_LINES);
  if (lines.length < 2) return false;
  const counts = (separator: string): ReadonlySet<number> =>
    new Set(lines.map((line) => line.replace(/"[^"]*"/g, '').split(separator).length - 1));
  return [',', '\t', ';'].some((separator) => counts(separator).size === 1 && !counts(separator).has(0));
}
