import { z } from 'zod';
import { ClaimId, refuse, type Refusal } from '../../contract/index.ts';
import type { EntryDraft, Fact, FoldEntry } from '../entry.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';

export const ClaimCommand = z.object({ do: z.literal('claim'), id: ClaimId });
export type ClaimCommand = z.infer<typeof ClaimCommand>;

export function decideClaims(
  _state: DeskState,
  _command: ClaimCommand,
  _actor: Actor,
  _nowMs: number,
): readonly EntryDraft[] | Refusal {
  return refuse('not-found');
}

export function applyClaims(state: DeskState, _fact: Fact, _entry: FoldEntry): DeskState {
  return state;
}
