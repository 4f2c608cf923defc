import type { Ask, Reply } from '../../lib/api.ts';

export type OpenSession = Reply<'GET /api/me/sessions'>[number];
export type Person = Reply<'GET /api/people'>[number];
export type Role = Person['roles'][number];
export type Link = Reply<'POST /api/people/{id}/link'>;
export type Settings = Reply<'GET /api/settings'>;
export type ChannelView = Reply<'GET /api/channels'>[number];
export type ChannelKind = ChannelView['kind'];
export type ChannelAddress = Ask<'POST /api/channels'>['body']['address'];
export type PublicPage = Reply<'GET /api/public-page'>;
export type Delivery = Reply<'GET /api/deliveries'>[number];
export type JournalItem = Reply<'GET /api/journal'>[number];
export type Health = Reply<'GET /api/health'>;

export const ROLES: readonly Role[] = ['monitor', 'writer', 'approver', 'department', 'leader', 'administrator'];
