import type { MarkerReason } from '../contract/analysis.ts';
import type { RowMatches } from './row-matches.ts';

/** Families of rumor markers of which a row matched, in the order of first matches. A marker is a reason to look and no verdict. */
export function markersOf(rows: RowMatches, group: number): MarkerReason[] {
  const markers: MarkerReason[] = [];
  for (const { label, number, sum } of rows.hits(group))
    if (label.bias + sum > 0) markers.push({ family: label.id, words: rows.heaviestWords(number) });
  return markers;
}
