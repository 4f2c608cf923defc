import { TONES } from '../contract/analysis.ts';
import type { Tone } from '../contract/analysis.ts';
import type { RowMatches } from './row-matches.ts';

/** The tone with the highest bias + Σ weight of those of which a row matched; null where none did. */
export function toneOf(rows: RowMatches, group: number): Tone | null {
  let best: Tone | null = null;
  let bestSum = -Infinity;
  for (const { label, sum } of rows.hits(group)) {
    const tone = TONES.find((known) => known === label.id);
    if (tone && label.bias + sum > bestSum) {
      best = tone;
      bestSum = label.bias + sum;
    }
  }
  return best;
}
