import { BRIEFING_MARKS_MAX, type Briefing } from '../../contract/briefing.ts';
import { CONCERN_TEXT_CHARS_MAX, CONCERN_TITLE_CHARS_MAX, CONCERNS_MAX } from '../../contract/concern.ts';
import { refuse, type Refusal } from '../../contract/index.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import type { ActOf } from './command.ts';

/** 批示: a leader marks a finding of a released issue and writes; a department does it until then. */
export function decideMark(
  state: DeskState,
  held: Briefing,
  act: ActOf<'mark'>,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const { key, body, dueMs, concern, about, text } = act;
  if (held.marks.length >= BRIEFING_MARKS_MAX) return refuse('limit-reached', { limit: BRIEFING_MARKS_MAX });
  const named = rowAt(state.bodies, body);
  if (named === undefined) return refuse('bad-input', { what: 'body' }, 'body');
  if (dueMs <= nowMs) return refuse('due-wrong', {}, 'dueMs');
  const marked = draft('briefing-marked', { briefing: held.id, key, body, dueMs, concern }, { about, text });
  const written = draft('concern-marked', { concern }, { text });
  // A mark on what the ledger has already is written there; the department and its deadline stay as they were set.
  if (rowAt(state.concerns, concern) !== undefined) return [marked, written];
  if (state.concerns.size >= CONCERNS_MAX) return refuse('limit-reached', { limit: CONCERNS_MAX });
  const origin = { from: 'mark' as const, briefing: held.id, key };
  const words = { title: titleOf(about, text), text: `${about}\n批示：${text}`.slice(0, CONCERN_TEXT_CHARS_MAX) };
  return [
    marked,
    draft('concern-opened', { concern, origin, topics: [], places: [], sample: held.sample }, words),
    draft('concern-assigned', { concern, body, others: [], dueMs }, { note: text }),
    written,
  ];
}

function titleOf(about: string, text: string): string {
  const [line = ''] = (about || text).split('\n');
  return line.length <= CONCERN_TITLE_CHARS_MAX ? line : `${line.slice(0, CONCERN_TITLE_CHARS_MAX - 1)}…`;
}
