import { refuse } from '../contract/index.ts';
import type { Handlers } from '../http/handler.ts';

/** Trends over weeks. */
export function trendAnswers(): Pick<Handlers, 'GET /api/trends'> {
  return { 'GET /api/trends': () => refuse('not-found') };
}
