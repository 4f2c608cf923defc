import type { Refusal, RequestId, Satisfaction } from '../contract/index.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { tellOf } from './concerns.ts';
import type { Parts } from './parts.ts';

/**
 * What a citizen says by the receipt of a request: it is kept with every settled concern that came of the request, or that
 * staff tied it to. How many took it; 0 where none is settled. The same word twice changes nothing.
 */
export function takeSatisfaction(
  parts: Pick<Parts, 'desk' | 'onDeskChanged'>,
  request: RequestId,
  satisfaction: Satisfaction,
  note = '',
): number | Refusal {
  const { concerns, handled } = parts.desk.state();
  const tied = rowAt(handled, request)?.concern ?? null;
  const own = rowsOf(concerns).filter(
    ({ id, origin, state }) =>
      state === 'settled' && (id === tied || (origin.from === 'request' && origin.request === request)),
  );
  for (const concern of own) {
    const act = { act: 'satisfied', request, satisfaction, note: note.slice(0, 500) } as const;
    const refused = parts.desk.command({ do: 'concern', id: concern.id, act }, { kind: 'machine' });
    if (refused !== null) return refused;
    tellOf(parts, concern);
  }
  return own.length;
}
