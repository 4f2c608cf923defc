import { TONES } from '../contract/analysis.ts';
import type { Tone } from '../contract/analysis.ts';
import type { Matches } from './matching.ts';
import { labelHits } from './row-index.ts';
import type { RowIndex } from './row-index.ts';

/** The tone with the highest bias + Σ weight of those of which a row matched; null where none did. */
export function toneOf(index: RowIndex, matches: Matches): Tone | null {
  let best: Tone | null = null;
  let bestSum = -Infinity;
  for (const { label, sum } of labelHits(index, matches)) {
    const tone = TONES.find((known) => known === label.id);
    if (tone && label.bias + sum > bestSum) {
      best = tone;
      bestSum = label.bias + sum;
    }
  }
  return best;
}
