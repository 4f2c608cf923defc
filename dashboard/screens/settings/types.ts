import type { Reply } from '../../lib/api.ts';

export type OpenSession = Reply<'GET /api/me/sessions'>[number];
export type Person = Reply<'GET /api/people'>[number];
export type Role = Person['roles'][number];
export type Link = Reply<'POST /api/people/{id}/link'>;
export type Settings = Reply<'GET /api/settings'>;
export type Delivery = Reply<'GET /api/deliveries'>[number];
export type JournalItem = Reply<'GET /api/journal'>[number];
export type Health = Reply<'GET /api/health'>;

export const ROLES: readonly Role[] = ['monitor', 'writer', 'approver', 'department', 'leader', 'administrator'];
