import type { Allow, PersonId, Role } from '../contract/index.ts';
import { refuse, refuseRoles, type Refusal } from '../contract/index.ts';
import type { DeskState } from './state.ts';
import { rowAt } from './table.ts';

/** Who acts: a person of the office, the machine itself, or whoever has a terminal on the server (a command). */
export type Actor =
  { readonly kind: 'person'; readonly id: PersonId } | { readonly kind: 'machine' } | { readonly kind: 'terminal' };

/** What the journal carries as the actor. */
export function actorName(actor: Actor): string {
  return actor.kind === 'person' ? actor.id : actor.kind;
}

/** Whether someone with these roles may call what is allowed to `allow`. */
export function may(roles: readonly Role[], allow: Allow): boolean {
  if (allow === 'free' || allow === 'session') return true;
  return allow !== 'crawler' && roles.some((role) => allow.includes(role));
}

/** Null if the actor may. The terminal may do what an administrator may; the machine only what it is let by name. */
export function forbidden(state: DeskState, actor: Actor, allow: readonly Role[], machine = false): Refusal | null {
  if (actor.kind === 'terminal') return null;
  if (actor.kind === 'machine') return machine ? null : refuse('no-permission');
  const person = rowAt(state.people, actor.id);
  return person?.active === true && may(person.roles, allow) ? null : refuseRoles(allow);
}
