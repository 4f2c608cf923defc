import type { RouteSpec } from './route.ts';

export const CLAIM_ROUTES = {} as const satisfies Record<string, RouteSpec>;
