import type { Consultation, ConsultationState } from '../../contract/consultation.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { nextNo } from '../sample-rows.ts';
import { rowAt, withRow } from '../table.ts';

export function applyConsultations(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'consultation-drafted':
      return put(state, drafted(state, fact.body, entry));
    case 'consultation-started':
      return change(state, fact.body.consultation, (held) => ({ ...moved(held, 'open', entry), fromMs: entry.atMs }));
    case 'consultation-answered': {
      const { consultation, option, count, via } = fact.body;
      const said = { group: textOf(entry, 'group'), summary: textOf(entry, 'summary') };
      const opinion = { ...said, option, count, via, atMs: entry.atMs, by: entry.actor };
      return change(state, consultation, (held) => ({ ...held, opinions: [...held.opinions, opinion] }));
    }
    case 'consultation-closed':
      return change(state, fact.body.consultation, (held) => moved(held, 'closed', entry));
    case 'consultation-withdrawn':
      return change(state, fact.body.consultation, (held) => moved(held, 'withdrawn', entry));
    case 'consultation-concluded': {
      const taken = fact.body.taken.map((each, at) => ({
        ...each,
        what: textOf(entry, `what${at}`),
        why: textOf(entry, `why${at}`),
      }));
      const decision = textOf(entry, 'decision');
      return change(state, fact.body.consultation, (held) => ({ ...moved(held, 'concluded', entry), taken, decision }));
    }
    case 'consultation-linked': {
      const { consultation, statement, as } = fact.body;
      return change(state, consultation, (held) => ({ ...held, [as]: statement }));
    }
    default:
      return state;
  }
}

function put(state: DeskState, row: Consultation): DeskState {
  return { ...state, consultations: withRow(state.consultations, row.id, row) };
}

function change(state: DeskState, id: Consultation['id'], changed: (held: Consultation) => Consultation): DeskState {
  const held = rowAt(state.consultations, id);
  return held === undefined ? state : put(state, { ...changed(held), version: held.version + 1 });
}

function moved(held: Consultation, to: ConsultationState, entry: FoldEntry): Consultation {
  const step = { state: to, atMs: entry.atMs, by: entry.actor, note: textOf(entry, 'note') };
  return { ...held, state: to, steps: [...held.steps, step] };
}

type Drafted = Extract<Fact, { kind: 'consultation-drafted' }>['body'];

/** A draft, new or written anew. */
function drafted(state: DeskState, body: Drafted, entry: FoldEntry): Consultation {
  const written = {
    title: textOf(entry, 'title'),
    question: textOf(entry, 'question'),
    whom: textOf(entry, 'whom'),
    options: Array.from({ length: body.options }, (_, at) => textOf(entry, `option${at}`)),
    untilMs: body.untilMs,
  };
  const held = rowAt(state.consultations, body.consultation);
  if (held !== undefined) return { ...held, ...written, version: held.version + 1 };
  return {
    id: body.consultation,
    no: nextNo(state, 'consultations'),
    version: 1,
    concern: body.concern ?? null,
    ...written,
    fromMs: null,
    state: 'draft',
    opinions: [],
    taken: [],
    decision: '',
    announced: null,
    answered: null,
    steps: [{ state: 'draft', atMs: entry.atMs, by: entry.actor, note: '' }],
  };
}
