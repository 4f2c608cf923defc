import type { RouteSpec } from './route.ts';

export const PUBLISHING_ROUTES = {} as const satisfies Record<string, RouteSpec>;
