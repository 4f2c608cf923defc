import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { refuse, type RouteSpec } from '../contract/index.ts';
import { sendRefusal } from './answer.ts';
import { networkOf } from './caller.ts';

const WINDOW_SECONDS = 60;
/** Calls a minute and network: far above what an office behind one address needs, far below a flood. */
export const CALLS_PER_MINUTE = { free: 60, session: 1_200, crawler: 60_000 } as const;

/** Slows one network down on one route, before anything costly is done for it. */
export function slowDown(spec: RouteSpec): RequestHandler {
  const limit =
    spec.allow === 'free' || spec.allow === 'crawler' ? CALLS_PER_MINUTE[spec.allow] : CALLS_PER_MINUTE.session;
  return rateLimit({
    windowMs: WINDOW_SECONDS * 1_000,
    limit,
    legacyHeaders: false,
    standardHeaders: false,
    validate: false,
    keyGenerator: (request) => networkOf(request.ip ?? ''),
    handler: (_request, response) => sendRefusal(response, refuse('too-many', { seconds: WINDOW_SECONDS })),
  });
}
