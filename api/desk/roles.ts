import type { Allow, PersonId, Role } from '../contract/index.ts';
import { refuse, refuseRoles, ROLE_NAMES, type Refusal } from '../contract/index.ts';
import type { DeskState } from './state.ts';
import { rowAt, rowsOf } from './table.ts';

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
  return person?.active === true && may(person.roles, allow) ? null : refusalOf(state, allow);
}

/** The refusal of somebody without any of these roles: it says whose it is, and where nobody has them yet, who gives them. */
export function refusalOf(state: DeskState, allow: readonly Role[]): Refusal {
  const refusal = refuseRoles(allow);
  const nobody = allow.length === 0 ? null : nobodyHolds(state, allow);
  return nobody === null ? refusal : { ...refusal, zh: `${refusal.zh}${nobody[0]}`, en: `${refusal.en} ${nobody[1]}` };
}

type Sentence = readonly [zh: string, en: string];

/** Where nobody who is active holds any of these roles: a sentence that says so, and who can change it. Else null. */
export function nobodyHolds(state: DeskState, roles: readonly Role[]): Sentence | null {
  if (rowsOf(state.people).some((person) => person.active && may(person.roles, roles))) return null;
  const zh = joined(roles.map((role) => (role === 'department' ? '承办单位人员' : ROLE_NAMES[role][0])));
  const en = roles.map((role) => ROLE_NAMES[role][1]).join(' or ');
  return [`本单位还没有人担任${zh}，${GIVEN_ZH}。`, `Nobody in this office is among the ${en} yet; ${GIVEN_EN}.`];
}

/** 监测员、撰稿人或审批人 */
function joined(names: readonly string[]): string {
  return [names.slice(0, -1).join('、'), ...names.slice(-1)].filter((part) => part !== '').join('或');
}

/** Who gives a role, and where. */
export const GIVEN_ZH = '管理员可以在“设置”的“人员”里授予角色';
export const GIVEN_EN = 'an administrator can give the role in Settings, People';

/** What follows on "this is for …": ask them, or nobody is there yet. */
export function askThem(state: DeskState, roles: readonly Role[]): { readonly askZh: string; readonly askEn: string } {
  const [askZh, askEn] = nobodyHolds(state, roles) ?? ['请联系他们。', 'Ask one of them.'];
  return { askZh, askEn };
}
