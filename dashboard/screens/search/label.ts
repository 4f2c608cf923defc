import { t } from '../../lib/language.svelte.ts';
import { nameOf } from '../../lib/names.svelte.ts';
import type { List } from './criteria.ts';

const isKind = (id: string): id is keyof ReturnType<typeof t>['parts']['kinds'] => Object.hasOwn(t().parts.kinds, id);

/** The name of an id in a facet. */
export function labelOf(list: List, id: string): string {
  if (list !== 'kinds') return nameOf(list, id);
  return isKind(id) ? t().parts.kinds[id] : id;
}
