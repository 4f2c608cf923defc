import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf, withoutRows, withRow } from '../table.ts';
import { shiftsAfter } from './duty.ts';

export function applyOffices(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'body-set': {
      const { id, people, active } = fact.body;
      const name = textOf(entry, 'name');
      const held = rowAt(state.bodies, id);
      // Whoever gives it a name of his own has made it the office's.
      const sample = held?.sample === true && held.name === name ? { sample: true } : {};
      const body = { id, name, contact: textOf(entry, 'contact'), people, active, ...sample };
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
    case 'sample-added':
      return (fact.body.bodies ?? []).reduce((held, { id, name }) => {
        const body = { id, name, contact: '', people: [], active: true, sample: true };
        return rowAt(held.bodies, id) === undefined ? { ...held, bodies: withRow(held.bodies, id, body) } : held;
      }, state);
    case 'sample-removed':
      return withoutSample(state);
    default:
      return state;
  }
}

/** The sample's departments go; one that something still names stays to be read, and nothing new goes to it. */
function withoutSample(state: DeskState): DeskState {
  const named = new Set<string>(
    [
      ...rowsOf(state.inquiries).map(({ body }) => body),
      ...rowsOf(state.claims).flatMap(({ about, evidence }) => [about, ...evidence.map(({ body }) => body)]),
      ...rowsOf(state.concerns).flatMap(({ body, others }) => [body, ...others]),
      ...rowsOf(state.statements).flatMap(({ signOffs }) => signOffs.map(({ body }) => body)),
      ...state.subjects.flatMap(({ speaker, signOffs }) => [speaker, ...signOffs]),
    ].filter((id) => id !== null),
  );
  const left = withoutRows(state.bodies, ({ id, sample }) => sample === true && !named.has(id));
  const over = rowsOf(left).filter(({ sample }) => sample === true);
  return { ...state, bodies: over.reduce((held, body) => withRow(held, body.id, { ...body, active: false }), left) };
}
