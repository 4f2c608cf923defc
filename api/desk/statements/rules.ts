import { z } from 'zod';
import { refuse, RIGHTS, type Refusal, type SubjectRule } from '../../contract/index.ts';
import { StatementRuleAct, SUBJECTS_MAX, WORDING_NAMES } from '../../contract/statement-rule.ts';
import { draft, textOf, type EntryDraft, type Fact, type FoldEntry } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import { knownBodies } from './subjects.ts';
import { FIRST_WORDINGS } from './wordings.ts';

export const StatementRuleCommand = z.object({ do: z.literal('statement-rule'), act: StatementRuleAct });
export type StatementRuleCommand = z.infer<typeof StatementRuleCommand>;

/** Who speaks on what, and the wordings of drafts: rules of the office. */
export function decideStatementRules(
  state: DeskState,
  { act }: StatementRuleCommand,
  actor: Actor,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, RIGHTS['rule-change']);
  if (wrong !== null) return wrong;
  switch (act.act) {
    case 'set-subject': {
      const { subject, basis, words, ...body } = act.subject;
      const isNew = !state.subjects.some(({ id }) => id === body.id);
      if (isNew && state.subjects.length >= SUBJECTS_MAX) return refuse('limit-reached', { limit: SUBJECTS_MAX });
      const named = [...(body.speaker === null ? [] : [body.speaker]), ...body.signOffs];
      const known = (id: string): boolean =>
        rowAt(state.bodies, id) !== undefined || knownBodies().some((each) => each.id === id);
      if (!named.every(known)) return refuse('bad-input', { what: 'signOffs' }, 'subject.signOffs');
      if (body.topics.length + words.length === 0) return refuse('bad-input', { what: 'words' }, 'subject.words');
      return [draft('subject-set', body, { subject, basis, words: words.join('\n') })];
    }
    case 'remove-subject':
      if (!state.subjects.some(({ id }) => id === act.id)) return refuse('not-found');
      return [draft('subject-removed', { id: act.id })];
    case 'set-wordings': {
      const texts = Object.entries(act.wordings).filter(([name, text]) => (state.wordings[name] ?? '') !== text);
      return texts.length === 0 ? [] : [draft('wordings-set', {}, Object.fromEntries(texts))];
    }
  }
}

export function applyStatementRules(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'subject-set': {
      const { id, topics, speaker, signOffs } = fact.body;
      const [subject, basis] = [textOf(entry, 'subject'), textOf(entry, 'basis')];
      const words = textOf(entry, 'words')
        .split('\n')
        .filter((word) => word !== '');
      const rule: SubjectRule = { id, subject, topics, words, speaker, signOffs, basis };
      const there = state.subjects.some((each) => each.id === id);
      const subjects = there ? state.subjects.map((each) => (each.id === id ? rule : each)) : [...state.subjects, rule];
      return { ...state, subjects };
    }
    case 'subject-removed':
      return { ...state, subjects: state.subjects.filter(({ id }) => id !== fact.body.id) };
    case 'wordings-set': {
      const given = WORDING_NAMES.filter((name) => name in entry.texts).map(
        (name) => [name, textOf(entry, name)] as const,
      );
      const own = { ...state.wordings, ...Object.fromEntries(given) };
      const kept = Object.entries(own).filter(
        ([name, text]) => text !== '' && text !== FIRST_WORDINGS[name as keyof typeof FIRST_WORDINGS],
      );
      return { ...state, wordings: Object.fromEntries(kept) };
    }
    default:
      return state;
  }
}
