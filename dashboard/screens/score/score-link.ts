import { withQuery } from '../../lib/router.svelte.ts';
import { filtersOf, type Asked } from './lead.ts';

/** The score with exactly the claims behind a number. */
export const scoreHref = (asked: Asked): string => withQuery('/score', filtersOf(asked));
