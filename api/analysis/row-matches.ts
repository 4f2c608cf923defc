import type { LabelRows, RumorReason } from '../contract/analysis.ts';
import type { Matches } from './matching.ts';
import type { RowIndex } from './row-index.ts';

/** What matched of one label: the sum of its weights, bias left out. `number` is the label's in the index. */
export type LabelHit = { readonly label: LabelRows; readonly number: number; readonly sum: number };

/** The rows that matched in one text. Good until the next text of the same matcher. */
export type RowMatches = {
  /** The labels of a group of which at least one row matched, in the order of first matches. */
  readonly hits: (group: number) => LabelHit[];
  /** A label's rows that weigh most, for or against, heaviest first, at most `max`; of equal ones the one found first. */
  readonly heaviestReasons: (label: number, max: number) => RumorReason[];
  /** Distinct words of those rows as they stand in the text, at most `max`. */
  readonly heaviestWords: (label: number, max: number) => string[];
};

/** Makes a matcher of an index; the arrays that it works in are used again for each text. */
export function createRowMatcher(index: RowIndex): (matches: Matches) => RowMatches {
  const { labels, groups, firstRows, rowLabels, rowWeights, rowParts, isJoint } = index;
  const sums = new Float64Array(labels.length);
  const counts = new Int32Array(labels.length);
  /** Numbers of the rows that matched; each label has room for all of its own, from `rooms[label]` on. */
  const rows = new Int32Array(rowLabels.length);
  const rooms = roomsOf(labels);
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
  const heaviestRows = (label: number, max: number) => {
    const room = rooms[label] ?? 0;
    const heaviest: number[] = [];
    for (let at = room; at < room + (counts[label] ?? 0); at++) insert(heaviest, rows[at] ?? 0, rowWeights, max);
    return heaviest;
  };
  const heaviestWords = (label: number, max: number) => {
    const words: number[] = [];
    for (const row of heaviestRows(label, max))
      for (const word of rowParts[row] ?? []) if (words.length < max && !words.includes(word)) words.push(word);
    return words.map(text.textOf);
  };
  const heaviestReasons = (label: number, max: number) =>
    heaviestRows(label, max).map((row) => {
      const words = (rowParts[row] ?? []).map(text.textOf).join('+');
      return { words, weight: rowWeights[row] ?? 0 };
    });
  const hits = (group: number) => {
    const list: LabelHit[] = [];
    for (let at = 0; at < foundCount; at++) {
      const number = found[at] ?? 0;
      const label = labels[number];
      if (label !== undefined && groups[number] === group) list.push({ label, number, sum: sums[number] ?? 0 });
    }
    return list;
  };
  const result: RowMatches = { hits, heaviestReasons, heaviestWords };
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

function roomsOf(labels: readonly LabelRows[]): Int32Array {
  const rooms = new Int32Array(labels.length);
  for (let label = 1; label < labels.length; label++)
    rooms[label] = (rooms[label - 1] ?? 0) + (labels[label - 1]?.rows.length ?? 0);
  return rooms;
}

/** Puts a row behind those that weigh as much; what falls out beyond `max` is gone. */
function insert(heaviest: number[], row: number, weights: Float64Array, max: number): void {
  const weight = Math.abs(weights[row] ?? 0);
  let to = heaviest.length;
  if (to === max) {
    if (Math.abs(weights[heaviest[max - 1] ?? 0] ?? 0) >= weight) return;
    to--;
  } else heaviest.push(row);
  for (; to > 0 && Math.abs(weights[heaviest[to - 1] ?? 0] ?? 0) < weight; to--) heaviest[to] = heaviest[to - 1] ?? row;
  heaviest[to] = row;
}
