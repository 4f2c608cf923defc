import { refuse, SHIFT_MS_MAX, SHIFTS_MAX } from '../../contract/index.ts';
import type { DutyPlan, DutyShift, PersonId, Refusal } from '../../contract/index.ts';
import { mayBeTold } from '../clocks/chain.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { DeskState } from '../state.ts';

/** Shifts that ended so long ago leave the roster; the journal keeps them. */
const DAY_MS = 24 * 3_600_000;
export const SHIFT_KEPT_MS = 90 * DAY_MS;

type Change = { readonly set: readonly DutyShift[]; readonly removed: readonly string[] };

export function decideShifts(state: DeskState, change: Change, nowMs: number): readonly EntryDraft[] | Refusal {
  const { set, removed } = change;
  if (set.length === 0 && removed.length === 0) return [];
  const unknown = removed.find((id) => !state.duty.some((shift) => shift.id === id));
  if (unknown !== undefined) return refuse('not-found');
  for (const { fromMs, toMs, person, deputy, lead } of set) {
    if (toMs <= fromMs || toMs - fromMs > SHIFT_MS_MAX)
      return refuse('shift-wrong', { days: SHIFT_MS_MAX / DAY_MS }, 'toMs');
    if (!mayBeTold(state, person)) return refuse('not-found', {}, 'person');
    if (!isHere(state, deputy)) return refuse('not-found', {}, 'deputy');
    if (!isHere(state, lead)) return refuse('not-found', {}, 'lead');
  }
  if (shiftsAfter(state.duty, change, nowMs).length > SHIFTS_MAX) return refuse('limit-reached', { limit: SHIFTS_MAX });
  return [draft('duty-changed', { set: [...set], removed: [...removed] })];
}

/** The roster after a change, in the order of time. */
export function shiftsAfter(held: readonly DutyShift[], { set, removed }: Change, nowMs: number): readonly DutyShift[] {
  const gone = new Set([...removed, ...set.map(({ id }) => id)]);
  const kept = held.filter(({ id, toMs }) => !gone.has(id) && toMs > nowMs - SHIFT_KEPT_MS);
  return [...kept, ...set].toSorted((a, b) => a.fromMs - b.fromMs);
}

export function decidePlan(state: DeskState, plan: DutyPlan): readonly EntryDraft[] | Refusal {
  if (!isHere(state, plan.approver)) return refuse('not-found', {}, 'approver');
  if (!isHere(state, plan.leader)) return refuse('not-found', {}, 'leader');
  const ids = plan.reports.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return refuse('bad-input', { what: 'id' }, 'reports');
  const reports = plan.reports.map(({ id, minutes, grades, active }) => ({ id, minutes, grades, active }));
  const texts = plan.reports.flatMap(({ to, contact }, at): [string, string][] => [
    [`to${at}`, to],
    [`contact${at}`, contact],
  ]);
  return [draft('duty-plan-set', { ...plan, reports }, Object.fromEntries(texts))];
}

function isHere(state: DeskState, id: PersonId | null): boolean {
  return id === null || mayBeTold(state, id);
}
