import { z } from 'zod';
import { ClaimState } from './claim.ts';
import { ClaimAct, ClaimDraft } from './claim-act.ts';
import { ClaimDetail, ClaimList, ClaimSpread } from './claim-view.ts';
import { ClaimId } from './id.ts';
import { RIGHTS, rolesOf } from './rights.ts';
import { READERS, type RouteSpec } from './route.ts';

const claim = z.object({ id: ClaimId });

/** 传言: the board, one claim, and what is done about it. */
export const CLAIM_ROUTES = {
  'GET /api/claims': {
    summary: 'Claims by state, newest first, with their clocks',
    allow: READERS,
    query: z.object({ state: z.union([ClaimState, z.literal('open'), z.literal('all')]).default('open') }),
    reply: ClaimList,
  },
  'GET /api/claims/{id}': {
    summary: 'A claim: variants, points with verdicts, evidence, and what may be done now',
    allow: READERS,
    params: claim,
    reply: ClaimDetail,
  },
  'POST /api/claims': {
    summary: 'Open a claim: from an alert, a group of near-copies, a request, or by hand',
    allow: RIGHTS['claim-open'],
    body: ClaimDraft,
    reply: ClaimDetail,
  },
  'POST /api/claims/{id}/acts': {
    summary: 'Edit, take, move, grade, merge, split; variants, points, evidence, verdicts; respond or wait',
    allow: rolesOf('claim-edit', 'claim-move', 'claim-grade', 'response-choose'),
    params: claim,
    body: ClaimAct,
    reply: ClaimDetail,
  },
  'GET /api/claims/{id}/spread': {
    summary: 'Where the claim went: posts over time and by source',
    allow: READERS,
    params: claim,
    reply: ClaimSpread,
  },
} as const satisfies Record<string, RouteSpec>;
