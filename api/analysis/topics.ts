import { REASONS_MAX, TOPIC_SCORE_MIN } from '../contract/analysis.ts';
import type { TagReason } from '../contract/analysis.ts';
import type { Matches } from './matching.ts';
import { heaviestWords, labelHits, sigmoid } from './row-index.ts';
import type { RowIndex } from './row-index.ts';

/** Topics with sigmoid(bias + Σ weight) of at least `TOPIC_SCORE_MIN`, best first. */
export function topicsOf(index: RowIndex, matches: Matches): TagReason[] {
  const topics: TagReason[] = [];
  for (const { label, sum, rows } of labelHits(index, matches)) {
    const score = sigmoid(label.bias + sum);
    if (score >= TOPIC_SCORE_MIN)
      topics.push({ id: label.id, score, words: heaviestWords(rows, matches, REASONS_MAX) });
  }
  return topics.sort((a, b) => b.score - a.score);
}
