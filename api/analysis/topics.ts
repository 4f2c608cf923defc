import { TOPIC_SCORE_MIN } from '../contract/analysis.ts';
import type { TagReason } from '../contract/analysis.ts';
import type { RowMatches } from './row-matches.ts';
import { sigmoid } from './rumor.ts';

/** Topics with sigmoid(bias + Σ weight) of at least `TOPIC_SCORE_MIN`, best first. */
export function topicsOf(rows: RowMatches, group: number): TagReason[] {
  const topics: TagReason[] = [];
  for (const { label, number, sum } of rows.hits(group)) {
    const score = sigmoid(label.bias + sum);
    if (score >= TOPIC_SCORE_MIN) topics.push({ id: label.id, score, words: rows.heaviestWords(number) });
  }
  return topics.sort((a, b) => b.score - a.score);
}
