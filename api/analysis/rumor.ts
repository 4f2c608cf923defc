import type { LabelRows, RumorReason } from '../contract/analysis.ts';
import type { RowMatches } from './row-matches.ts';

/** sigmoid(bias + Σ weight) over the rumor rows, and the rows behind it, heaviest first. */
export function rumorOf(
  rows: RowMatches,
  group: number,
  rumor: LabelRows,
): { rumor: number; rumorReasons: RumorReason[] } {
  const [hit] = rows.hits(group);
  if (hit === undefined) return { rumor: sigmoid(rumor.bias), rumorReasons: [] };
  return { rumor: sigmoid(rumor.bias + hit.sum), rumorReasons: rows.heaviestReasons(hit.number) };
}

/** Evidence to odds of 0..1. */
export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
