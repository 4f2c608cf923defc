import { DESK_ROUTES } from './routes-desk.ts';
import { MACHINE_ROUTES } from './routes-machine.ts';
import { OFFICE_ROUTES } from './routes-office.ts';
import type { RouteSpec } from './route.ts';

/**
 * Every route of the API: `METHOD /path` → who may, what goes in, what comes out. The OpenAPI document, the registration of the
 * handlers and the test of every role against every route are made from this table.
 */
export const ROUTES = { ...OFFICE_ROUTES, ...DESK_ROUTES, ...MACHINE_ROUTES } as const satisfies Record<
  string,
  RouteSpec
>;

export type RouteKey = keyof typeof ROUTES;
