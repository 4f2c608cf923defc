import { REASONS_MAX } from '../contract/analysis.ts';
import type { LabelRows, RumorReason } from '../contract/analysis.ts';
import type { Matches } from './matching.ts';
import { labelHits, sigmoid } from './row-index.ts';
import type { RowIndex } from './row-index.ts';

/** sigmoid(bias + Σ weight) over the rumor rows, and the rows behind it, heaviest first. */
export function rumorOf(
  index: RowIndex,
  rumor: LabelRows,
  matches: Matches,
): { rumor: number; rumorReasons: RumorReason[] } {
  const [hit] = labelHits(index, matches);
  const rumorReasons = (hit?.hits ?? [])
    .map(({ words, weight }) => ({ words: words.join('+'), weight }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, REASONS_MAX);
  return { rumor: sigmoid(rumor.bias + (hit?.sum ?? 0)), rumorReasons };
}
