import { WORDING_NAMES, type StatementRules } from '../contract/statement-rule.ts';
import { bodyName, knownBodies } from '../desk/statements/subjects.ts';
import { wordingsInForce } from '../desk/statements/wordings.ts';
import { rowsOf } from '../desk/table.ts';
import type { Parts } from './parts.ts';

/** Who speaks on what, and the wordings of drafts, with the names of the bodies. */
export function statementRules(parts: Pick<Parts, 'desk'>): StatementRules {
  const state = parts.desk.state();
  const listed = rowsOf(state.bodies).filter(({ active }) => active);
  const bodies = [
    ...listed.map(({ id, name }) => ({ id, name })),
    ...knownBodies().filter(({ id }) => !listed.some((each) => each.id === id)),
  ];
  const named = state.subjects.flatMap(({ speaker, signOffs }) => [
    ...(speaker === null ? [] : [speaker]),
    ...signOffs,
  ]);
  return {
    subjects: state.subjects.map((rule) => ({ ...rule, words: rule.words ?? [], basis: rule.basis ?? '' })),
    wordings: { ...wordingsInForce(state.wordings) },
    ownWordings: WORDING_NAMES.filter((name) => name in state.wordings),
    names: Object.fromEntries(named.map((id) => [id, bodyName(state, id)])),
    bodies: bodies.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
  };
}
