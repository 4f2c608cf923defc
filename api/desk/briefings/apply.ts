import type { Briefing, BriefingState } from '../../contract/briefing.ts';
import { PersonId } from '../../contract/index.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { rowAt, withRow } from '../table.ts';
import { nextIssueNo, numberKey } from './rows.ts';

type BriefingFact = Extract<Fact, { kind: `briefing-${string}` }>;

export function applyBriefings(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  if (fact.kind === 'briefings-planned') {
    const [name, reportsTo, copiesTo] = [textOf(entry, 'name'), textOf(entry, 'reportsTo'), textOf(entry, 'copiesTo')];
    return { ...state, briefingPlan: { ...fact.body.plan, name, reportsTo, copiesTo } };
  }
  if (!isOfBriefing(fact)) return state;
  if (fact.kind === 'briefing-made') return withMade(state, fact.body, entry);
  const held = rowAt(state.briefings, fact.body.briefing);
  if (held === undefined) return state;
  const row = { ...changed(held, fact, entry), version: held.version + 1 };
  return { ...state, briefings: withRow(state.briefings, row.id, row) };
}

function isOfBriefing(fact: Fact): fact is BriefingFact {
  return fact.kind.startsWith('briefing-');
}

type MadeBody = Extract<Fact, { kind: 'briefing-made' }>['body'];

/** An issue that was just made, by whom and when. */
export function draftRow(body: MadeBody, { actor: by, atMs }: Pick<FoldEntry, 'actor' | 'atMs'>): Briefing {
  const { briefing: id, kind, about, year, no, fromMs, toMs, made, sample } = body;
  return {
    ...{ id, kind, about, year, no, fromMs, toMs, made, sample },
    ...{ state: 'draft', version: 1, remade: 0 },
    ...{ judgement: [], judgedBy: [], edits: [] },
    steps: [{ state: 'draft', by, atMs, note: '' }],
    ...{ released: null, files: [], marks: [], reads: [], redactedMs: null },
  };
}

/** Should two processes have decided at once, the entry that came second makes no issue: never two of a day, or of a number. */
function withMade(state: DeskState, body: MadeBody, entry: FoldEntry): DeskState {
  const { briefing: id, kind, year, no } = body;
  if (rowAt(state.briefings, id) !== undefined || no < nextIssueNo(state, kind, year)) return state;
  const row = draftRow(body, entry);
  const briefingNos = { ...state.briefingNos, [numberKey(kind, year)]: no };
  return { ...state, briefings: withRow(state.briefings, id, row), briefingNos };
}

function changed(held: Briefing, fact: Exclude<BriefingFact, { kind: 'briefing-made' }>, entry: FoldEntry): Briefing {
  const { actor: by, atMs } = entry;
  switch (fact.kind) {
    case 'briefing-remade':
      return { ...held, made: fact.body.made, sample: fact.body.sample, remade: held.remade + 1 };
    case 'briefing-judged': {
      const judgement = Array.from({ length: fact.body.paragraphs }, (_, at) => textOf(entry, `p${at}`));
      return { ...held, judgement, judgedBy: added(held.judgedBy, by), judgedVersion: held.version + 1 };
    }
    case 'briefing-edited': {
      const { act, key, before } = fact.body;
      return { ...held, edits: [...held.edits, { act, key, before, text: textOf(entry, 'text'), by, atMs }] };
    }
    case 'briefing-submitted':
      return stepped(held, 'submitted', entry);
    case 'briefing-returned':
      return stepped(held, 'draft', entry);
    case 'briefing-released': {
      const { paper, n, hash, channels } = fact.body;
      return { ...stepped(held, 'released', entry), released: { atMs, by, paper, n, hash, channels } };
    }
    case 'briefing-filed': {
      const { form, sha256, bytes } = fact.body;
      return { ...held, files: [...held.files.filter((file) => file.form !== form), { form, sha256, bytes, atMs }] };
    }
    case 'briefing-read':
      return { ...held, reads: [...held.reads, { by: PersonId.parse(by), atMs }] };
    case 'briefing-marked': {
      const { key, body, dueMs, concern } = fact.body;
      const said = { about: textOf(entry, 'about'), text: textOf(entry, 'text'), by: PersonId.parse(by), atMs };
      return { ...held, marks: [...held.marks, { key, body, dueMs, concern, ...said }] };
    }
    case 'briefing-sent-again':
      return held;
    case 'briefing-redacted': {
      const { made, paper } = fact.body;
      const released = held.released === null || paper === null ? held.released : { ...held.released, paper };
      return { ...held, made: { ...held.made, sha256: made }, released, files: [], redactedMs: atMs };
    }
  }
}

function added(list: readonly string[], one: string): string[] {
  return list.includes(one) ? [...list] : [...list, one];
}

function stepped(held: Briefing, to: BriefingState, entry: FoldEntry): Briefing {
  const step = { state: to, by: entry.actor, atMs: entry.atMs, note: textOf(entry, 'note') };
  return { ...held, state: to, steps: [...held.steps, step] };
}
