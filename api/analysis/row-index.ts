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

type Row = {
  readonly label: number;
  readonly weight: number;
  readonly parts: readonly number[];
  readonly text: string;
};

/** The rows of some labels, found by the word they hold. */
export type RowIndex = {
  readonly labels: readonly LabelRows[];
  readonly byWord: ReadonlyMap<number, readonly Row[]>;
};

export function indexRows(vocabulary: Vocabulary, labels: readonly LabelRows[]): RowIndex {
  const byWord = new Map<number, Row[]>();
  labels.forEach(({ rows }, label) => {
    for (const { words, weight } of rows) {
      const parts = [...new Set(words.split('+').map((part) => numberOf(vocabulary, part.trim())))];
      const row = { label, weight, parts, text: words };
      // A row with several words hangs on its first: it is looked at once, when that word is there.
      const [first = 0] = parts;
      const list = byWord.get(first);
      if (list) list.push(row);
      else byWord.set(first, [row]);
    }
  });
  return { labels, byWord };
}

/** What matched of one label: the sum of its weights and the rows behind it, as words of the text. */
export type LabelHit = { readonly label: LabelRows; sum: number; readonly hits: RowHit[] };
export type RowHit = { readonly words: readonly string[]; readonly weight: number };

/** The labels of which at least one row matched, each with its sum (bias left out), in the lexicon's order. */
export function labelHits(index: RowIndex, matches: Matches): LabelHit[] {
  const found: (LabelHit | undefined)[] = [];
  for (const word of matches.seen)
    for (const row of index.byWord.get(word) ?? []) {
      if (row.parts.length > 1 && !row.parts.every((part) => matches.has(part))) continue;
      const label = index.labels[row.label];
      if (!label) continue;
      const hit = (found[row.label] ??= { label, sum: 0, hits: [] });
      hit.sum += row.weight;
      hit.hits.push({ words: row.parts.map((part) => matches.textOf(part)), weight: row.weight });
    }
  return found.filter((hit) => hit !== undefined);
}

/** Distinct words of the rows, heaviest row first, at most `max`. */
export function heaviestWords(hits: readonly RowHit[], max: number): string[] {
  const words = new Set<string>();
  for (const hit of [...hits].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)))
    for (const word of hit.words) words.add(word);
  return [...words].slice(0, max);
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
