import type { Ask, Reply } from '../../lib/api.ts';

export type InboxView = Reply<'GET /api/inbox'>;
export type RequestView = InboxView['requests'][number];
export type RequestAct = Ask<'POST /api/inbox/{id}/acts'>['body'];
export type Answers = InboxView['answers'][number];
export type AnswersAct = Ask<'POST /api/consultations/{id}/answers'>['body'];
export type Found = NonNullable<Reply<'POST /api/inbox/{id}/matches'>['result']>;

/** As the contract has them. */
export const GROUP_MAX = 30;
export const SUMMARY_MAX = 1_000;
/** What the public form offers; other words are a citizen's own. */
export const OTHER_GROUP = '其他';
export const GROUPS: readonly string[] = ['居民', '商户', '家长', '务工人员', OTHER_GROUP];
