import { z } from 'zod';
import { ClaimId, refuse, type Refusal } from '../../contract/index.ts';
import type { EntryDraft, Fact, FoldEntry } from '../entry.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';

export const ClockCommand = z.object({ do: z.literal('clock'), id: ClaimId });
export type ClockCommand = z.infer<typeof ClockCommand>;

export function decideClocks(
  _state: DeskState,
  _command: ClockCommand,
  _actor: Actor,
  _nowMs: number,
): readonly EntryDraft[] | Refusal {
  return refuse('not-found');
}

export function applyClocks(state: DeskState, _fact: Fact, _entry: FoldEntry): DeskState {
  return state;
}
