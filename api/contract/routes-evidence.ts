import type { RouteSpec } from './route.ts';

export const EVIDENCE_ROUTES = {} as const satisfies Record<string, RouteSpec>;
