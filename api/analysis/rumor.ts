import { REASONS_MAX } from '../contract/analysis.ts';
import type { LabelRows, RumorReason } from '../contract/analysis.ts';
import type { Matches } from './matching.ts';
import { heaviestRows, labelHits, sigmoid } from './row-index.ts';
import type { RowIndex } from './row-index.ts';

/** sigmoid(bias + Σ weight) over the rumor rows, and the rows behind it, heaviest first. */
export function rumorOf(
  index: RowIndex,
  rumor: LabelRows,
  matches: Matches,
): { rumor: number; rumorReasons: RumorReason[] } {
  const [hit] = labelHits(index, matches);
  const rumorReasons = heaviestRows(hit?.rows ?? [], REASONS_MAX).map(({ parts, weight }) => ({
    words: parts.map(matches.textOf).join('+'),
    weight,
  }));
  return { rumor: sigmoid(rumor.bias + (hit?.sum ?? 0)), rumorReasons };
}
