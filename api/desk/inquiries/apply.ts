import type { FileRef, Inquiry, InquiryId } from '../../contract/index.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { nextNo } from '../sample-rows.ts';
import { rowAt, withRow } from '../table.ts';

export function applyInquiries(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'inquiry-sent':
      return put(state, sent(state, fact.body, entry));
    case 'inquiry-answered':
      return change(state, fact.body.inquiry, (held) => answered(held, fact.body, entry));
    case 'inquiry-returned':
      return change(state, fact.body.inquiry, () => ({ state: 'returned', note: textOf(entry, 'note') }));
    case 'inquiry-asked-again': {
      const { dueMs, inquiry } = fact.body;
      return change(state, inquiry, () => ({ state: 'sent', dueMs, reminders: [], note: textOf(entry, 'note') }));
    }
    case 'inquiry-closed':
      return change(state, fact.body.inquiry, () => ({ state: 'closed', note: textOf(entry, 'note') }));
    case 'inquiry-reminded': {
      const reminder = { atMs: entry.atMs, by: entry.actor, kind: fact.body.kind };
      return change(state, fact.body.inquiry, ({ reminders }) => ({ reminders: [...reminders, reminder] }));
    }
    case 'inquiry-linked':
      return change(state, fact.body.inquiry, () => ({}));
    default:
      return state;
  }
}

type Body<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>['body'];

function sent(state: DeskState, body: Body<'inquiry-sent'>, entry: FoldEntry): Inquiry {
  return {
    id: body.inquiry,
    no: nextNo(state, 'inquiries'),
    version: 1,
    claim: body.claim,
    point: body.point,
    body: body.body,
    question: textOf(entry, 'question'),
    contact: textOf(entry, 'contact'),
    sentMs: entry.atMs,
    sentBy: entry.actor,
    dueMs: body.dueMs,
    state: 'sent',
    answers: [],
    evidence: null,
    reminders: [],
    note: '',
  };
}

function answered(held: Inquiry, body: Body<'inquiry-answered'>, entry: FoldEntry): Partial<Inquiry> {
  const files = body.files.map((file, at): FileRef => ({ ...file, name: textOf(entry, `name${at}`) }));
  const by = body.byLink ? `body:${held.body}` : entry.actor;
  const { sha256 } = body;
  const answer = {
    text: textOf(entry, 'text'),
    signedBy: textOf(entry, 'signedBy'),
    atMs: entry.atMs,
    by,
    files,
    sha256,
  };
  return {
    state: 'answered',
    answers: [...held.answers, answer],
    evidence: body.evidence ?? held.evidence,
    note: '',
  };
}

function put(state: DeskState, inquiry: Inquiry): DeskState {
  return { ...state, inquiries: withRow(state.inquiries, inquiry.id, inquiry) };
}

function change(state: DeskState, id: InquiryId, changed: (held: Inquiry) => Partial<Inquiry>): DeskState {
  const held = rowAt(state.inquiries, id);
  return held === undefined ? state : put(state, { ...held, ...changed(held), version: held.version + 1 });
}
