import type { Ask, Reply } from '../../lib/api.ts';

export type InboxView = Reply<'GET /api/inbox'>;
export type RequestView = InboxView['requests'][number];
export type RequestAct = Ask<'POST /api/inbox/{id}/acts'>['body'];
export type Found = Reply<'POST /api/inbox/{id}/matches'>;

/** As the contract has them. */
export const GROUP_MAX = 30;
export const SUMMARY_MAX = 1_000;
