import assert from 'node:assert/strict';
import { OPINIONS_MAX } from '../../../api/contract/consultation.ts';
import { CONSULTATION_FROM } from '../../../api/desk/concerns/consultation.ts';
import { rowAt } from '../../../api/desk/table.ts';
import { NOON_MS, type Desk } from '../scene.ts';
import { aLedger, DAY_MS, type Act, type By } from './ledger.ts';

const OPEN: Act = {
  act: 'open',
  title: '二次供水设备更新期间分时停水',
  question: '计划用两周更新设备，白天或夜间停水，哪一种影响小？',
  options: ['白天', '夜间'],
  untilMs: NOON_MS + 14 * DAY_MS,
};
const SAID: Act = { act: 'consultation-answer', group: '居民', option: 1, count: 120, summary: '夜里停水影响小' };

const ask = (desk: Desk, by: By, act: Act, nowMs = NOON_MS): string =>
  desk.ask(by, { do: 'consultation', id: 'q1', act }, nowMs);
const held = (desk: Desk) => rowAt(desk.state().consultations, 'q1');

function opened(...more: readonly Act[]): Desk {
  const desk = aLedger();
  for (const act of [OPEN, ...more]) ask(desk, 'mo', act);
  return desk;
}

describe('a consultation', () => {
  it('goes from a draft to what was taken over and why', () => {
    const desk = opened();
    assert.equal(ask(desk, 'wei', { act: 'start' }), 'consultation-started');
    assert.equal(ask(desk, 'mo', SAID), 'consultation-answered');
    const opinions = [{ requests: ['r1', 'r2'], group: '家长', option: 1, summary: '' }];
    assert.match(ask(desk, 'mo', { act: 'count-in', opinions }), /^consultation-answered/);
    assert.equal(ask(desk, 'mo', { act: 'close', note: '' }), 'reason-missing');
    assert.equal(ask(desk, 'mo', { act: 'close', note: '' }, NOON_MS + 14 * DAY_MS), 'consultation-closed');
    const taken = [{ what: '夜间停水', taken: true, why: '多数人赞成' }];
    assert.equal(ask(desk, 'mo', { act: 'conclude', taken, decision: '' }), 'reason-missing');
    assert.equal(ask(desk, 'mo', { act: 'conclude', taken, decision: '夜间分批停水' }), 'consultation-concluded');
    const row = held(desk);
    assert.deepEqual([row?.state, row?.decision, row?.taken], ['concluded', '夜间分批停水', taken]);
    assert.deepEqual(
      row?.opinions.map(({ via, count }) => [via, count]),
      [
        ['staff', 120],
        ['inbox', 2],
      ],
    );
  });

  it('its period lies ahead, and it is edited only before it starts', () => {
    assert.equal(ask(aLedger(), 'mo', { ...OPEN, untilMs: NOON_MS }), 'due-wrong');
    assert.equal(ask(aLedger(), 'mo', { ...OPEN, untilMs: NOON_MS + 181 * DAY_MS }), 'due-wrong');
    const desk = opened({ act: 'start' });
    assert.equal(ask(desk, 'mo', { ...OPEN, act: 'edit' }), 'consultation-state');
    assert.equal(held(desk)?.fromMs, NOON_MS);
  });

  it('an answer names an option that there is', () => {
    assert.equal(ask(opened({ act: 'start' }), 'mo', { ...SAID, option: 2 }), 'bad-input');
    assert.equal(ask(opened({ act: 'start' }), 'mo', { ...SAID, option: null }), 'consultation-answered');
  });

  it('a request is counted once, with its receipt, whoever asks how often and in how many groups', () => {
    const desk = opened({ act: 'start' });
    const count = (...opinions: readonly object[]): string => ask(desk, 'mo', { act: 'count-in', opinions });
    const one = { requests: ['r1', 'r1', 'r2'], group: '家长', option: 0, summary: '' };
    count(one, { ...one, group: '居民' });
    assert.deepEqual(
      held(desk)?.opinions.map(({ group, count: people }) => [group, people]),
      [['家长', 2]],
    );
    assert.equal(rowAt(desk.state().handled, 'r2')?.state, 'answered');
    assert.equal(count(one), 'wrong-state');
    count({ ...one, requests: ['r2', 'r3'] });
    assert.deepEqual(
      held(desk)?.opinions.map(({ count: people }) => people),
      [2, 1],
    );
    assert.equal(count({ ...one, requests: ['r4'], option: 7 }), 'bad-input');
    assert.equal(rowAt(desk.state().handled, 'r4'), undefined, 'all or nothing');
    assert.equal(ask(desk, 'machine', { act: 'count-in', opinions: [one] }), 'no-permission');
  });

  it('what came in time is counted after the end, and what is set aside is not', () => {
    const desk = opened({ act: 'start' }, { act: 'close', note: '提前截止' });
    assert.equal(ask(desk, 'mo', { act: 'set-aside', requests: ['r1'], reason: '广告' }), 'request-declined');
    assert.equal(ask(desk, 'mo', { act: 'set-aside', requests: ['r1'], reason: '广告' }), 'wrong-state');
    const opinions = [{ requests: ['r2'], group: '家长', option: null, summary: '晚一点' }];
    assert.match(ask(desk, 'mo', { act: 'count-in', opinions }), /^consultation-answered/);
    ask(desk, 'mo', { act: 'conclude', taken: [], decision: '照办' });
    assert.equal(ask(desk, 'mo', { act: 'count-in', opinions }), 'consultation-state');
  });

  it('a link names a statement that is out', () => {
    const desk = opened({ act: 'start' });
    const link: Act = { act: 'link', statement: 's1', as: 'announced' };
    assert.equal(ask(desk, 'mo', link), 'not-found');
    desk.ask('wei', { do: 'statement', id: 's1', act: { act: 'open', kind: 'notice', claim: null, corrects: null } });
    if (rowAt(desk.state().statements, 's1') !== undefined) assert.equal(ask(desk, 'mo', link), 'statement-not-out');
  });

  it('departments, leaders and administrators have no hand in it', () => {
    for (const name of ['deng', 'lin', 'ada'] as const) assert.equal(ask(aLedger(), name, OPEN), 'no-permission', name);
    assert.equal(ask(opened({ act: 'start' }), 'machine', { act: 'close', note: 'x' }), 'no-permission');
  });

  it('summaries have a limit', () => {
    const desk = opened({ act: 'start' });
    for (let at = 0; at < OPINIONS_MAX; at += 1) assert.equal(ask(desk, 'mo', SAID), 'consultation-answered');
    assert.equal(ask(desk, 'mo', SAID), 'limit-reached');
  });

  it('each act is done in the states that the table names, and in no other', () => {
    const ways: Readonly<Record<string, readonly Act[]>> = {
      draft: [],
      open: [{ act: 'start' }],
      closed: [{ act: 'start' }, { act: 'close', note: '提前截止' }],
      concluded: [
        { act: 'start' },
        { act: 'close', note: '提前截止' },
        { act: 'conclude', taken: [], decision: '照办' },
      ],
      withdrawn: [{ act: 'withdraw', note: '不做了' }],
    };
    const acts: readonly Act[] = [
      { ...OPEN, act: 'edit' },
      { act: 'start' },
      SAID,
      { act: 'close', note: '够了' },
      { act: 'conclude', taken: [], decision: '照办' },
      { act: 'withdraw', note: '不做了' },
    ];
    for (const [state, way] of Object.entries(ways)) {
      for (const act of acts) {
        const allowed = CONSULTATION_FROM[act.act as keyof typeof CONSULTATION_FROM].some((each) => each === state);
        const answer = ask(opened(...way), 'mo', act);
        assert.equal(answer !== 'consultation-state', allowed, `${act.act} in ${state}: ${answer}`);
      }
    }
  });
});
