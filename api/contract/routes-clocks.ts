import type { RouteSpec } from './route.ts';

export const CLOCK_ROUTES = {} as const satisfies Record<string, RouteSpec>;
