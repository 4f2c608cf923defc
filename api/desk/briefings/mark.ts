import { BRIEFING_MARKS_MAX, type Briefing } from '../../contract/briefing.ts';
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
  return [draft('briefing-marked', { briefing: held.id, key, body, dueMs, concern }, { about, text })];
}
