import { BodyId, type Claim, type Statement, type SubjectRule } from '../../contract/index.ts';
import type { SignOffNeed } from '../../contract/statement-view.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';

/** Bodies that the first rules name. A body of the office's own list with the same id gives its own name. */
const KNOWN_BODIES: Readonly<Record<string, { readonly zh: string }>> = {
  'public-security': { zh: '公安机关' },
  'disease-control': { zh: '疾病预防控制部门' },
  'emergency-management': { zh: '应急管理部门' },
  'accident-inquiry': { zh: '负责事故调查的人民政府或其授权部门' },
  weather: { zh: '气象部门' },
  'food-safety': { zh: '食品安全监督管理部门' },
};
const body = (id: string): BodyId => BodyId.parse(id);

export function bodyName(state: DeskState, id: string): string {
  return rowAt(state.bodies, id)?.name ?? KNOWN_BODIES[id]?.zh ?? id;
}

/** Bodies that can be chosen without being listed. */
export const knownBodies = (): readonly { readonly id: BodyId; readonly name: string }[] =>
  Object.entries(KNOWN_BODIES).map(([id, { zh }]) => ({ id: body(id), name: zh }));

/** The rules that a text falls under: by a topic of its claim, or a word in it. */
export function subjectsOf(
  rules: readonly SubjectRule[],
  text: string,
  claim: Pick<Claim, 'topics'> | null,
): readonly SubjectRule[] {
  return rules.filter(
    (rule) =>
      rule.topics.some((topic) => claim?.topics.includes(topic) === true) ||
      (rule.words ?? []).some((word) => text.includes(word)),
  );
}

/** Who has to sign this text, once each, with the first reason; and whether they have signed exactly it. */
export function needsOf(
  state: DeskState,
  statement: Pick<Statement, 'signOffs'>,
  text: string,
  sha256: string,
  claim: Pick<Claim, 'topics'> | null,
): readonly SignOffNeed[] {
  const needs = new Map<string, SignOffNeed>();
  for (const rule of subjectsOf(state.subjects, text, claim)) {
    for (const id of [...(rule.speaker === null ? [] : [rule.speaker]), ...rule.signOffs]) {
      if (needs.has(id)) continue;
      const signed = statement.signOffs.findLast((each) => each.body === id && each.sha256 === sha256);
      const { subject, basis = '' } = rule;
      const [signedBy, signedMs] = [signed?.signedBy ?? null, signed?.atMs ?? null];
      needs.set(id, { body: id, name: bodyName(state, id), subject, basis, signedBy, signedMs });
    }
  }
  return [...needs.values()];
}
