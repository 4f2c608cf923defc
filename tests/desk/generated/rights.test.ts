import assert from 'node:assert/strict';
import { isRefusal, RIGHTS, ROLES, type Refusal } from '../../../api/contract/index.ts';
import { apply, decide, DeskCommand } from '../../../api/desk/desk.ts';
import { actorName } from '../../../api/desk/roles.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { NOON_MS, RULES } from '../scene.ts';
import { mayCall, type Case } from './cases.ts';
import { BRIEFING_CASES } from './briefing-cases.ts';
import { CLAIM_CASES, CLOCK_CASES, INQUIRY_CASES } from './claim-cases.ts';
import { ELSEWHERE, OFFICE_CASES, REQUEST_CASES, SPINE_CASES } from './office-cases.ts';
import { CONCERN_CASES, CONSULTATION_CASES, STATEMENT_CASES } from './statement-cases.ts';
import { aWorld, CALLERS, type Caller } from './world.ts';

const CASES: Readonly<Record<string, readonly Case[]>> = {
  ...asLists(CLAIM_CASES, INQUIRY_CASES, CLOCK_CASES, STATEMENT_CASES, CONCERN_CASES, CONSULTATION_CASES),
  ...asLists(OFFICE_CASES, SPINE_CASES, BRIEFING_CASES),
  ...REQUEST_CASES,
};
/** Refusals of the person, and refusals of the row. */
const OF_ROLE = ['no-permission', 'claim-role', 'concern-role', 'not-found'];
const OF_STATE = [
  'wrong-state',
  'claim-state',
  'statement-state',
  'statement-over',
  'approved-already',
  'concern-state',
  'consultation-state',
  'briefing-state',
];
/** A refusal names who may, or what the row is now. */
const SAYS =
  /监测员|撰稿人|审批人|承办单位|主办|领导|管理员|the-|signer|third|author|只能查看|核实人员|并入的那一条|发更正/;

function asLists(...tables: readonly Readonly<Record<string, Case>>[]): Record<string, readonly Case[]> {
  return Object.fromEntries(tables.flatMap((table) => Object.entries(table).map(([key, each]) => [key, [each]])));
}

/** Every command and act that the desk takes, from its own schema. */
function everyAct(): readonly string[] {
  return DeskCommand.options.flatMap((option) => {
    const name = option.shape.do.value;
    if (!('act' in option.shape)) return [name];
    return option.shape.act.options.map((act) => `${name}/${act.shape.act.value}`);
  });
}

describe('role × act × state of the whole desk', function () {
  this.timeout(30_000);

  it('no act of the desk is without its row here, and no row without its act', () => {
    assert.deepEqual([...Object.keys(CASES), ...ELSEWHERE].toSorted(), everyAct().toSorted());
  });

  it('every right that the desk asks for is used, and the others belong to routes alone', () => {
    const used = new Set(Object.values(CASES).flatMap((cases) => cases.flatMap(({ whose }) => whose.right ?? [])));
    const unused = Object.keys(RIGHTS).filter((right) => !used.has(right as keyof typeof RIGHTS));
    assert.deepEqual(unused, ['evidence-capture']);
  });

  for (const [key, cases] of Object.entries(CASES)) {
    it(`${key}: as the tables say for ${CALLERS.length} callers`, () => {
      for (const each of cases)
        for (const state of each.states) {
          const world = aWorld(each.given(state));
          for (const caller of CALLERS) tryOne(key, each, state, world, caller);
        }
    });
  }

  it('who has two roles may what either may, and no more', () => {
    for (const cases of Object.values(CASES))
      for (const { whose } of cases) {
        const may = (name: string): boolean => {
          const caller = CALLERS.find((each) => each.name === name) ?? assert.fail(name);
          return mayCall(caller, whose);
        };
        assert.equal(may('two-roles'), may('the-writer') || may('the-leader'));
      }
    assert.equal(CALLERS.filter(({ name }) => name.startsWith('the-')).length, ROLES.length);
  });
});

function tryOne(key: string, tried: Case, state: string, world: DeskState, caller: Caller): void {
  const where = `${key} · ${state} · ${caller.name}`;
  const command = DeskCommand.parse(tried.command(state));
  const decided = decide(world, command, caller.actor, NOON_MS, RULES);
  // A new concern is with no department yet.
  const isWith = !(key.startsWith('concern/') && state === 'new');
  const may = mayCall(caller, tried.whose, isWith);
  // Where both are wrong, either can be said.
  if (!may) return refusedFor(tried.from.includes(state) ? OF_ROLE : [...OF_ROLE, ...OF_STATE], decided, where);
  // An answer by the one-time link comes once; somebody of the department may add to his.
  const isLate = key === 'inquiry/answer' && caller.name === 'machine' && state === 'answered';
  if (!tried.from.includes(state) || isLate) return refusedFor(OF_STATE, decided, where);
  if (key === 'statement/countersign' && caller.name !== 'the-approver')
    return refusedFor(['nothing-owed'], decided, where);
  assert.ok(!isRefusal(decided), `${where}: ${isRefusal(decided) ? `${decided.refused} ${decided.zh}` : ''}`);
  const entry = { n: 1, atMs: NOON_MS, actor: actorName(caller.actor), texts: {} };
  const after = decided.reduce(
    (held, { kind, body, texts = {} }) => apply(held, { ...entry, kind, body, texts }),
    world,
  );
  for (const draft of decided) assert.ok(apply(after, { ...entry, ...draft, texts: draft.texts ?? {} }), where);
}

function refusedFor(codes: readonly string[], decided: readonly unknown[] | Refusal, where: string): void {
  assert.ok(isRefusal(decided), `${where}: was done`);
  assert.ok(codes.includes(decided.refused), `${where}: ${decided.refused} ${decided.zh}`);
  assert.ok(decided.refused === 'not-found' || SAYS.test(decided.zh), `${where}: ${decided.zh}`);
}
