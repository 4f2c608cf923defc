import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { withRow } from '../table.ts';
import { shiftsAfter } from './duty.ts';

export function applyOffices(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'body-set': {
      const { id, people, active } = fact.body;
      const body = { id, name: textOf(entry, 'name'), contact: textOf(entry, 'contact'), people, active };
      return { ...state, bodies: withRow(state.bodies, id, body) };
    }
    case 'duty-changed':
      return { ...state, duty: shiftsAfter(state.duty, fact.body, entry.atMs) };
    case 'duty-plan-set': {
      const reports = fact.body.reports.map((report, at) => ({
        ...report,
        to: textOf(entry, `to${at}`),
        contact: textOf(entry, `contact${at}`),
      }));
      return { ...state, dutyPlan: { ...fact.body, reports } };
    }
    case 'calendar-set':
      return { ...state, calendar: fact.body.days.map((day, at) => ({ ...day, name: textOf(entry, `name${at}`) })) };
    default:
      return state;
  }
}
