import assert from 'node:assert/strict';
import { ConcernState, RIGHTS } from '../../../api/contract/index.ts';
import { actsFor, CONCERN_RULES } from '../../../api/desk/concerns/rules.ts';
import { idOf, NOON_MS, ROLES_OF, type Name } from '../scene.ts';
import { act, aLedgerAt, ASSIGN, concernOf, DAY_MS, HOUSING, REPORT, SETTLE, WATER, type Act } from './ledger.ts';

/** One good act of each kind. */
const ACTS: readonly Act[] = [
  { act: 'edit', title: '换一个说法' },
  { ...ASSIGN, note: '改派' },
  { act: 'answer', text: '在办' },
  REPORT,
  { act: 'give-back', note: '不归我们' },
  { act: 'ask-extension', toMs: NOON_MS + 30 * DAY_MS, note: '等料' },
  { act: 'extend', toMs: NOON_MS + 30 * DAY_MS, note: '同意' },
  { act: 'urge', text: '抓紧' },
  { act: 'send-back', note: '不够', dueMs: null },
  SETTLE,
  { act: 'revisit', how: 'visit', satisfaction: 'fair', note: '' },
  { act: 'redo', note: '没好', dueMs: null },
  { act: 'mark', text: '请重视' },
  { act: 'note', text: '去看了' },
];

/** What the table says must come of it. */
function expected(name: Name, what: string, state: ConcernState): 'done' | 'role' | 'state' {
  const rule = CONCERN_RULES[what as keyof typeof CONCERN_RULES];
  const roles: readonly string[] = RIGHTS[rule.right];
  const isDepartment = name === 'deng';
  // Deng's company has nothing before it is assigned: that there is such a concern is not told.
  const mayAct = isDepartment ? rule.department !== 'no' && state !== 'new' : roles.includes(ROLES_OF[name][0]);
  if (!mayAct) return 'role';
  return rule.from.includes(state) ? 'done' : 'state';
}

describe('every role, act and state of a concern', () => {
  for (const state of ConcernState.options) {
    it(`is as the table says: ${state}`, () => {
      for (const name of Object.keys(ROLES_OF) as Name[]) {
        for (const what of ACTS) {
          const desk = aLedgerAt(state);
          const before = concernOf(desk);
          const offered = actsFor(desk.state(), before, idOf(name)).some((each) => each === what.act);
          const answer = act(desk, name, what);
          const refused = !answer.startsWith('concern-') || answer === 'concern-role' || answer === 'concern-state';
          const wanted = expected(name, what.act, state);
          const label = `${name} ${what.act}: ${answer}`;
          assert.equal(refused, wanted !== 'done', label);
          assert.equal(offered, wanted === 'done', `${label} is offered as it is done`);
          if (wanted === 'state') assert.equal(answer, 'concern-state', label);
          if (wanted === 'role') assert.ok(answer === 'concern-role' || answer === 'not-found', label);
          if (refused) assert.equal(concernOf(desk), before, `${label} changes nothing`);
        }
      }
    });
  }

  it('a department that helps says what it did, and does not report, give back or ask for time', () => {
    const helping = { ...ASSIGN, body: HOUSING, others: [WATER] };
    const at = () => {
      const desk = aLedgerAt('new');
      act(desk, 'mo', helping);
      return desk;
    };
    assert.equal(act(at(), 'deng', { act: 'answer', text: '已配合' }), 'concern-answered');
    assert.equal(act(at(), 'deng', { act: 'note', text: '记一笔' }), 'concern-noted');
    assert.equal(act(at(), 'deng', REPORT), 'concern-role');
    assert.equal(act(at(), 'deng', { act: 'give-back', note: '不归我们' }), 'concern-role');
  });

  it('a department that has nothing to do with it is not even told that it is there', () => {
    const desk = aLedgerAt('new');
    act(desk, 'mo', { ...ASSIGN, body: HOUSING, others: [] });
    for (const what of ACTS) assert.equal(act(desk, 'deng', what), 'not-found', what.act);
  });

  it('staff enter what a department said, for a department that has it', () => {
    const desk = aLedgerAt('assigned');
    assert.equal(act(desk, 'mo', { act: 'answer', text: '电话答复', body: HOUSING }), 'concern-answered');
    assert.equal(concernOf(desk).diary.at(-1)?.body, HOUSING);
    assert.equal(act(desk, 'mo', { ...REPORT, body: HOUSING }), 'body-missing');
    assert.equal(act(desk, 'mo', { act: 'answer', text: '电话答复', body: 'nobody' }), 'body-missing');
    assert.equal(act(desk, 'wei', { act: 'answer', text: '电话答复' }), 'concern-role');
  });
});
