import { z } from 'zod';
import { HandoverId, type Handover } from '../../contract/handover.ts';
import { FileHash, NOTE_CHARS_MAX, PersonId, refuse, RIGHTS, type Refusal } from '../../contract/index.ts';
import { draft, textOf, type EntryDraft, type Fact, type FoldEntry } from '../entry.ts';
import { actorName, forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf, withRow } from '../table.ts';

const note = z.string().max(NOTE_CHARS_MAX);

export const HandoverCommand = z.discriminatedUnion('do', [
  /** `sha256`: of the page, which is in the file store already. */
  z.object({
    do: z.literal('sign-handover'),
    id: HandoverId,
    sha256: FileHash,
    bytes: z.number().int().min(1),
    note,
  }),
  z.object({ do: z.literal('take-handover'), id: z.string().max(64), note }),
]);
export type HandoverCommand = z.infer<typeof HandoverCommand>;

/** 交接班: the one who goes signs the page, and another, who comes, signs the same. */
export function decideHandovers(
  state: DeskState,
  command: HandoverCommand,
  actor: Actor,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, RIGHTS['handover-sign']);
  if (wrong !== null) return wrong;
  // Nobody signs in another's place.
  if (actor.kind !== 'person') return refuse('no-permission');
  if (command.do === 'sign-handover') {
    const { id, sha256, bytes } = command;
    if (rowAt(state.handovers, id) !== undefined) return [];
    const no = state.handovers.size + 1;
    return [draft('handover-signed', { handover: id, no, sha256, bytes }, { note: command.note })];
  }
  const held = rowAt(state.handovers, command.id);
  if (held === undefined) return refuse('not-found');
  return (
    refuseTaking(state, held, actorName(actor)) ?? [
      draft('handover-taken', { handover: held.id }, { note: command.note }),
    ]
  );
}

/** Why somebody cannot take this page over; null: they can. */
export function refuseTaking(state: DeskState, held: Handover, person: string): Refusal | null {
  if (held.to !== null) return refuse('handover-taken', { name: rowAt(state.people, held.to)?.name ?? '' });
  if (held.from === person) return refuse('handover-own');
  const newer = newestHandover(state);
  return newer !== null && newer.no > held.no ? refuse('handover-old', { no: newer.no }) : null;
}

export function newestHandover(state: Pick<DeskState, 'handovers'>): Handover | null {
  return rowsOf(state.handovers).reduce<Handover | null>(
    (last, each) => (last === null || each.no > last.no ? each : last),
    null,
  );
}

export function applyHandovers(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  if (fact.kind === 'handover-signed') {
    const { handover: id, no, sha256, bytes } = fact.body;
    const from = PersonId.parse(entry.actor);
    const row = { id, no, sha256, bytes, from, fromMs: entry.atMs, note: textOf(entry, 'note') };
    return { ...state, handovers: withRow(state.handovers, id, { ...row, to: null, toMs: null, toNote: '' }) };
  }
  if (fact.kind !== 'handover-taken') return state;
  const held = rowAt(state.handovers, fact.body.handover);
  if (held === undefined) return state;
  const taken = { ...held, to: PersonId.parse(entry.actor), toMs: entry.atMs, toNote: textOf(entry, 'note') };
  return { ...state, handovers: withRow(state.handovers, held.id, taken) };
}
