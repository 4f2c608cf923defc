import type { RouteSpec } from './route.ts';

export const EFFECT_ROUTES = {} as const satisfies Record<string, RouteSpec>;
