import { refuse, RIGHTS, type Act, type Concern, type ConcernState, type Refusal } from '../../contract/index.ts';
import type { BodyId, PersonId, Role } from '../../contract/index.ts';
import { listed } from '../claims/words.ts';
import { askThem, forbidden, may, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf } from '../table.ts';
import type { DeskConcernActName } from './command.ts';
import { ACT_WORDS, ROLE_WORDS, STATE_WORDS, type Word } from './words.ts';

const ALL: readonly ConcernState[] = ['new', 'assigned', 'reported', 'settled'];

/** `by`: whose act it is. A department's own people may only what says `lead` (its concern) or `any` (it helps too). */
export type ConcernRule = {
  readonly right: Act;
  readonly from: readonly ConcernState[];
  readonly department: 'no' | 'lead' | 'any';
};
const office = (right: Act, from: readonly ConcernState[]): ConcernRule => ({ right, from, department: 'no' });

/** Each act: whose it is, and in which states it can be done. `open` makes the concern and starts from none. */
export const CONCERN_RULES: Readonly<Record<DeskConcernActName, ConcernRule>> = {
  open: office('concern-open', []),
  edit: office('concern-open', ['new', 'assigned', 'reported']),
  assign: office('concern-assign', ['new', 'assigned']),
  answer: { right: 'concern-answer', from: ['assigned'], department: 'any' },
  report: { right: 'concern-answer', from: ['assigned'], department: 'lead' },
  'give-back': { right: 'concern-answer', from: ['assigned'], department: 'lead' },
  'ask-extension': { right: 'concern-answer', from: ['assigned'], department: 'lead' },
  extend: office('concern-extend', ['assigned']),
  'refuse-extension': office('concern-extend', ['assigned']),
  urge: office('concern-urge', ['new', 'assigned']),
  'send-back': office('concern-assign', ['reported']),
  settle: office('concern-settle', ['new', 'reported']),
  revisit: office('concern-revisit', ['settled']),
  satisfied: office('concern-revisit', ['settled']),
  redo: office('concern-redo', ['settled']),
  mark: office('mark-write', ALL),
  note: { right: 'concern-note', from: ALL, department: 'any' },
  remind: office('concern-assign', ['assigned']),
};

/** What the machine alone does: it passes on a citizen's word, and reminds. */
const MACHINE: readonly DeskConcernActName[] = ['satisfied', 'remind'];
/** What is named to those who tried something that cannot be done now. */
const NAMED: readonly DeskConcernActName[] = ['assign', 'report', 'send-back', 'settle', 'revisit', 'redo'];

/** The departments for which a person answers. */
export function bodiesOf(state: DeskState, person: PersonId): ReadonlySet<BodyId> {
  return new Set(rowsOf(state.bodies).flatMap(({ id, people }) => (people.includes(person) ? [id] : [])));
}

/** What a department is in a concern: it leads, it helps, or neither. */
export function partOf(concern: Concern, body: BodyId): 'lead' | 'any' | 'no' {
  if (concern.body === body) return 'lead';
  return concern.others.includes(body) ? 'any' : 'no';
}

function isMet(rule: ConcernRule, part: 'lead' | 'any' | 'no'): boolean {
  return part === 'lead' ? rule.department !== 'no' : part === 'any' && rule.department === 'any';
}

/** The department for which a person of it may do the act, or null. */
export function ownBody(state: DeskState, concern: Concern, name: DeskConcernActName, person: PersonId): BodyId | null {
  const own = [concern.body, ...concern.others].filter((body) => body !== null);
  const answersFor = bodiesOf(state, person);
  return own.find((body) => answersFor.has(body) && isMet(CONCERN_RULES[name], partOf(concern, body))) ?? null;
}

/** The roles that may do an act without being of the department. */
export function officeRoles(name: DeskConcernActName): readonly Role[] {
  const roles: readonly Role[] = RIGHTS[CONCERN_RULES[name].right];
  return roles.filter((role) => role !== 'department');
}

/**
 * Null if the actor may; refuses `concern-role`, naming whose it is. A department that the concern is not with is told
 * `not-found`: that there is such a concern is not its matter.
 */
export function refuseRole(
  state: DeskState,
  actor: Actor,
  name: DeskConcernActName,
  concern: Concern | null,
): Refusal | null {
  if (MACHINE.includes(name)) return actor.kind === 'machine' ? null : refuse('no-permission');
  if (forbidden(state, actor, officeRoles(name)) === null) return null;
  if (actor.kind !== 'person' || concern === null) return wrongRole(state, name);
  const person = rowAt(state.people, actor.id);
  if (person?.active !== true || !person.roles.includes('department')) return wrongRole(state, name);
  const answersFor = bodiesOf(state, actor.id);
  const isWithThem = [concern.body, ...concern.others].some((body) => body !== null && answersFor.has(body));
  // Somebody of the office who is of another department too may read it anyway.
  if (!isWithThem) return may(person.roles, officeRoles('note')) ? wrongRole(state, name) : refuse('not-found');
  return ownBody(state, concern, name, actor.id) === null ? wrongRole(state, name) : null;
}

function whoMay(name: DeskConcernActName): Word {
  const { department } = CONCERN_RULES[name];
  const named: Word[] = officeRoles(name).map((role) => ROLE_WORDS[role]);
  if (department === 'lead') named.unshift(['主办单位', 'the department in charge']);
  if (department === 'any') named.unshift(['主办、协办单位', 'the departments concerned']);
  return listed(named);
}

/** Whose an act is. */
export function wrongRole(state: DeskState, name: DeskConcernActName): Refusal {
  const [whoZh, whoEn] = whoMay(name);
  const [actZh, actEn] = ACT_WORDS[name];
  // A department is asked whoever of it has an account: it answers by a link too.
  const asked: readonly Role[] = RIGHTS[CONCERN_RULES[name].right];
  return refuse('concern-role', { actZh, actEn, whoZh, whoEn, ...askThem(state, asked) });
}

/** Null if it can be done in this state; refuses `concern-state`, saying what can, and by whom. */
export function refuseState(concern: Concern, name: DeskConcernActName): Refusal | null {
  if (CONCERN_RULES[name].from.includes(concern.state)) return null;
  const can = NAMED.filter((each) => each !== name && CONCERN_RULES[each].from.includes(concern.state)).map((each) => {
    const [whoZh, whoEn] = whoMay(each);
    const [zh, en] = ACT_WORDS[each];
    return [`${zh}（${whoZh}）`, `${en} (${whoEn})`] as const;
  });
  const [canZh, canEn] = listed(can);
  const [stateZh, stateEn] = STATE_WORDS[concern.state];
  const [actZh, actEn] = ACT_WORDS[name];
  return refuse('concern-state', { stateZh, stateEn, actZh, actEn, canZh, canEn });
}

/** What a person may do with a concern now. */
export function actsFor(state: DeskState, concern: Concern, person: PersonId): readonly DeskConcernActName[] {
  const names = Object.keys(CONCERN_RULES) as DeskConcernActName[];
  const actor: Actor = { kind: 'person', id: person };
  return names.filter(
    (name) => refuseState(concern, name) === null && refuseRole(state, actor, name, concern) === null,
  );
}
