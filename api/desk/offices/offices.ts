import { z } from 'zod';
import { BodyId, refuse, type Refusal } from '../../contract/index.ts';
import type { EntryDraft, Fact, FoldEntry } from '../entry.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';

export const OfficeCommand = z.object({ do: z.literal('office'), id: BodyId });
export type OfficeCommand = z.infer<typeof OfficeCommand>;

export function decideOffices(
  _state: DeskState,
  _command: OfficeCommand,
  _actor: Actor,
  _nowMs: number,
): readonly EntryDraft[] | Refusal {
  return refuse('not-found');
}

export function applyOffices(state: DeskState, _fact: Fact, _entry: FoldEntry): DeskState {
  return state;
}
