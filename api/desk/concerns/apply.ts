import type { Concern, ConcernId } from '../../contract/index.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { nextNo } from '../sample-rows.ts';
import { rowAt, withRow } from '../table.ts';
import { applyConsultations } from './consultation-apply.ts';
import { assigned, attached, heard, openedRow, redone, withLine } from './rows.ts';

/** The state after an entry of the ledger. `concern-opened` may have been written with a verdict. */
export function applyConcerns(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'concern-opened':
      return rowAt(state.concerns, fact.body.concern) === undefined
        ? put(state, openedRow(nextNo(state, 'concerns'), fact.body, entry))
        : state;
    case 'ledger-planned':
      return { ...state, ledgerPlan: fact.body.plan };
    default:
      return applyDepartment(applyOffice(applyConsultations(state, fact, entry), fact, entry), fact, entry);
  }
}

function put(state: DeskState, concern: Concern): DeskState {
  return { ...state, concerns: withRow(state.concerns, concern.id, concern) };
}

function change(state: DeskState, id: ConcernId, changed: (held: Concern) => Concern): DeskState {
  const held = rowAt(state.concerns, id);
  return held === undefined ? state : put(state, { ...changed(held), version: held.version + 1 });
}

/** What the department does. */
function applyDepartment(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  const note = textOf(entry, 'note');
  const { atMs, actor: by } = entry;
  switch (fact.kind) {
    case 'concern-answered': {
      const { body, concern, files } = fact.body;
      const text = textOf(entry, 'text');
      return change(state, concern, (held) => ({
        ...withLine(attached(held, files, entry), entry, 'answer', text, body),
        respondedMs: held.respondedMs ?? atMs,
        measures: [...held.measures, text],
      }));
    }
    case 'concern-reported': {
      const { body, concern, files, solved } = fact.body;
      const outcome = textOf(entry, 'outcome');
      return change(state, concern, (held) => ({
        ...withLine(attached(held, files, entry), entry, 'report', outcome, body),
        state: 'reported',
        respondedMs: held.respondedMs ?? atMs,
        reportedMs: atMs,
        outcome,
        solved,
        extensionAsked: null,
      }));
    }
    case 'concern-returned': {
      const { body, concern } = fact.body;
      return change(state, concern, (held) => ({
        ...withLine(held, entry, 'give-back', note, body),
        state: 'new',
        body: null,
        others: [],
        dueMs: null,
        clockFromMs: null,
        assignedMs: null,
        respondedMs: null,
        extensionAsked: null,
        returns: [...held.returns, { atMs, by, body, note }],
      }));
    }
    case 'concern-extension-asked': {
      const { body, concern, toMs } = fact.body;
      return change(state, concern, (held) => ({
        ...withLine(held, entry, 'ask-extension', note, body),
        respondedMs: held.respondedMs ?? atMs,
        extensionAsked: { atMs, by, toMs, note },
      }));
    }
    case 'concern-noted':
      return change(state, fact.body.concern, (held) =>
        withLine(held, entry, 'note', textOf(entry, 'text'), fact.body.body),
      );
    default:
      return state;
  }
}

/** What the office does, and what people say of the outcome. */
function applyOffice(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  const note = textOf(entry, 'note');
  switch (fact.kind) {
    case 'concern-edited': {
      const { concern, ...labels } = fact.body;
      return change(state, concern, (held) => edited(held, labels, entry));
    }
    case 'concern-assigned':
      return change(state, fact.body.concern, (held) => assigned(held, fact.body, entry));
    case 'concern-extended': {
      const { concern, toMs } = fact.body;
      return change(state, concern, (held) => extended(held, toMs, entry));
    }
    case 'concern-extension-refused':
      return change(state, fact.body.concern, (held) => ({
        ...withLine(held, entry, 'refuse-extension', note),
        extensionAsked: null,
      }));
    case 'concern-urged':
    case 'concern-marked':
      return change(state, fact.body.concern, (held) => said(held, fact.kind, entry));
    case 'concern-sent-back':
    case 'concern-redone':
      return change(state, fact.body.concern, (held) => redone(held, fact, entry));
    case 'concern-settled': {
      const { concern, files, solved } = fact.body;
      return change(state, concern, (held) => settled(attached(held, files, entry), solved, entry));
    }
    case 'concern-revisited':
    case 'concern-satisfaction':
      return change(state, fact.body.concern, (held) => heard(held, fact, entry));
    case 'concern-reminded': {
      const { concern, kind, dueMs } = fact.body;
      return change(state, concern, (held) => ({
        ...withLine(held, entry, `remind-${kind}`, ''),
        reminded: [...held.reminded, { kind, dueMs }],
      }));
    }
    default:
      return state;
  }
}

type Labels = { readonly topics?: string[] | undefined; readonly places?: string[] | undefined };

function edited(held: Concern, { topics, places }: Labels, entry: FoldEntry): Concern {
  return {
    ...withLine(held, entry, 'edit', ''),
    topics: topics ?? held.topics,
    places: places ?? held.places,
    title: 'title' in entry.texts ? textOf(entry, 'title') : held.title,
    text: 'text' in entry.texts ? textOf(entry, 'text') : held.text,
  };
}

function extended(held: Concern, toMs: number, entry: FoldEntry): Concern {
  const note = textOf(entry, 'note');
  const granted = { atMs: entry.atMs, by: entry.actor, toMs, note };
  return {
    ...withLine(held, entry, 'extend', note),
    dueMs: toMs,
    extensionAsked: null,
    extensions: [...held.extensions, granted],
  };
}

function said(held: Concern, kind: 'concern-urged' | 'concern-marked', entry: FoldEntry): Concern {
  const text = textOf(entry, 'text');
  const { atMs, actor: by } = entry;
  if (kind === 'concern-urged')
    return { ...withLine(held, entry, 'urge', text), urges: [...held.urges, { atMs, by, text }] };
  // A mark is a person's: `decide` takes it from nobody else.
  const marks = [...held.marks, { atMs, by: by as Concern['marks'][number]['by'], text }];
  return { ...withLine(held, entry, 'mark', text), marks };
}

function settled(held: Concern, solved: boolean, entry: FoldEntry): Concern {
  const outcome = textOf(entry, 'outcome');
  return {
    ...withLine(held, entry, 'settle', outcome),
    state: 'settled',
    solved,
    outcome,
    publicAnswer: textOf(entry, 'publicAnswer'),
    settledMs: entry.atMs,
    satisfaction: null,
    // Who raised it by the public page is asked by the receipt at once.
    askedMs: held.origin.from === 'request' ? entry.atMs : null,
  };
}
