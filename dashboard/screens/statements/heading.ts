import type { StatementKind } from '../../../api/contract/index.ts';
import { t } from '../../lib/language.svelte.ts';

/** What the first draft leaves for a person to write stands in these. */
const LEFT_OPEN = '【请填写';

/** A statement by its title; by its kind as long as the title is still to be written. */
export function headingOf(title: string, kind: StatementKind): string {
  return title === '' || title.includes(LEFT_OPEN) ? t().statement.untitled(t().statement.kinds[kind]) : title;
}
