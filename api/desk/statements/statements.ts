import { z } from 'zod';
import { StatementId, refuse, type Refusal } from '../../contract/index.ts';
import type { EntryDraft, Fact, FoldEntry } from '../entry.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';

export const StatementCommand = z.object({ do: z.literal('statement'), id: StatementId });
export type StatementCommand = z.infer<typeof StatementCommand>;

export function decideStatements(
  _state: DeskState,
  _command: StatementCommand,
  _actor: Actor,
  _nowMs: number,
): readonly EntryDraft[] | Refusal {
  return refuse('not-found');
}

export function applyStatements(state: DeskState, _fact: Fact, _entry: FoldEntry): DeskState {
  return state;
}
