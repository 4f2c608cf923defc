import type { RouteSpec } from './route.ts';

export const INQUIRY_ROUTES = {} as const satisfies Record<string, RouteSpec>;
