import type { RouteSpec } from './route.ts';

export const CONCERN_ROUTES = {} as const satisfies Record<string, RouteSpec>;
