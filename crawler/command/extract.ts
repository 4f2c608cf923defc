import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { maskText, maskUrl } from '../../api/contract/privacy.ts';
import { decode } from '../decode.ts';
import { isExtractRefusal, type Page } from '../extract/extract.ts';
import { createExtractor, type Extractor } from '../extract/pool.ts';

export const help = `extract < JSONL

Reads saved pages and prints what they say. Stdin: one JSON object a line, {"id", "url", "file", "savedAt"?}: "file" holds the bytes as
they were fetched, gzipped or not, relative to the working folder; "url" may be null; relative times count from "savedAt" (ISO 8601; if
it is missing, from the time of the file). Stdout: one JSON object a line, {"id", "kind": "article"|"thread", "title", "publishedAt",
"outlet", "text", "charset", "next", "posts"?: [{"floor", "publishedAt", "text"}]}; what is not known is null. Texts are masked and no user name
is printed. A page that cannot be read is named on stderr, and the rest goes on.
Exit: 0 all pages read, 1 some were not, 2 wrong use.`;

/** Bytes of a saved page, unpacked; as much as the crawler takes from the network. */
const FILE_BYTES_MAX = 10 * 1024 * 1024;

interface Line {
  readonly id: string;
  readonly url: string;
  readonly file: string;
  readonly savedMs: number | null;
}

function parseLine(text: string): Line | null {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof row !== 'object' || row === null || !('id' in row) || !('file' in row)) return null;
  const { id, file } = row;
  if (typeof id !== 'string' || typeof file !== 'string') return null;
  const url = 'url' in row && typeof row.url === 'string' ? row.url : '';
  const savedMs = 'savedAt' in row && typeof row.savedAt === 'string' ? Date.parse(row.savedAt) : NaN;
  return { id, file, url, savedMs: Number.isNaN(savedMs) ? null : savedMs };
}

async function bytesOf(file: string): Promise<{ bytes: Uint8Array; writtenMs: number }> {
  const { mtimeMs, size } = await stat(file);
  if (size > FILE_BYTES_MAX) throw new RangeError(`the file is larger than ${FILE_BYTES_MAX} bytes`);
  const raw = await readFile(file);
  const isPacked = raw[0] === 0x1f && raw[1] === 0x8b;
  return { bytes: isPacked ? gunzipSync(raw, { maxOutputLength: FILE_BYTES_MAX }) : raw, writtenMs: mtimeMs };
}

function printed(id: string, page: Page, charset: string): string {
  const posts = page.posts?.map(({ floor, publishedAt, text }) => ({ floor, publishedAt, text: maskText(text) }));
  return JSON.stringify({
    id,
    kind: page.kind,
    title: maskText(page.title),
    publishedAt: page.publishedAt,
    outlet: page.outlet === null ? null : maskText(page.outlet),
    text: maskText(page.text),
    charset,
    next: page.next === null ? null : maskUrl(page.next),
    ...(posts ? { posts } : {}),
  });
}

async function extractLine(line: Line, extractor: Extractor): Promise<string | { readonly reason: string }> {
  try {
    const { bytes, writtenMs } = await bytesOf(line.file);
    const { text, charset } = decode(bytes, null);
    const nowMs = line.savedMs ?? Math.min(writtenMs, Date.now());
    const page = await extractor.extract({ want: 'page', html: text, url: line.url, nowMs });
    return isExtractRefusal(page) ? { reason: `${page.refused}: ${page.en}` } : printed(line.id, page, charset);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { reason: `the file cannot be read (${String(error.code)})` };
    if (error instanceof RangeError) return { reason: error.message };
    throw error;
  }
}

export async function run(args: readonly string[]): Promise<number> {
  if (args[0] === '--help') {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  if (args.length > 0) {
    process.stderr.write(`${help}\n`);
    return 2;
  }
  const extractor = createExtractor();
  let number = 0;
  let failures = 0;
  for await (const text of createInterface({ input: process.stdin })) {
    number++;
    if (text.trim() === '') continue;
    const line = parseLine(text);
    const out = line ? await extractLine(line, extractor) : { reason: 'needs a JSON object with id and file' };
    if (typeof out === 'string') process.stdout.write(`${out}\n`);
    else {
      failures++;
      process.stderr.write(`line ${number}: ${out.reason}\n`);
    }
  }
  await extractor.close();
  return failures > 0 ? 1 : 0;
}
