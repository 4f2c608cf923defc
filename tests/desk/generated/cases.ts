import { RIGHTS, type Act, type Role } from '../../../api/contract/index.ts';
import type { Caller, Given } from './world.ts';

/** Whose an act is. `right`: a row of the table of rights; `roles`: of the acts that are older than the table. */
export type Whose = {
  readonly right?: Act;
  readonly roles?: readonly Role[];
  /** A department's own people alone, when they act in that role. */
  readonly ofDepartment?: true;
  readonly machine?: boolean;
  /** Whoever has a terminal may what an administrator may, unless a person has to stand for it. */
  readonly terminal?: boolean;
};

/** What is tried: on which rows, and in which of all states it can be done. */
export type Case = {
  readonly whose: Whose;
  readonly states: readonly string[];
  readonly from: readonly string[];
  readonly given: (state: string) => Given;
  readonly command: (state: string) => Readonly<Record<string, unknown>>;
};

export const ONE: readonly string[] = ['-'];

/** A case that knows no states. */
export function anyState(whose: Whose, command: Readonly<Record<string, unknown>>): Case {
  return { whose, states: ONE, from: ONE, given: () => ({}), command: () => command };
}

/** Whether this caller may, as the table of rights says. `department`: whether the row is with his department. */
export function mayCall({ name, roles, actor }: Caller, whose: Whose, isWithDepartment = true): boolean {
  if (actor.kind === 'machine') return whose.machine ?? false;
  if (actor.kind === 'terminal') return whose.terminal ?? true;
  if (name === 'former' || name === 'nobody') return false;
  const allowed: readonly Role[] = whose.right === undefined ? (whose.roles ?? []) : RIGHTS[whose.right];
  const held = roles.filter((role) => allowed.includes(role));
  if (held.some((role) => role !== 'department' || whose.ofDepartment !== true)) return true;
  return held.includes('department') && name === 'the-department' && isWithDepartment;
}
