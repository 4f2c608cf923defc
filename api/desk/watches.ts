import { z } from 'zod';
import { DESK, refuse, WatchDraft, WatchId, WATCHES_MAX, type Refusal } from '../contract/index.ts';
import { draft, textOf, type EntryDraft, type Fact, type FoldEntry } from './entry.ts';
import { refusePersonName, type Rules } from './person-text.ts';
import { forbidden, type Actor } from './roles.ts';
import type { DeskState } from './state.ts';
import { rowAt, rowsOf, withoutRow, withRow } from './table.ts';

export const WatchCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('add-watch'), id: WatchId, draft: WatchDraft }),
  z.object({ do: z.literal('remove-watch'), id: WatchId }),
]);
export type WatchCommand = z.infer<typeof WatchCommand>;

export function decideWatches(
  state: DeskState,
  command: WatchCommand,
  actor: Actor,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, DESK);
  if (wrong !== null) return wrong;
  if (command.do === 'remove-watch') {
    const known = rowAt(state.watches, command.id) !== undefined;
    return known ? [draft('watch-removed', { id: command.id })] : refuse('not-found');
  }
  const { name, criteria } = command.draft;
  const person = refusePersonName(rules, name, 'name') ?? refusePersonName(rules, criteria.text, 'criteria.text');
  if (person !== null) return person;
  if (state.watches.size >= WATCHES_MAX) return refuse('limit-reached', { limit: WATCHES_MAX });
  const taken = rowsOf(state.watches).some((watch) => watch.name === name || watch.id === command.id);
  if (taken) return refuse('name-taken', { name }, 'name');
  // Typed words go where they can be erased, should the check for names have missed one.
  const bare = { ...criteria, text: '' };
  return [draft('watch-added', { id: command.id, criteria: bare }, { name, text: criteria.text })];
}

export function applyWatches(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  if (fact.kind === 'watch-removed') return { ...state, watches: withoutRow(state.watches, fact.body.id) };
  if (fact.kind !== 'watch-added') return state;
  const { id } = fact.body;
  const text = entry.texts['text'] ?? null;
  // A search whose words were erased would match everything: it is no longer watched.
  if (text === null) return state;
  const criteria = { ...fact.body.criteria, text };
  const watch = { id, name: textOf(entry, 'name'), criteria, addedMs: entry.atMs, addedBy: entry.actor };
  return { ...state, watches: withRow(state.watches, id, watch) };
}
