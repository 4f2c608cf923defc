import { text } from 'node:stream/consumers';
import type { CourseRow } from '../warning/course.ts';
import { judgeCourse } from '../warning/course.ts';

export const help = `usage: npm run -s firstword -- spikes < counts.csv > judged.csv

stdin   CSV with the header timestamp,count: one series, in order. A timestamp is ISO 8601 or YYYY-MM-DD HH:MM:SS;
        a count is a number ≥ 0, decimals allowed. The step is the median gap; missing steps are holes, not zeros.
stdout  CSV timestamp,count,expected,low,high,score,level: each row judged by what came before it.
        expected, low, high: the mean and the 10 % and 90 % quantiles; score: −log10 p, 0 while warming up
        (a day, at least 48 rows; 14 rows for daily counts); level: none, blue, yellow, orange or red.
        Timestamps and counts come back as they were.
exit    0 done · 1 the input cannot be read (its line is named) · 2 wrong use
`;

/** Rows of one input. */
export const ROWS_MAX = 2_000_000;
const HEADER = 'timestamp,count';
const LINES_AT_ONCE = 5_000;

type Line = CourseRow & { readonly timestamp: string; readonly shown: string };

/** Reads one series from stdin, and writes it judged. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write(`spikes takes no arguments\n\n${help}`);
    return 2;
  }
  const read = readRows(await text(process.stdin));
  if (typeof read === 'string') {
    process.stderr.write(`${read}\n`);
    return 1;
  }
  const judged = judgeCourse(read);
  process.stdout.write('timestamp,count,expected,low,high,score,level\n');
  for (let from = 0; from < read.length; from += LINES_AT_ONCE) {
    const lines = read.slice(from, from + LINES_AT_ONCE).map((row, i) => lineOf(row, judged[from + i]));
    process.stdout.write(lines.join(''));
  }
  return 0;
}

function lineOf(row: Line, judged: ReturnType<typeof judgeCourse>[number] | undefined): string {
  if (judged === undefined) throw new Error('a row was not judged');
  const numbers = [judged.expected, judged.low, judged.high].map((value) => String(Number(value.toPrecision(6))));
  return `${row.timestamp},${row.shown},${numbers.join(',')},${judged.score.toFixed(3)},${judged.level ?? 'none'}\n`;
}

/** The rows, or why they cannot be read. */
export function readRows(csv: string): readonly Line[] | string {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines[0]?.trim() !== HEADER) return `line 1: the header must be ${HEADER}`;
  const rows: Line[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    if (rows.length >= ROWS_MAX) return `line ${index + 1}: more than ${ROWS_MAX} rows`;
    const row = readRow(line);
    if (typeof row === 'string') return `line ${index + 1}: ${row}`;
    // Clocks are put back, and files repeat a time: such a row counts at the moment of the one before it.
    rows.push({ ...row, atMs: Math.max(row.atMs, rows.at(-1)?.atMs ?? row.atMs) });
  }
  return rows;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

function readRow(line: string): Line | string {
  const [timestamp = '', shown = '', ...more] = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  if (more.length > 0) return 'two columns are wanted';
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(timestamp.slice(10))
    ? timestamp
    : `${timestamp.length === 10 ? `${timestamp}T00:00` : timestamp}Z`;
  const atMs = TIMESTAMP.test(timestamp) ? Date.parse(zoned.replace(' ', 'T')) : NaN;
  if (Number.isNaN(atMs)) return 'the timestamp is neither ISO 8601 nor YYYY-MM-DD HH:MM:SS';
  const count = shown === '' ? NaN : Number(shown);
  if (!Number.isFinite(count) || count < 0) return 'the count is not a number of at least 0';
  return { atMs, count, timestamp, shown };
}
