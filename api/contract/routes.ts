import { BRIEFING_ROUTES } from './routes-briefings.ts';
import { CITIZEN_ROUTES } from './routes-citizens.ts';
import { CLAIM_ROUTES } from './routes-claims.ts';
import { CLOCK_ROUTES } from './routes-clocks.ts';
import { CONCERN_ROUTES } from './routes-concerns.ts';
import { DRILL_ROUTES } from './routes-drill.ts';
import { EFFECT_ROUTES } from './routes-effect.ts';
import { EVIDENCE_ROUTES } from './routes-evidence.ts';
import { INQUIRY_ROUTES } from './routes-inquiries.ts';
import { PUBLISHING_ROUTES } from './routes-publishing.ts';
import { STATEMENT_ROUTES } from './routes-statements.ts';
import { DESK_ROUTES } from './routes-desk.ts';
import { MACHINE_ROUTES } from './routes-machine.ts';
import { OFFICE_ROUTES } from './routes-office.ts';
import type { RouteSpec } from './route.ts';

/**
 * Every route of the API: `METHOD /path` → who may, what goes in, what comes out. The OpenAPI document, the registration of the
 * handlers and the test of every role against every route are made from this table.
 */
export const ROUTES = {
  ...OFFICE_ROUTES,
  ...DESK_ROUTES,
  ...CLAIM_ROUTES,
  ...EVIDENCE_ROUTES,
  ...INQUIRY_ROUTES,
  ...CLOCK_ROUTES,
  ...STATEMENT_ROUTES,
  ...PUBLISHING_ROUTES,
  ...CITIZEN_ROUTES,
  ...CONCERN_ROUTES,
  ...EFFECT_ROUTES,
  ...DRILL_ROUTES,
  ...BRIEFING_ROUTES,
  ...MACHINE_ROUTES,
} as const satisfies Record<string, RouteSpec>;

export type RouteKey = keyof typeof ROUTES;
