import { z } from 'zod';
import { EffectPosts, EffectPostsQuery, EffectView } from './effect.ts';
import { ScoreView } from './effect-score.ts';
import { ClaimId, StatementId } from './id.ts';
import { READERS, type RouteSpec } from './route.ts';

/** What came of a statement, and how long everything took. */
export const EFFECT_ROUTES = {
  'GET /api/statements/{id}/effect': {
    summary: 'Repeats of the claim and mentions of the statement, before and after it was published',
    allow: READERS,
    params: z.object({ id: StatementId }),
    reply: EffectView,
  },
  'GET /api/statements/{id}/effect/posts': {
    summary: 'The posts behind a number of a statement’s effect, newest first',
    allow: READERS,
    params: z.object({ id: StatementId }),
    query: EffectPostsQuery,
    reply: EffectPosts,
  },
  'GET /api/claims/{id}/effect/posts': {
    summary: 'The posts behind a number of a claim’s effect, newest first',
    allow: READERS,
    params: z.object({ id: ClaimId }),
    query: EffectPostsQuery,
    reply: EffectPosts,
  },
  'GET /api/claims/{id}/effect': {
    summary: 'Repeats of the claim and mentions of its statements over its whole course',
    allow: READERS,
    params: z.object({ id: ClaimId }),
    reply: EffectView,
  },
  'GET /api/score': {
    summary: 'Lead times of each claim, their medians by month, clocks kept, verdicts overturned',
    allow: READERS,
    reply: ScoreView,
  },
} as const satisfies Record<string, RouteSpec>;
