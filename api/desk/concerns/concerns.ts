import { z } from 'zod';
import { ConcernId, refuse, type Refusal } from '../../contract/index.ts';
import type { EntryDraft, Fact, FoldEntry } from '../entry.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';

export const ConcernCommand = z.object({ do: z.literal('concern'), id: ConcernId });
export type ConcernCommand = z.infer<typeof ConcernCommand>;

export function decideConcerns(
  _state: DeskState,
  _command: ConcernCommand,
  _actor: Actor,
  _nowMs: number,
): readonly EntryDraft[] | Refusal {
  return refuse('not-found');
}

export function applyConcerns(state: DeskState, _fact: Fact, _entry: FoldEntry): DeskState {
  return state;
}
