import { REASONS_MAX } from '../contract/analysis.ts';
import type { MarkerReason } from '../contract/analysis.ts';
import type { Matches } from './matching.ts';
import { heaviestWords, labelHits } from './row-index.ts';
import type { RowIndex } from './row-index.ts';

/** Families of rumor markers of which a row matched, in the order of first matches. A marker is a reason to look and no verdict. */
export function markersOf(index: RowIndex, matches: Matches): MarkerReason[] {
  return labelHits(index, matches)
    .filter(({ label, sum }) => label.bias + sum > 0)
    .map(({ label, rows }) => ({ family: label.id, words: heaviestWords(rows, matches, REASONS_MAX) }));
}
