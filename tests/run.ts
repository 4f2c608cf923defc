import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import Mocha from 'mocha';

/** `npm test`: types, lint, format, the screens' build, then every test. `npm run test:faults`: the long fault tests, whole. */

const whole = process.argv[2] === 'faults';
const only = process.argv.slice(2).filter((word) => word !== 'faults');

/**
 * The tests run in two processes at once. What waits for browsers, clusters and other processes is in the one, so that it keeps no core
 * busy for long; a cluster is started by one of the two alone.
 */
const WAITING = /^tests\/(browser|faults|real|contract|posts|drill|paper)\//;

type Step = readonly [name: string, command: readonly string[]];

/** Steps one after another; the chain ends with the process at the first that fails. */
async function chain(steps: readonly Step[]): Promise<void> {
  for (const [name, [program = '', ...args]] of steps) {
    const startedMs = Date.now();
    const child = spawn(program, args, { env: process.env });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const status = await new Promise((done) => child.once('close', done).once('error', () => done(null)));
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    process.stdout.write(`· ${name} … ${status === 0 ? 'good' : 'FAILED'} (${seconds} s)\n`);
    if (status === 0) continue;
    process.stdout.write(`${Buffer.concat(said).toString('utf8')}\n0 passed, 1 failed, 0 skipped\n`);
    process.exit(1);
  }
}

if (!whole && only.length === 0) {
  // Two at once: each of them keeps one core busy.
  await Promise.all([
    chain([
      ['types', ['npm', 'run', '-s', 'check:types']],
      ['build of the screens', ['npm', 'run', '-s', 'build', '--', '--logLevel', 'warn']],
    ]),
    chain([['lint, format', ['npm', 'run', '-s', 'check:style']]]),
  ]);
}

/** Both parts, the second one's words after the first's; ends with the sum of both. */
async function inTwoParts(all: readonly string[]): Promise<never> {
  process.stdout.write(`· ${all.length} files of tests, two at a time on ${availableParallelism()} cores\n`);
  const parts = [all.filter((file) => WAITING.test(file)), all.filter((file) => !WAITING.test(file))];
  const ended = await Promise.all(parts.map((files, at) => runPart(files, at === 0)));
  for (const { said } of ended) process.stdout.write(said);
  const sum = (at: 0 | 1 | 2): number => ended.reduce((total, { counts }) => total + counts[at], 0);
  process.stdout.write(`${sum(0)} passed, ${sum(1)} failed, ${sum(2)} skipped\n`);
  process.exit(sum(1) === 0 && sum(0) > 0 ? 0 : 1);
}

type Counts = readonly [passed: number, failed: number, skipped: number];

/** `isHeard`: its words are shown as they come; else they are kept for the end. A part that ends without its counts has failed. */
async function runPart(files: readonly string[], isHeard: boolean): Promise<{ said: string; counts: Counts }> {
  const child = spawn(process.execPath, [import.meta.filename, ...files], { env: process.env });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (isHeard) process.stdout.write(text);
  });
  child.stderr.pipe(process.stderr);
  const status = await new Promise((done) => child.once('close', done));
  const found = /(\d+) passed, (\d+) failed, (\d+) skipped\n$/.exec(said);
  const [passed, failed, skipped] = (found?.slice(1) ?? ['0', '1', '0']).map(Number);
  const wrong = status === 0 ? 0 : 1;
  return { said: isHeard ? '' : said, counts: [passed ?? 0, Math.max(failed ?? 0, wrong), skipped ?? 0] };
}

if (!whole && only.length === 0) await inTwoParts(globSync('tests/**/*.test.ts').toSorted());

if (whole) process.env['FIRSTWORD_FAULTS'] = 'whole';
const mocha = new Mocha({
  timeout: whole ? 1_800_000 : 30_000,
  reporter: process.stdout.isTTY ? 'spec' : 'dot',
  forbidOnly: true,
});
const pattern = whole ? 'tests/faults/**/*.test.ts' : 'tests/**/*.test.ts';
const files = (only.length > 0 ? only : globSync(pattern)).toSorted();
for (const file of files) mocha.addFile(file);
await mocha.loadFilesAsync();

const skipped: string[] = [];
/** Wall time by file, hooks included: what to look at when the whole takes too long. */
const tookMs = new Map<string, number>();
const SLOW_LISTED = 12;
const runner = mocha.run((failures) => {
  const { passes, pending } = runner.stats ?? { passes: 0, pending: 0 };
  for (const title of skipped) process.stdout.write(`skipped: ${title}\n`);
  process.stdout.write(`${passes} passed, ${failures} failed, ${pending} skipped\n`);
  process.exit(failures === 0 && passes > 0 ? 0 : 1);
});
runner.on('pending', (test) => skipped.push(test.fullTitle()));
let sinceMs = Date.now();
runner.on('suite', (suite) => {
  if (suite.parent?.root === true) sinceMs = Date.now();
});
runner.on('suite end', (suite) => {
  if (suite.parent?.root !== true) return;
  const file = relative(process.cwd(), suite.file ?? suite.title);
  tookMs.set(file, (tookMs.get(file) ?? 0) + Date.now() - sinceMs);
});
// Before the summary, which is to be the last thing but for one line.
runner.prependOnceListener('end', () => {
  const slow = [...tookMs].toSorted((a, b) => b[1] - a[1]).slice(0, SLOW_LISTED);
  process.stdout.write(`\n\n  slowest: ${slow.map(([file, ms]) => `${file} ${Math.round(ms / 1000)} s`).join(', ')}\n`);
});
process.stdout.write(`· ${files.length} files of tests on ${availableParallelism()} cores\n`);
