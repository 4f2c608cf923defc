import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  closeSync,
  statSync,
  writeFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { configOrExit } from '../config.ts';
import type { LocalActions } from '../local/actions.ts';
import { IMPORT_LINES_MAX } from '../local/importer.ts';
import { explain, withActions } from '../local/with-actions.ts';

export const help = `usage: npm run -s firstword -- import FILE

Takes in posts from JSONL (plain or .gz), one a line: {id?, url?, title?, text, publishedAt, source, author?}.
The same intake as for crawled posts: masked, deduplicated, analysed. An author becomes a voice in memory and is not kept. An
unknown source becomes an import source. Old rows raise no alert. A line that cannot be read is told with its number and reason; the
rest goes on. Interrupted, it goes on where it stopped when it is run again. Runs beside a live server or without one.
Prints {"accepted", "repeated", "refused"} on stdout, progress on stderr.

exit: 0 done (lines may have been refused), 1 could not run (the reason is on stderr), 2 wrong use
`;

const LINES = 400;
const SAY_EVERY_LINES = 4_000;
const HEAD_BYTES = 64 * 1024;
/** Longer lines are refused by their number; one is never held whole beyond this. */
const LINE_CHARS_MAX = 1_500_000;
/** Reasons are told for so many lines; the count is always told. */
const REASONS_TOLD_MAX = 100;

export async function run(args: readonly string[]): Promise<number> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0 || file.startsWith('-')) {
    process.stderr.write(`import: give one file\n\n${help}`);
    return 2;
  }
  if (!existsSync(file) || !statSync(file).isFile()) {
    process.stderr.write(`import: there is no file ${file}\n`);
    return 1;
  }
  const config = configOrExit();
  try {
    const totals = await withActions(config, (actions) => importFile(file, config.dataDir, actions));
    process.stdout.write(`${JSON.stringify(totals)}\n`);
    return 0;
  } catch (error) {
    const why = explain(error) ?? (isBadGzip(error) ? 'the file is not gzip, or damaged' : null);
    if (why === null) throw error;
    process.stderr.write(`import: ${why}\n`);
    return 1;
  }
}

/** Garbage, or a file whose end is missing: a download that was cut. */
function isBadGzip(error: unknown): boolean {
  return ['Z_DATA_ERROR', 'Z_BUF_ERROR'].includes(String((error as NodeJS.ErrnoException).code));
}

type Totals = { accepted: number; repeated: number; refused: number };

async function importFile(file: string, dataDir: string, actions: LocalActions): Promise<Totals> {
  const { sha256, resume } = resumeOf(file, dataDir);
  const doneBefore = resume.read();
  if (doneBefore > 0) process.stderr.write(`going on after line ${doneBefore}\n`);
  const totals: Totals = { accepted: 0, repeated: 0, refused: 0 };
  let told = 0;
  let number = 0;
  let batch: string[] = [];
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    const first = number - batch.length;
    const reply = await actions.importLines(batch);
    totals.accepted += reply.accepted;
    totals.repeated += reply.repeated;
    totals.refused += reply.refused.length;
    for (const { line, reason } of reply.refused) {
      told += 1;
      if (told <= REASONS_TOLD_MAX) process.stderr.write(`line ${first + line + 1}: ${reason}\n`);
    }
    batch = [];
    resume.write(number);
  };
  for await (const line of linesOf(file)) {
    number += 1;
    if (number <= doneBefore) continue;
    batch.push(line.length > LINE_CHARS_MAX ? '?' : line);
    if (batch.length >= Math.min(LINES, IMPORT_LINES_MAX)) await send();
    if (number % SAY_EVERY_LINES === 0) process.stderr.write(`${number} lines\n`);
  }
  await send();
  if (told > REASONS_TOLD_MAX) process.stderr.write(`${told - REASONS_TOLD_MAX} more lines were refused\n`);
  await actions.importDone({ posts: totals.accepted, refused: totals.refused, sha256 });
  resume.clear();
  return totals;
}

/** The lines; then throws, where the file could not be read to its end. */
async function* linesOf(file: string): AsyncIterable<string> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  const lines = createInterface({ input, crlfDelay: Infinity });
  const failures: Error[] = [];
  const failed = (error: Error): void => {
    failures.push(error);
    lines.close();
  };
  // Each hands the other's error on, or not, by the moment: all three are heard.
  for (const part of [raw, input, lines]) part.on('error', failed);
  yield* lines;
  const [failure] = failures;
  if (failure !== undefined) throw failure;
}

type Resume = { read(): number; write(line: number): void; clear(): void };

/** How far a file was taken in, by its size and its beginning: kept under the data folder until it is done. */
function resumeOf(file: string, dataDir: string): { readonly sha256: string; readonly resume: Resume } {
  const head = Buffer.alloc(HEAD_BYTES);
  const handle = openSync(file, 'r');
  const bytes = readSync(handle, head, 0, HEAD_BYTES, 0);
  closeSync(handle);
  const sha256 = createHash('sha256')
    .update(`${statSync(file).size}\n`)
    .update(head.subarray(0, bytes))
    .digest('hex');
  const folder = join(dataDir, 'import');
  const path = join(folder, sha256.slice(0, 32));
  return {
    sha256,
    resume: {
      read: () => (existsSync(path) ? Number(readFileSync(path, 'utf8')) || 0 : 0),
      write(line) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, String(line));
      },
      clear: () => rmSync(path, { force: true }),
    },
  };
}
