import type { RouteSpec } from './route.ts';

export const STATEMENT_ROUTES = {} as const satisfies Record<string, RouteSpec>;
