import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelRows, Lexicon, LexiconEdit, LexiconRow, PlaceEntry, WeightedWords } from '../contract/analysis.ts';
import { parseCsv } from './csv.ts';
import type { CsvRow } from './csv.ts';
import { readLabel, readPlace, readWords } from './lexicon-rows.ts';
import type { Read } from './lexicon-rows.ts';
import { LEXICONS_DIR } from './script.ts';

/** What is wrong with a line of a lexicon file. Line 0 is the file as a whole. */
export type LexiconProblem = { readonly file: string; readonly line: number; readonly reason: string };

export type LoadedLexicon = { readonly lexicon: Lexicon } | { readonly problems: readonly LexiconProblem[] };

/** Bytes of one lexicon file, and its rows. */
export const LEXICON_FILE_BYTES_MAX = 8_000_000;
export const LEXICON_FILE_ROWS_MAX = 100_000;
/** Problems listed; a file of the wrong kind would list each of its lines. */
export const PROBLEMS_MAX = 200;

/** Files with places, nearest last: of two entries with one id the later stands. */
const PLACE_FILES = ['countries.csv', 'divisions.csv', 'local.csv'];

/**
 * Reads a folder of lexicon files (see lexicons/README.md for their columns). A file that `dir` lacks is taken from the
 * shipped folder. Any bad line gives the list of all problems and no lexicon.
 */
export function loadLexicon(dir: string): LoadedLexicon {
  const problems: LexiconProblem[] = [];
  const groups = (words: string, labels: string) => labelled(dir, words, labels, problems);
  const topics = groups('topics.csv', 'topic-labels.csv');
  const markers = groups('markers.csv', 'marker-labels.csv');
  const tones = groups('tone.csv', 'tone-labels.csv');
  const [rumor] = groups('rumor.csv', 'rumor-labels.csv');
  const places = new Map<string, PlaceEntry>();
  for (const file of PLACE_FILES)
    for (const place of readAll(dir, file, readPlace, problems)) places.set(place.id, place);
  if (problems.length > 0) return { problems: problems.slice(0, PROBLEMS_MAX) };
  const parts = { topics, markers, tones, rumor: rumor ?? EMPTY_RUMOR, places: [...places.values()] };
  return { lexicon: { version: versionOf(parts), ...parts } };
}

const EMPTY_RUMOR: LabelRows = { id: 'rumor', zh: '传言', en: 'Rumor', bias: 0, rows: [] };

function labelled(dir: string, words: string, labels: string, problems: LexiconProblem[]): LabelRows[] {
  const rows = new Map<string, WeightedWords[]>();
  const heads = readAll(dir, labels, readLabel, problems);
  for (const head of heads) rows.set(head.id, []);
  const read = (row: CsvRow): Read<{ label: string } & WeightedWords> => {
    const result = readWords(row.cells);
    if ('reason' in result || rows.has(result.value.label)) return result;
    return { reason: `label "${result.value.label}" is not in ${labels}` };
  };
  for (const { label, ...row } of readAllRows(dir, words, read, problems)) rows.get(label)?.push(row);
  return heads.map((head) => ({ ...head, rows: rows.get(head.id) ?? [] }));
}

function readAll<T>(
  dir: string,
  file: string,
  read: (cells: readonly string[]) => Read<T>,
  problems: LexiconProblem[],
): T[] {
  return readAllRows(dir, file, (row) => read(row.cells), problems);
}

function readAllRows<T>(dir: string, file: string, read: (row: CsvRow) => Read<T>, problems: LexiconProblem[]): T[] {
  const own = join(dir, file);
  const path = existsSync(own) ? own : join(LEXICONS_DIR, file);
  if (statSync(path).size > LEXICON_FILE_BYTES_MAX) {
    problems.push({ file, line: 0, reason: `is larger than ${LEXICON_FILE_BYTES_MAX} bytes` });
    return [];
  }
  const rows = parseCsv(readFileSync(path, 'utf8')).slice(1);
  if (rows.length > LEXICON_FILE_ROWS_MAX) {
    problems.push({ file, line: 0, reason: `has more than ${LEXICON_FILE_ROWS_MAX} rows` });
    return [];
  }
  const values: T[] = [];
  for (const row of rows) {
    const result = read(row);
    if ('value' in result) values.push(result.value);
    else problems.push({ file, line: row.line, reason: result.reason });
  }
  return values;
}

/** The lexicon with the edits on top, in their order. Edits of unknown labels change nothing. */
export function applyEdits(lexicon: Lexicon, edits: readonly LexiconEdit[]): Lexicon {
  if (edits.length === 0) return lexicon;
  const places = new Map(lexicon.places.map((place) => [place.id, place]));
  const changed = { topics: lexicon.topics, markers: lexicon.markers, tone: lexicon.tones, rumor: [lexicon.rumor] };
  for (const { act, row } of edits) {
    if (row.file === 'places') {
      const { id, name, level, parent, aliases, sample } = row;
      if (act === 'put') places.set(id, { id, name, level, parent, aliases, sample });
      else places.delete(row.id);
    } else
      changed[row.file] = changed[row.file].map((group) => (group.id === row.label ? edited(group, act, row) : group));
  }
  const parts = {
    topics: changed.topics,
    markers: changed.markers,
    tones: changed.tone,
    rumor: changed.rumor[0] ?? lexicon.rumor,
    places: [...places.values()],
  };
  return { version: versionOf(parts), ...parts };
}

function edited(group: LabelRows, act: LexiconEdit['act'], row: Exclude<LexiconRow, { file: 'places' }>): LabelRows {
  const others = group.rows.filter((other) => other.words !== row.words);
  if (act === 'remove') return { ...group, rows: others };
  return { ...group, rows: [...others, { words: row.words, weight: row.weight, origin: row.origin }] };
}

function versionOf(parts: Omit<Lexicon, 'version'>): number {
  const hash = createHash('sha256');
  const groups = [parts.topics, parts.markers, parts.tones, [parts.rumor]];
  for (const [index, group] of groups.entries())
    hash.update(sorted(group.flatMap((label) => labelLines(index, label))));
  hash.update(sorted(parts.places.map((place) => JSON.stringify(Object.entries(place).sort()))));
  return hash.digest().readUInt32BE(0);
}

function labelLines(index: number, label: LabelRows): string[] {
  const head = JSON.stringify([index, label.id, label.zh, label.en, label.bias]);
  return [head, ...label.rows.map((row) => JSON.stringify([index, label.id, row.words, row.weight, row.origin]))];
}

function sorted(lines: readonly string[]): string {
  return `${[...lines].sort().join('\n')}\n\n`;
}
