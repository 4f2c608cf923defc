import type { PersonId } from '../contract/index.ts';
import { bodiesOf } from '../desk/concerns/rules.ts';
import { rowAt } from '../desk/table.ts';
import type { LiveNews } from '../live/live.ts';
import type { Parts } from './parts.ts';

/** Whether this is about an inquiry or a concern that was sent to a department of that person. Of nothing else a department hears. */
export function isForDepartmentOf({ desk }: Pick<Parts, 'desk'>, person: PersonId, news: LiveNews): boolean {
  if (news.kind !== 'changed') return false;
  const state = desk.state();
  const own = bodiesOf(state, person);
  if (news.what === 'inquiry') {
    const body = rowAt(state.inquiries, news.id)?.body;
    return body !== undefined && own.has(body);
  }
  if (news.what !== 'concern') return false;
  const concern = rowAt(state.concerns, news.id);
  return concern !== undefined && [concern.body, ...concern.others].some((id) => id !== null && own.has(id));
}
