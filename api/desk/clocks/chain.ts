import { RIGHTS, type DutyShift, type Person, type PersonId } from '../../contract/index.ts';
import { may } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';

/** The shift at a moment; where two overlap, the one that began later. */
export function shiftAt(state: DeskState, atMs: number): DutyShift | null {
  const on = state.duty.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  return on.reduce<DutyShift | null>(
    (last, shift) => (last === null || shift.fromMs > last.fromMs ? shift : last),
    null,
  );
}

/** Whom one can put on the roster: who is here and may acknowledge a clock. */
export function mayBeTold(state: DeskState, id: PersonId): boolean {
  const person = rowAt(state.people, id);
  return person?.active === true && may(person.roles, RIGHTS['clock-acknowledge']);
}

/** Who is told in turn: on duty, the deputy, the lead of the shift, then the office's approver and leader. Each once. */
export function chainAt(state: DeskState, atMs: number): readonly Person[] {
  const shift = shiftAt(state, atMs);
  const { approver, leader } = state.dutyPlan;
  const ids = [shift?.person, shift?.deputy, shift?.lead, approver, leader];
  const named = ids.filter((id): id is PersonId => typeof id === 'string' && mayBeTold(state, id));
  return [...new Set(named)].flatMap((id) => rowAt(state.people, id) ?? []);
}
