import assert from 'node:assert/strict';
import { AlertId } from '../../api/contract/index.ts';
import { handlingAt, SNOOZE_MS_MAX, TIMELINE_MAX } from '../../api/desk/alerts.ts';
import { aDesk, HOUR_MS, NOON_MS, type Desk, type Name } from './scene.ts';

const ID = AlertId.parse('a1');
const ACTS = {
  take: { act: 'take' },
  'hand-over': { act: 'hand-over', to: 'wei' },
  snooze: { act: 'snooze', untilMs: NOON_MS + HOUR_MS },
  'false-alarm': { act: 'false-alarm', note: '演练' },
  close: { act: 'close' },
  reopen: { act: 'reopen' },
} as const;
type Act = keyof typeof ACTS;

function act(desk: Desk, by: Name, what: Act, change: object = {}, nowMs = NOON_MS): string {
  return desk.ask(by, { do: 'alert', id: ID, act: { ...ACTS[what], ...change } }, nowMs);
}

function handling(desk: Desk, nowMs = NOON_MS) {
  return handlingAt(desk.state(), ID, nowMs);
}

/** How to get there, and what can be done from there. */
const LIFE: Readonly<Record<string, { readonly by: readonly Act[]; readonly can: readonly Act[] }>> = {
  new: { by: [], can: ['take', 'hand-over', 'snooze', 'false-alarm', 'close'] },
  acknowledged: { by: ['hand-over'], can: ['take', 'hand-over', 'snooze', 'false-alarm', 'close'] },
  snoozed: { by: ['snooze'], can: ['take', 'hand-over', 'snooze', 'false-alarm', 'close'] },
  closed: { by: ['close'], can: ['reopen'] },
  'false-alarm': { by: ['false-alarm'], can: ['reopen'] },
};
const AFTER: Readonly<Record<Act, string>> = {
  take: 'acknowledged',
  'hand-over': 'acknowledged',
  snooze: 'snoozed',
  'false-alarm': 'false-alarm',
  close: 'closed',
  reopen: 'new',
};

describe('the life of an alert', () => {
  for (const [state, { by, can }] of Object.entries(LIFE)) {
    for (const what of Object.keys(ACTS) as Act[]) {
      it(`${state}: ${what} ${can.includes(what) ? 'can' : 'cannot'} be done`, () => {
        const desk = aDesk();
        for (const step of by) act(desk, 'mo', step);
        assert.equal(handling(desk).state, state);
        assert.equal(act(desk, 'mo', what), can.includes(what) ? `alert-${what}` : 'wrong-state');
        if (!can.includes(what)) return;
        assert.equal(handling(desk).state, AFTER[what]);
        assert.equal(handling(desk).timeline.at(-1)?.act, what);
      });
    }
  }

  it('the desk may, leaders and departments may not, nor may the machine', () => {
    for (const name of ['mo', 'wei', 'ping', 'ada'] as const) assert.equal(act(aDesk(), name, 'close'), 'alert-close');
    for (const name of ['deng', 'lin'] as const) assert.equal(act(aDesk(), name, 'close'), 'no-permission');
    assert.equal(aDesk().ask('machine', { do: 'alert', id: ID, act: ACTS.close }), 'no-permission');
  });

  it('a snooze has an end, in the future and within a week', () => {
    for (const untilMs of [NOON_MS, NOON_MS - 1, NOON_MS + SNOOZE_MS_MAX + 1]) {
      assert.equal(act(aDesk(), 'mo', 'snooze', { untilMs }), 'end-missing');
    }
    assert.equal(act(aDesk(), 'mo', 'snooze', { untilMs: NOON_MS + SNOOZE_MS_MAX }), 'alert-snooze');
  });

  it('a snooze that runs out is over by itself and says so', () => {
    const desk = aDesk();
    act(desk, 'mo', 'take');
    act(desk, 'mo', 'snooze');
    assert.equal(handling(desk, NOON_MS + HOUR_MS - 1).state, 'snoozed');
    const after = handling(desk, NOON_MS + HOUR_MS);
    assert.deepEqual([after.state, after.holder, after.timeline.at(-1)?.act], ['acknowledged', 'mo', 'snooze-ended']);
    act(desk, 'wei', 'close', {}, NOON_MS + 2 * HOUR_MS);
    const acts = handling(desk, NOON_MS + 2 * HOUR_MS).timeline.map((item) => item.act);
    assert.deepEqual(acts, ['take', 'snooze', 'snooze-ended', 'close']);
  });

  it('a false alarm needs a reason', () => {
    assert.throws(() => act(aDesk(), 'mo', 'false-alarm', { note: '   ' }), 'the contract refuses it already');
    const desk = aDesk();
    act(desk, 'mo', 'false-alarm', { note: '培训演练' });
    assert.equal(handling(desk).timeline[0]?.note, '培训演练');
  });

  it('it is handed over to colleagues of the desk who are there', () => {
    const desk = aDesk();
    for (const to of ['lin', 'deng', 'nobody']) assert.equal(act(desk, 'mo', 'hand-over', { to }), 'bad-input', to);
    desk.ask('ada', { do: 'change-person', id: 'wei', change: { active: false } });
    assert.equal(act(desk, 'mo', 'hand-over', { to: 'wei' }), 'bad-input');
    assert.equal(act(desk, 'mo', 'hand-over', { to: 'ping' }), 'alert-hand-over');
    assert.equal(handling(desk).holder, 'ping');
  });

  it('a colleague can take it over; taking what one has is refused', () => {
    const desk = aDesk();
    assert.equal(act(desk, 'mo', 'take'), 'alert-take');
    assert.equal(act(desk, 'mo', 'take'), 'wrong-state');
    assert.equal(act(desk, 'wei', 'take'), 'alert-take');
    assert.equal(handling(desk).holder, 'wei');
  });

  it('the list of acts is bounded', () => {
    const desk = aDesk();
    for (let at = 0; at <= TIMELINE_MAX; at += 1) act(desk, at % 2 === 0 ? 'mo' : 'wei', 'take');
    assert.equal(handling(desk).timeline.length, TIMELINE_MAX);
  });
});
