import { z } from 'zod';
import { InquiryId, refuse, type Refusal } from '../../contract/index.ts';
import type { EntryDraft, Fact, FoldEntry } from '../entry.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';

export const InquiryCommand = z.object({ do: z.literal('inquiry'), id: InquiryId });
export type InquiryCommand = z.infer<typeof InquiryCommand>;

export function decideInquiries(
  _state: DeskState,
  _command: InquiryCommand,
  _actor: Actor,
  _nowMs: number,
): readonly EntryDraft[] | Refusal {
  return refuse('not-found');
}

export function applyInquiries(state: DeskState, _fact: Fact, _entry: FoldEntry): DeskState {
  return state;
}
