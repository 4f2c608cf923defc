import assert from 'node:assert/strict';
import { CALENDAR_DAYS_MAX, CLOCK_RULES_MAX, RIGHTS, SHIFT_MS_MAX, type Role } from '../../../api/contract/index.ts';
import { SHIFT_KEPT_MS, shiftsAfter } from '../../../api/desk/offices/duty.ts';
import { FIRST_STATE } from '../../../api/desk/state.ts';
import { rowAt } from '../../../api/desk/table.ts';
import { aDesk, HOUR_MS, NOON_MS, ROLES_OF, type Name } from '../scene.ts';

const body = (id: string, draft: Readonly<Record<string, unknown>>, act = 'body-add') => ({
  do: 'office',
  act: { act, id, draft: { contact: '', ...draft } },
});
const shift = { id: 's1', fromMs: NOON_MS, toMs: NOON_MS + 8 * HOUR_MS, person: 'mo', deputy: null, lead: null };
const shifts = (...set: readonly unknown[]) => ({ do: 'office', act: { act: 'shifts', change: { set } } });

describe('bodies', () => {
  it('a department has its name, its contact as it was written, and its people', () => {
    const desk = aDesk();
    const draft = { name: '县供水公司', contact: '调度室 13812345678', people: ['deng'] };
    assert.equal(desk.ask('ping', body('b1', draft)), 'body-set');
    const held = rowAt(desk.state().bodies, 'b1');
    assert.deepEqual([held?.name, held?.contact, held?.people], ['县供水公司', '调度室 13812345678', ['deng']]);
    assert.equal(desk.ask('ping', body('b1', { ...draft, active: false }, 'body-change')), 'body-set');
    assert.equal(rowAt(desk.state().bodies, 'b1')?.active, false);
  });

  it('no two of one name, no private person, nobody who is no department’s', () => {
    const desk = aDesk();
    desk.ask('ping', body('b1', { name: '县供水公司' }));
    assert.equal(desk.ask('ping', body('b2', { name: '县供水公司' })), 'name-taken');
    assert.equal(desk.ask('ping', body('b1', { name: '县水务局' })), 'name-taken');
    assert.equal(desk.ask('ping', body('b2', { name: '王小明' })), 'person-name');
    assert.equal(desk.ask('ping', body('b2', { name: '县水务局', people: ['mo'] })), 'not-found');
    assert.equal(desk.ask('ping', body('nosuch', { name: '县水务局' }, 'body-change')), 'not-found');
  });
});

describe('departments of the sample', () => {
  const ids = ['b1', 'b2', 'b3'].map((id) => ({ id, name: `样例${id}局` }));
  const sources = [{ id: 's1', kind: 'list', name: '样例', url: 'http://127.0.0.1:9/', everyMin: 5 }];

  it('go with it, but for one of the office’s own name', () => {
    const desk = aDesk();
    desk.ask('machine', { do: 'add-sample', sources, bodies: ids });
    assert.equal(rowAt(desk.state().bodies, 'b1')?.sample, true);
    desk.ask('ping', body('b2', { name: '县水务局' }, 'body-change'));
    desk.ask('ping', body('b3', { name: '样例b3局', people: ['deng'] }, 'body-change'));
    desk.ask('ada', { do: 'remove-sample', posts: 0 });
    assert.deepEqual(
      ['b1', 'b2', 'b3'].map((id) => rowAt(desk.state().bodies, id)?.name),
      [undefined, '县水务局', undefined],
    );
  });
});

describe('the roster and the rules', () => {
  const asks: readonly (readonly [keyof typeof RIGHTS, Readonly<Record<string, unknown>>])[] = [
    ['body-change', body('b9', { name: '县住建局' })],
    ['duty-change', shifts(shift)],
    ['duty-change', { do: 'office', act: { act: 'plan', plan: FIRST_STATE.dutyPlan } }],
    ['rule-change', { do: 'office', act: { act: 'rules', rules: FIRST_STATE.clockRules } }],
    ['rule-change', { do: 'office', act: { act: 'calendar', days: [] } }],
  ];
  for (const [right, command] of asks) {
    it(`${right}: the roles of the table and no others`, () => {
      for (const name of Object.keys(ROLES_OF) as Name[]) {
        const roles: readonly Role[] = ROLES_OF[name];
        const allowed = (RIGHTS[right] as readonly Role[]).some((role) => roles.includes(role));
        assert.equal(aDesk().ask(name, command) === 'no-permission', !allowed, name);
      }
    });
  }

  it('a shift ends after it begins and is no week too long, with people who may act', () => {
    const desk = aDesk();
    assert.equal(desk.ask('ping', shifts({ ...shift, toMs: NOON_MS })), 'shift-wrong');
    assert.equal(desk.ask('ping', shifts({ ...shift, toMs: NOON_MS + SHIFT_MS_MAX + 1 })), 'shift-wrong');
    assert.equal(desk.ask('ping', shifts({ ...shift, person: 'deng' })), 'not-found');
    assert.equal(desk.ask('ping', shifts({ ...shift, lead: 'nobody' })), 'not-found');
    assert.equal(desk.ask('ping', shifts(shift)), 'duty-changed');
    const removal = { do: 'office', act: { act: 'shifts', change: { removed: ['s1'] } } };
    assert.equal(desk.ask('ping', removal), 'duty-changed');
    assert.deepEqual(desk.state().duty, []);
    assert.equal(desk.ask('ping', removal), 'not-found');
  });

  it('shifts long past leave the roster', () => {
    const old = { ...shift, id: 'old', fromMs: NOON_MS - SHIFT_KEPT_MS - HOUR_MS, toMs: NOON_MS - SHIFT_KEPT_MS };
    const after = shiftsAfter([{ ...old, person: 'mo' as never }], { set: [], removed: [] }, NOON_MS);
    assert.deepEqual(after, []);
  });

  it('rules and the plan are kept as they were set, names and contacts too', () => {
    const desk = aDesk();
    const rules = FIRST_STATE.clockRules.map((rule) => ({ ...rule, minutes: rule.minutes * 2, workingDays: true }));
    assert.equal(desk.ask('ada', { do: 'office', act: { act: 'rules', rules } }), 'clock-rules-set');
    assert.deepEqual(desk.state().clockRules, rules);
    const [first] = FIRST_STATE.dutyPlan.reports;
    const plan = {
      ...FIRST_STATE.dutyPlan,
      leader: 'lin',
      reports: [{ ...first, to: '市委网信办', contact: '0512-66001234' }],
    };
    assert.equal(desk.ask('ping', { do: 'office', act: { act: 'plan', plan } }), 'duty-plan-set');
    assert.deepEqual(desk.state().dutyPlan, plan);
  });

  it('a rule, a day or a report twice is refused, and more than the limits do not parse', () => {
    const desk = aDesk();
    const [rule] = FIRST_STATE.clockRules;
    const day = { day: '2027-01-01', works: false, name: '元旦' };
    const ask = (act: Readonly<Record<string, unknown>>): string => desk.ask('ada', { do: 'office', act });
    assert.equal(ask({ act: 'rules', rules: [rule, rule] }), 'bad-input');
    assert.equal(ask({ act: 'calendar', days: [day, day] }), 'bad-input');
    const many = (count: number): readonly unknown[] =>
      Array.from({ length: count }, (_, at) => ({ ...rule, id: `rule-${at}` }));
    assert.equal(ask({ act: 'rules', rules: many(CLOCK_RULES_MAX) }), 'clock-rules-set');
    assert.throws(() => ask({ act: 'rules', rules: many(CLOCK_RULES_MAX + 1) }));
    const days = (count: number): readonly unknown[] =>
      Array.from({ length: count }, (_, at) => ({
        ...day,
        day: `2027-${String(10 + Math.floor(at / 28)).slice(-2)}-${String((at % 28) + 10)}`,
      }));
    assert.throws(() => ask({ act: 'calendar', days: days(CALENDAR_DAYS_MAX + 1) }));
  });
});
