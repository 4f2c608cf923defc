import type { RouteSpec } from './route.ts';

export const DRILL_ROUTES = {} as const satisfies Record<string, RouteSpec>;
