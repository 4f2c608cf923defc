import type { LabelRows } from '../contract/analysis.ts';
import { normalise } from './script.ts';
import type { Matches } from './matching.ts';

/** Gives each distinct normalised word its number. */
export type Vocabulary = { readonly words: string[]; readonly numbers: Map<string, number> };

export function createVocabulary(): Vocabulary {
  return { words: [], numbers: new Map() };
}

/** The number of a word, new or known. */
export function numberOf(vocabulary: Vocabulary, word: string): number {
  const key = normalise(word);
  const known = vocabulary.numbers.get(key);
  if (known !== undefined) return known;
  vocabulary.numbers.set(key, vocabulary.words.length);
  vocabulary.words.push(key);
  return vocabulary.words.length - 1;
}

export type Row = { readonly label: number; readonly weight: number; readonly parts: readonly number[] };

/** The rows of some labels, found by the number of the word they hold. */
export type RowIndex = {
  readonly labels: readonly LabelRows[];
  readonly byWord: readonly (readonly Row[] | undefined)[];
  /** Working space of `labelHits`, one a label; empty between calls. */
  readonly slots: (LabelHit | undefined)[];
};

export function indexRows(vocabulary: Vocabulary, labels: readonly LabelRows[]): RowIndex {
  const byWord: (Row[] | undefined)[] = [];
  labels.forEach(({ rows }, label) => {
    for (const { words, weight } of rows) {
      const parts = [...new Set(words.split('+').map((part) => numberOf(vocabulary, part.trim())))];
      // A row with several words hangs on its first: it is looked at once, when that word is there.
      const [first = 0] = parts;
      while (byWord.length <= first) byWord.push(undefined);
      (byWord[first] ??= []).push({ label, weight, parts });
    }
  });
  return { labels, byWord, slots: labels.map(() => undefined) };
}

/** What matched of one label: the sum of its weights and the rows behind it. */
export type LabelHit = { readonly label: LabelRows; sum: number; readonly rows: Row[] };

/** The labels of which at least one row matched, each with its sum (bias left out), in the order of first matches. */
export function labelHits(index: RowIndex, matches: Matches): LabelHit[] {
  const found: LabelHit[] = [];
  for (const word of matches.seen) {
    const rows = index.byWord[word];
    if (rows === undefined) continue;
    for (const row of rows) {
      if (row.parts.length > 1 && !row.parts.every(matches.has)) continue;
      const label = index.labels[row.label];
      if (label === undefined) continue;
      const hit = index.slots[row.label];
      if (hit !== undefined) {
        hit.sum += row.weight;
        hit.rows.push(row);
      } else found.push((index.slots[row.label] = { label, sum: row.weight, rows: [row] }));
    }
  }
  index.slots.fill(undefined);
  return found;
}

/** Rows above which the engine's sort is quicker than insertion. */
const INSERTION_MAX = 32;

/** The rows that weigh most, for or against, heaviest first, at most `max`. Sorts `rows` in place. */
export function heaviestRows(rows: Row[], max: number): Row[] {
  if (rows.length > INSERTION_MAX) rows.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  // Insertion: the rows of one text are few, and rows of equal weight keep the order of the text.
  for (let at = 1; at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined) break;
    const weight = Math.abs(row.weight);
    let to = at;
    for (; to > 0 && Math.abs(rows[to - 1]?.weight ?? 0) < weight; to--) rows[to] = rows[to - 1] ?? row;
    rows[to] = row;
  }
  return rows.length > max ? rows.slice(0, max) : rows;
}

/** Distinct words of the heaviest rows as they stand in the text, heaviest first, at most `max`. */
export function heaviestWords(rows: Row[], matches: Matches, max: number): string[] {
  const words: string[] = [];
  for (const row of heaviestRows(rows, max))
    for (const part of row.parts) {
      const word = matches.textOf(part);
      if (words.length < max && !words.includes(word)) words.push(word);
    }
  return words;
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
