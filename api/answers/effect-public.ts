import { publicScore, type PublicScore } from '../effect/public-score.ts';
import type { Parts } from './parts.ts';

/** The scoreboard for the public page, made anew only when claims or statements are not as they were. */
export function createPublicScore({ desk }: Pick<Parts, 'desk'>): () => PublicScore | null {
  let made: { readonly claims: unknown; readonly statements: unknown; readonly score: PublicScore | null } | null =
    null;
  return () => {
    const state = desk.state();
    const { claims, statements } = state;
    if (made?.claims !== claims || made.statements !== statements)
      made = { claims, statements, score: publicScore(state) };
    return made.score;
  };
}
