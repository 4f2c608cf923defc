import { z } from 'zod';
import { Erased, ErasureLooking, ErasureOrder, ErasureSearch, InboxView, RequestAct, RequestView } from './citizen.ts';
import { RequestId } from './id.ts';
import { rolesOf } from './rights.ts';
import type { RouteSpec } from './route.ts';

const request = z.object({ id: RequestId });

/** 群众来件: what citizens wrote through the public page. Requests about one's own data are listed to administrators alone. */
export const CITIZEN_ROUTES = {
  'GET /api/inbox': {
    summary: 'Requests of citizens, newest first',
    allow: rolesOf('inbox-handle', 'erasure-handle'),
    reply: InboxView,
  },
  'POST /api/inbox/{id}/acts': {
    summary: 'Accept, link, answer or decline a request',
    allow: rolesOf('inbox-handle', 'erasure-handle'),
    params: request,
    body: RequestAct,
    reply: RequestView,
  },
  'POST /api/inbox/{id}/matches': {
    summary: 'Posts and kept texts that hold some words or lie at an address, for a request about own data',
    allow: rolesOf('erasure-handle'),
    params: request,
    body: ErasureSearch,
    reply: ErasureLooking,
  },
  'GET /api/inbox/{id}/matches': {
    summary: 'How far the newest look for this request is, and what it found; null where there is none',
    allow: rolesOf('erasure-handle'),
    params: request,
    reply: ErasureLooking.nullable(),
  },
  'POST /api/inbox/{id}/erase': {
    summary: 'Erase posts and kept texts for good, in a restored backup too',
    allow: rolesOf('erasure-handle'),
    params: request,
    body: ErasureOrder,
    reply: Erased,
  },
} as const satisfies Record<string, RouteSpec>;
