import type { Reply } from '../../../lib/api.ts';

export type Now = Reply<'GET /api/handovers/now'>;
export type Kept = Reply<'GET /api/handovers/{id}'>;
export type Page = Now['page'];
export type Signed = Now['signed'][number];
export type Line = Page['alerts'][number];

/** The lists of the page in the order in which the next shift needs them. */
export const LISTS = ['alerts', 'clocks', 'due', 'promises', 'drafts', 'sources'] as const;
export type ListName = (typeof LISTS)[number];

/** The contract's limit; a test holds it against it. */
export const NOTE_MAX = 1_000;
