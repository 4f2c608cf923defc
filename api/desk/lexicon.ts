import { z } from 'zod';
import { MONITORS, refuse, type LexiconRow, type Refusal } from '../contract/index.ts';
import { draft, type EntryDraft, type Fact } from './entry.ts';
import { LexiconEditSchema, rowKey } from './lexicon-row.ts';
import { refusePersonName, type Rules } from './person-text.ts';
import { forbidden, type Actor } from './roles.ts';
import type { DeskState } from './state.ts';
import { rowAt, withRow } from './table.ts';

export const LexiconCommand = z.object({ do: z.literal('edit-lexicon'), edit: LexiconEditSchema });
export type LexiconCommand = z.infer<typeof LexiconCommand>;

export const LEXICON_EDITS_MAX = 10_000;

export function decideLexicon(
  state: DeskState,
  { edit }: LexiconCommand,
  actor: Actor,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, MONITORS);
  if (wrong !== null) return wrong;
  // A name that slipped in can always be taken out.
  const person = edit.act === 'put' ? refuseRow(edit.row, rules) : null;
  if (person !== null) return person;
  const full = state.lexicon.size >= LEXICON_EDITS_MAX && rowAt(state.lexicon, rowKey(edit.row)) === undefined;
  return full ? refuse('limit-reached', { limit: LEXICON_EDITS_MAX }) : [draft('lexicon-edited', { edit })];
}

function refuseRow(row: LexiconRow, rules: Rules): Refusal | null {
  const texts = row.file === 'places' ? [row.name, ...row.aliases] : [row.words];
  const field = row.file === 'places' ? 'name' : 'words';
  return texts.map((text) => refusePersonName(rules, text, field)).find((each) => each !== null) ?? null;
}

export function applyLexicon(state: DeskState, fact: Fact): DeskState {
  if (fact.kind !== 'lexicon-edited') return state;
  const { edit } = fact.body;
  return { ...state, lexicon: withRow(state.lexicon, rowKey(edit.row), edit) };
}
