import { z } from 'zod';
import { ADMINISTRATORS, PEOPLE_MAX, PersonChange, PersonDraft, PersonId, refuse } from '../contract/index.ts';
import type { Person, Refusal, Role } from '../contract/index.ts';
import { draft, textOf, type EntryDraft, type Fact, type FoldEntry } from './entry.ts';
import { forbidden, type Actor } from './roles.ts';
import type { DeskState } from './state.ts';
import { rowAt, rowsOf, withRow } from './table.ts';

/** Ids are made by whoever calls: deciding is pure. */
export const PersonCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set-up'), id: PersonId, name: PersonDraft.shape.name }),
  z.object({ do: z.literal('add-person'), id: PersonId, draft: PersonDraft }),
  z.object({ do: z.literal('change-person'), id: PersonId, change: PersonChange }),
]);
export type PersonCommand = z.infer<typeof PersonCommand>;

export function decidePeople(state: DeskState, command: PersonCommand, actor: Actor): readonly EntryDraft[] | Refusal {
  switch (command.do) {
    case 'set-up':
      // Whoever holds the one-time link is nobody yet, so the machine acts, and only while nobody could add them.
      if (hasAdministrator(state)) return refuse('set-up-done');
      return add(state, command.id, command.name, ['administrator']);
    case 'add-person':
      return forbidden(state, actor, ADMINISTRATORS) ?? add(state, command.id, command.draft.name, command.draft.roles);
    case 'change-person':
      return forbidden(state, actor, ADMINISTRATORS) ?? change(state, command);
  }
}

function add(state: DeskState, id: PersonId, name: string, roles: readonly Role[]): readonly EntryDraft[] | Refusal {
  if (state.people.size >= PEOPLE_MAX) return refuse('limit-reached', { limit: PEOPLE_MAX });
  if (personNamed(state, name) !== null || rowAt(state.people, id) !== undefined) {
    return refuse('name-taken', { name }, 'name');
  }
  return [draft('person-added', { id, roles: [...new Set(roles)] }, { name: name.trim() })];
}

function change(
  state: DeskState,
  { id, change: { roles, active } }: Extract<PersonCommand, { do: 'change-person' }>,
): readonly EntryDraft[] | Refusal {
  const person = rowAt(state.people, id);
  if (person === undefined) return refuse('not-found');
  const after = { ...person, roles: roles ?? person.roles, active: active ?? person.active };
  const others = rowsOf(state.people).some((each) => each.id !== id && isActiveAdministrator(each));
  if (isActiveAdministrator(person) && !isActiveAdministrator(after) && !others) return refuse('last-administrator');
  const drafts: EntryDraft[] = [];
  if (roles !== undefined && !sameRoles(roles, person.roles)) {
    drafts.push(draft('person-roles', { id, roles: [...new Set(roles)] }));
  }
  if (after.active !== person.active) drafts.push(draft(after.active ? 'person-restored' : 'person-stopped', { id }));
  return drafts;
}

export function applyPeople(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'person-added': {
      const { id, roles } = fact.body;
      return put(state, { id, name: textOf(entry, 'name'), roles, addedMs: entry.atMs, active: true });
    }
    case 'person-roles':
      return amend(state, fact.body.id, { roles: fact.body.roles });
    case 'person-stopped':
      return amend(state, fact.body.id, { active: false });
    case 'person-restored':
      return amend(state, fact.body.id, { active: true });
    default:
      return state;
  }
}

/** The person of this name (width, case and outer spaces aside), or null. */
export function personNamed(state: DeskState, name: string): Person | null {
  return rowsOf(state.people).find((person) => plain(person.name) === plain(name)) ?? null;
}

/** Whether the system is set up. Colleagues alone, added at a terminal, are nobody who could let others in. */
export function hasAdministrator(state: DeskState): boolean {
  return rowsOf(state.people).some(isActiveAdministrator);
}

function isActiveAdministrator(person: Person): boolean {
  return person.active && person.roles.includes('administrator');
}

function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  return [...new Set(a)].sort().join() === [...b].sort().join();
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function put(state: DeskState, person: Person): DeskState {
  return { ...state, people: withRow(state.people, person.id, person) };
}

function amend(state: DeskState, id: PersonId, change: Partial<Person>): DeskState {
  const person = rowAt(state.people, id);
  return person === undefined ? state : put(state, { ...person, ...change });
}
