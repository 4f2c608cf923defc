import { REASONS_MAX } from '../contract/analysis.ts';
import type { LabelRows, RumorReason } from '../contract/analysis.ts';
import type { Matches } from './matching.ts';
import type { RowIndex } from './row-index.ts';

/** What matched of one label: the sum of its weights, bias left out. `number` is the label's in the index. */
export type LabelHit = { readonly label: LabelRows; readonly number: number; readonly sum: number };

/** The rows that matched in one text. Good until the next text of the same matcher. */
export type RowMatches = {
  /** The labels of a group of which at least one row matched, in the order of first matches. */
  readonly hits: (group: number) => LabelHit[];
  /** A label's rows that weigh most, for or against, heaviest first, at most `REASONS_MAX`; of equal ones the one found first. */
  readonly heaviestReasons: (label: number) => RumorReason[];
  /** Distinct words of those rows as they stand in the text, at most `REASONS_MAX`. */
  readonly heaviestWords: (label: number) => string[];
};

/** The numbers of the rows that matched: each label has room for all of its own, from `rooms[label]` on. */
type Noted = { readonly rows: Int32Array; readonly rooms: Int32Array; readonly counts: Int32Array };

/** Makes a matcher of an index; the arrays that it works in are used again for each text. */
export function createRowMatcher(index: RowIndex): (matches: Matches) => RowMatches {
  const { labels, groups, firstRows, rowLabels, rowWeights, rowParts, isJoint } = index;
  const rows = new Int32Array(rowLabels.length);
  const rooms = roomsOf(labels);
  const counts = new Int32Array(labels.length);
  const sums = new Float64Array(labels.length);
  /** Labels with a match, in the order of the first. */
  const found = new Int32Array(labels.length);
  let foundCount = 0;
  let text: Matches;

  const note = (row: number) => {
    const label = rowLabels[row] ?? 0;
    const count = counts[label] ?? 0;
    if (count === 0) {
      sums[label] = 0;
      found[foundCount++] = label;
    }
    sums[label] = (sums[label] ?? 0) + (rowWeights[row] ?? 0);
    rows[(rooms[label] ?? 0) + count] = row;
    counts[label] = count + 1;
  };
  const hits = (group: number) => {
    const list: LabelHit[] = [];
    for (let at = 0; at < foundCount; at++) {
      const number = found[at] ?? 0;
      const label = labels[number];
      if (label !== undefined && groups[number] === group) list.push({ label, number, sum: sums[number] ?? 0 });
    }
    return list;
  };
  const result: RowMatches = { hits, ...createReasons(index, { rows, rooms, counts }, (word) => text.textOf(word)) };
  return (matches) => {
    text = matches;
    foundCount = 0;
    counts.fill(0);
    for (const word of matches.seen) {
      const end = firstRows[word + 1] ?? 0;
      for (let row = firstRows[word] ?? 0; row < end; row++)
        if (isJoint[row] === 0 || (rowParts[row] ?? []).every(matches.has)) note(row);
    }
    return result;
  };
}

function createReasons(
  { rowParts, rowWeights, isJoint }: RowIndex,
  { rows, rooms, counts }: Noted,
  textOf: (word: number) => string,
): Pick<RowMatches, 'heaviestReasons' | 'heaviestWords'> {
  const heaviest = new Int32Array(REASONS_MAX);
  /** Fills `heaviest` and returns how many there are. */
  const chooseHeaviest = (label: number): number => {
    const room = rooms[label] ?? 0;
    let chosen = 0;
    for (let at = room; at < room + (counts[label] ?? 0); at++)
      chosen = insert(heaviest, chosen, rows[at] ?? 0, rowWeights);
    return chosen;
  };
  const heaviestWords = (label: number) => {
    const words: string[] = [];
    const chosen = chooseHeaviest(label);
    for (let at = 0; at < chosen; at++)
      for (const part of rowParts[heaviest[at] ?? 0] ?? []) {
        const word = textOf(part);
        if (words.length < REASONS_MAX && !words.includes(word)) words.push(word);
      }
    return words;
  };
  const heaviestReasons = (label: number) => {
    const reasons: RumorReason[] = [];
    const chosen = chooseHeaviest(label);
    for (let at = 0; at < chosen; at++) {
      const row = heaviest[at] ?? 0;
      const parts = rowParts[row] ?? [];
      const words = isJoint[row] === 0 ? textOf(parts[0] ?? 0) : parts.map(textOf).join('+');
      reasons.push({ words, weight: rowWeights[row] ?? 0 });
    }
    return reasons;
  };
  return { heaviestWords, heaviestReasons };
}

function roomsOf(labels: readonly LabelRows[]): Int32Array {
  const rooms = new Int32Array(labels.length);
  for (let label = 1; label < labels.length; label++)
    rooms[label] = (rooms[label - 1] ?? 0) + (labels[label - 1]?.rows.length ?? 0);
  return rooms;
}

/** Puts a row behind those that weigh as much, where `count` stand; what falls out at the end is gone. Returns the new count. */
function insert(heaviest: Int32Array, count: number, row: number, weights: Float64Array): number {
  const weight = Math.abs(weights[row] ?? 0);
  let to = count;
  if (count === heaviest.length) {
    to--;
    if (Math.abs(weights[heaviest[to] ?? 0] ?? 0) >= weight) return count;
  }
  for (; to > 0 && Math.abs(weights[heaviest[to - 1] ?? 0] ?? 0) < weight; to--) heaviest[to] = heaviest[to - 1] ?? 0;
  heaviest[to] = row;
  return Math.min(count + 1, heaviest.length);
}
