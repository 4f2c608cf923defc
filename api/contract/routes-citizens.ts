import type { RouteSpec } from './route.ts';

export const CITIZEN_ROUTES = {} as const satisfies Record<string, RouteSpec>;
