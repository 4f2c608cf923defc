import type { LabelRows } from '../contract/analysis.ts';
import { normalise } from './script.ts';

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

/**
 * The rows of all labels in flat arrays, those of one word side by side; a row is known by its number there. Labels are numbered
 * through as well, and lie in groups (topics, markers, …), so that one walk over the words of a text serves all groups.
 */
export type RowIndex = {
  readonly labels: readonly LabelRows[];
  readonly groups: Uint8Array;
  readonly groupCount: number;
  /** By a word: the first of its rows. The last is the one before the next word's first. */
  readonly firstRows: Int32Array;
  readonly rowLabels: Int32Array;
  readonly rowWeights: Float64Array;
  /** Words of a row that must occur together; by far most have one. */
  readonly rowParts: readonly (readonly number[])[];
  readonly isJoint: Uint8Array;
};

type LooseRow = { readonly label: number; readonly weight: number; readonly parts: readonly number[] };

/** Indexes groups of labels. Every word that the scanner knows must be in the vocabulary by then. */
export function indexRows(vocabulary: Vocabulary, groups: readonly (readonly LabelRows[])[]): RowIndex {
  const labels = groups.flat();
  const rows = labels.flatMap((label, number) => looseRows(vocabulary, label, number));
  // A row with several words hangs on its first: it is looked at once, when that word is there. Rows of one word keep their order.
  rows.sort((a, b) => (a.parts[0] ?? 0) - (b.parts[0] ?? 0));
  const firstRows = new Int32Array(vocabulary.words.length + 1);
  for (const { parts } of rows) firstRows[(parts[0] ?? 0) + 1] = (firstRows[(parts[0] ?? 0) + 1] ?? 0) + 1;
  for (let word = 1; word < firstRows.length; word++)
    firstRows[word] = (firstRows[word] ?? 0) + (firstRows[word - 1] ?? 0);
  return {
    labels,
    groups: Uint8Array.from(groups.flatMap((group, number) => group.map(() => number))),
    groupCount: groups.length,
    firstRows,
    rowLabels: Int32Array.from(rows, ({ label }) => label),
    rowWeights: Float64Array.from(rows, ({ weight }) => weight),
    rowParts: rows.map(({ parts }) => parts),
    isJoint: Uint8Array.from(rows, ({ parts }) => (parts.length > 1 ? 1 : 0)),
  };
}

function looseRows(vocabulary: Vocabulary, { rows }: LabelRows, label: number): LooseRow[] {
  return rows.map(({ words, weight }) => {
    const parts = [...new Set(words.split('+').map((part) => numberOf(vocabulary, part.trim())))];
    return { label, weight, parts };
  });
}
