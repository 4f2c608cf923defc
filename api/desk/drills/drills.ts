import { z } from 'zod';
import { DrillDraft, DRILLS_SHOWN_MAX, DrillResult, RIGHTS, type Refusal } from '../../contract/index.ts';
import { draft, type EntryDraft, type Fact } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';

export const DrillCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start-drill'), id: z.string().max(64), draft: DrillDraft }),
  /** By the machine: the office that was drilled has ended. */
  z.object({ do: z.literal('end-drill'), result: DrillResult }),
]);
export type DrillCommand = z.infer<typeof DrillCommand>;

export function decideDrills(state: DeskState, command: DrillCommand, actor: Actor): readonly EntryDraft[] | Refusal {
  if (command.do === 'start-drill') {
    const { id, draft: wanted } = command;
    return forbidden(state, actor, RIGHTS['drill-run']) ?? [draft('drill-started', { id, ...wanted })];
  }
  const wrong = forbidden(state, actor, [], true);
  if (wrong !== null) return wrong;
  // The second end of one drill, should two processes see it, adds nothing.
  return state.drills.some(({ id }) => id === command.result.id) ? [] : [draft('drill-run', command.result)];
}

export function applyDrills(state: DeskState, fact: Fact): DeskState {
  if (fact.kind !== 'drill-run') return state;
  return { ...state, drills: [fact.body, ...state.drills].slice(0, DRILLS_SHOWN_MAX) };
}
