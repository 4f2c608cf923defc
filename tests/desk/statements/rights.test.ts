import assert from 'node:assert/strict';
import { RIGHTS, ROLES, StatementState, type Act, type Role } from '../../../api/contract/index.ts';
import { FROM, type StatementStep } from '../../../api/desk/statements/states.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { aDraft, aForm, aStatementDesk, brought } from './writing.ts';

type Tried = readonly [right: Act, act: Readonly<Record<string, unknown>>];
const ACTS: Readonly<Record<Exclude<StatementStep, 'out'>, Tried>> = {
  save: ['statement-draft', { act: 'save', base: 2, form: aForm({ signature: '清河县新闻办公室' }) }],
  comment: ['statement-comment', { act: 'comment', text: '请补复测时间' }],
  submit: ['statement-submit', { act: 'submit' }],
  return: ['statement-return', { act: 'return', note: '再改' }],
  'sign-off': ['statement-sign-off', { act: 'sign-off', body: 'public-security', signedBy: '值班领导' }],
  approve: ['statement-approve', { act: 'approve' }],
  emergency: ['statement-emergency', { act: 'emergency', approvers: ['ping', 'han'], note: '夜间' }],
  countersign: ['statement-emergency', { act: 'countersign' }],
  release: ['statement-publish', { act: 'release', channels: ['page'], publishAtMs: null }],
  stop: ['statement-stop', { act: 'stop', note: '暂缓' }],
  hand: ['statement-publish', { act: 'hand', to: '县融媒体中心' }],
};
/** What an act still needs besides role and state. */
const NEEDS_MORE = new Set(['sign-off', 'countersign']);

const DESKS = new Map(
  StatementState.options.map((wanted) => {
    const desk = aStatementDesk();
    for (const role of ROLES) {
      desk.ask('ada', { do: 'add-person', id: `one-${role}`, draft: { name: `one ${role}`, roles: [role] } });
    }
    if (wanted === 'stopped') {
      aDraft(desk);
      desk.act('wei', { act: 'stop', note: '先停' });
    } else if (wanted === 'corrected') {
      brought(desk, 'published');
      desk.put((state) => {
        const row = rowAt(state.statements, 's1');
        return row === undefined
          ? state
          : { ...state, statements: withRow(state.statements, 's1', { ...row, state: 'corrected' }) };
      });
    } else brought(desk, wanted);
    return [wanted, { desk, state: desk.state() }] as const;
  }),
);

describe('who may do what with a statement, and when', () => {
  for (const [name, [right, act]] of Object.entries(ACTS)) {
    it(`${name}: each role in each state, as the tables say`, () => {
      for (const role of ROLES)
        for (const state of StatementState.options) tryOne(name as keyof typeof ACTS, right, act, role, state);
    });
  }

  function tryOne(
    name: keyof typeof ACTS,
    right: Act,
    act: Readonly<Record<string, unknown>>,
    role: Role,
    state: StatementState,
  ): void {
    const { desk, state: before } = DESKS.get(state) ?? assert.fail(state);
    desk.put(() => before);
    const answer = desk.act(`one-${role}`, act);
    const allowed = (RIGHTS[right] as readonly Role[]).includes(role);
    const wanted = allowed && FROM[name].includes(state);
    const label = `${role} in ${state}: ${answer}`;
    if (!allowed) assert.equal(answer, 'no-permission', label);
    else if (wanted)
      assert.ok(answer.startsWith('statement-') && answer !== 'statement-state' ? true : NEEDS_MORE.has(name), label);
    else assert.ok(['statement-state', 'statement-over', 'approved-already'].includes(answer), label);
    if (!wanted) assert.equal(desk.state(), before, label);
  }
});

/** Seeded: the same sequences in each run. */
describe('whatever people do in whatever order', () => {
  it('no text goes out without an approval of its hash by somebody who had no hand in it', () => {
    let seed = 20_261_125;
    const pick = <T>(list: readonly T[]): T => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return list[Math.floor(seed / 65_536) % list.length] ?? assert.fail();
    };
    const desk = aStatementDesk();
    desk.ask('ada', { do: 'change-person', id: 'yan', change: { roles: ['writer', 'approver'] } });
    let outs = 0;
    for (let round = 0; round < 30; round += 1) {
      const id = `r${round}`;
      desk.act('wei', { act: 'open', kind: 'notice', claim: 'c1', corrects: null }, undefined, id);
      for (let step = 0; step < 80; step += 1) {
        const name = pick([...Object.keys(ACTS), 'approve', 'submit', 'release', 'release', 'out', 'out']);
        const n = desk.statement(id).versions.length;
        const lead = `2026年11月25日，第${String(step % 3)}种写法，谨致歉意。`;
        const act =
          name === 'save'
            ? { act: 'save', base: n, form: aForm({ lead }) }
            : name === 'out'
              ? { act: 'out' }
              : ACTS[name as keyof typeof ACTS][1];
        desk.act(name === 'out' ? 'machine' : pick(['wei', 'yan', 'ping', 'han', 'lin', 'mo']), act, undefined, id);
      }
      const { state, versions, approvals } = desk.statement(id);
      if (state !== 'published') continue;
      outs += 1;
      const sha256 = versions.at(-1)?.sha256;
      const written = new Set(versions.map(({ by }) => by));
      const standing = approvals.filter((each) => each.sha256 === sha256 && each.voided === undefined);
      assert.ok(standing.some(({ emergency }) => !emergency) || standing.length >= 2, `seed 20261125, round ${round}`);
      assert.ok(approvals.filter(({ voided }) => voided === undefined).every(({ by }) => !written.has(by)));
    }
    assert.ok(outs > 3, `${outs} went out`);
  });
});
