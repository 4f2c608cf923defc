import type { Ask, Reply } from '../../lib/api.ts';

export type List = Reply<'GET /api/briefings'>;
export type Row = List['briefings'][number];
export type Kind = Row['kind'];
export type Detail = Reply<'GET /api/briefings/{id}'>;
export type Paper = Detail['paper'];
export type Section = Paper['sections'][number];
export type Finding = Section['findings'][number];
export type Chart = Paper['charts'][number];
export type Edit = Detail['briefing']['edits'][number];
export type FigureView = Reply<'GET /api/briefings/{id}/figures/{figure}'>;
export type FigureQuery = FigureView['figure']['query'];
export type Act = Ask<'POST /api/briefings/{id}/acts'>['body'];
export type ActName = Act['act'];
export type Query = Ask<'GET /api/briefings'>['query'];
export type Plan = Reply<'GET /api/briefings/plan'>;
export type Form = 'pdf' | 'docx' | 'html' | 'txt';

export const KINDS: readonly Kind[] = ['daily', 'weekly', 'monthly', 'special'];
export const FORMS: readonly Form[] = ['pdf', 'docx', 'html', 'txt'];

/** The contract's limits; a test holds them against it. */
export const NOTE_MAX = 1_000;
export const PARAGRAPHS_MAX = 12;
export const PARAGRAPH_CHARS_MAX = 600;
export const LISTED_MAX = 200;
export const FIGURE_ROWS_MAX = 200;
