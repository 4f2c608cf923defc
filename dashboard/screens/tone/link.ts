import { router, withQuery } from '../../lib/router.svelte.ts';
import type { Group } from './tone.ts';

/** The same span, for one topic, place or source. */
export const spanLink = (by: Group, id: string): string =>
  withQuery('/tone', { span: router.query.get('span') ?? '', by, id });
