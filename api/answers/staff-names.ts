import { rowAt } from '../desk/table.ts';
import type { Parts } from './parts.ts';

/** Who did something, in words: `by` is a person's id, `machine`, `terminal`, or `body:…` for a department by its link. */
export function actorNamed({ desk }: Pick<Parts, 'desk'>, by: string): string {
  const { people, bodies } = desk.state();
  if (by.startsWith('body:')) return rowAt(bodies, by.slice(5))?.name ?? '';
  return rowAt(people, by)?.name ?? (by === 'machine' ? '系统' : by);
}
