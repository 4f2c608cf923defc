import assert from 'node:assert/strict';
import { aDesk, HOUR_MS, NOON_MS, ROLES_OF, type Desk, type Name } from '../scene.ts';
import { RIGHTS, type Role } from '../../../api/contract/index.ts';
import { chainAt, shiftAt } from '../../../api/desk/clocks/chain.ts';
import { apply, decide, DeskCommand } from '../../../api/desk/desk.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { aClaim } from '../rows.ts';
import { idOf, RULES } from '../scene.ts';

/** A desk with one grave claim on it, asked at a chosen hour after noon. */
function aClockDesk(change: Parameters<typeof aClaim>[0] = {}) {
  const held = aDesk().state();
  let state: DeskState = { ...held, claims: withRow(held.claims, 'c1', aClaim({ grade: 'major', ...change })) };
  return {
    state: () => state,
    claim: () => rowAt(state.claims, 'c1') ?? assert.fail(),
    ask(by: Name | 'machine', act: Readonly<Record<string, unknown>>, afterMs = 0): string {
      const nowMs = NOON_MS + afterMs;
      const actor = by === 'machine' ? ({ kind: by } as const) : ({ kind: 'person', id: idOf(by) } as const);
      const command = DeskCommand.parse({ do: 'clock', id: 'c1', act });
      const decided = decide(state, command, actor, nowMs, RULES);
      if ('refused' in decided) return decided.refused;
      for (const { kind, body, texts = {} } of decided) {
        state = apply(state, { n: 99, atMs: nowMs, actor: by, kind, body, texts });
      }
      return decided.map(({ kind }) => kind).join() || 'nothing';
    },
  };
}

const ACTS: readonly (readonly [keyof typeof RIGHTS, Readonly<Record<string, unknown>>])[] = [
  ['clock-pause', { act: 'pause', clock: 'answer', note: '等结果' }],
  ['clock-acknowledge', { act: 'acknowledge', clock: 'answer' }],
  ['clock-meet', { act: 'meet', clock: 'conference' }],
  ['report-up', { act: 'report-up', rule: 'report-phone', note: '已电话报告' }],
];

describe('what is done with clocks', () => {
  for (const [right, act] of ACTS) {
    it(`${right}: the roles of the table and no others`, () => {
      for (const name of Object.keys(ROLES_OF) as Name[]) {
        const allowed = (RIGHTS[right] as readonly Role[]).some((role) =>
          (ROLES_OF[name] as readonly Role[]).includes(role),
        );
        assert.equal(aClockDesk().ask(name, act) === 'no-permission', !allowed, name);
      }
    });
  }

  it('a pause needs a reason, a clock that runs, and is over once', () => {
    const desk = aClockDesk();
    assert.equal(desk.ask('mo', { act: 'pause', clock: 'answer', note: ' ' }), 'reason-missing');
    assert.equal(desk.ask('mo', { act: 'pause', clock: 'nosuch', note: '等' }), 'not-found');
    assert.equal(desk.ask('mo', { act: 'resume', clock: 'answer' }), 'wrong-state');
    assert.equal(desk.ask('mo', { act: 'pause', clock: 'answer', note: '等结果' }), 'clock-paused');
    assert.equal(desk.ask('mo', { act: 'pause', clock: 'answer', note: '等结果' }), 'wrong-state');
    assert.equal(desk.ask('mo', { act: 'resume', clock: 'answer' }, HOUR_MS), 'clock-resumed');
    assert.deepEqual(
      desk.claim().pauses.map(({ fromMs, toMs, note, by }) => [fromMs, toMs, note, by]),
      [[NOON_MS, NOON_MS + HOUR_MS, '等结果', 'mo']],
    );
    assert.equal(desk.claim().version, 3);
  });

  it('an overdue clock cannot be paused away', () => {
    assert.equal(aClockDesk().ask('mo', { act: 'pause', clock: 'holding', note: '等' }, 2 * HOUR_MS), 'wrong-state');
  });

  it('acknowledged once; a second time changes nothing', () => {
    const desk = aClockDesk();
    assert.equal(desk.ask('lin', { act: 'acknowledge', clock: 'answer' }), 'clock-acknowledged');
    assert.equal(desk.ask('mo', { act: 'acknowledge', clock: 'answer' }), 'nothing');
    assert.equal(desk.claim().acknowledged['answer'], NOON_MS);
  });

  it('only what a person alone can know is met by hand', () => {
    const desk = aClockDesk();
    assert.equal(desk.ask('mo', { act: 'meet', clock: 'answer' }), 'wrong-state');
    assert.equal(desk.ask('mo', { act: 'meet', clock: 'conference' }, HOUR_MS), 'clock-met');
    assert.equal(desk.ask('mo', { act: 'meet', clock: 'conference' }, 2 * HOUR_MS), 'wrong-state');
    assert.equal(desk.claim().met?.['conference'], NOON_MS + HOUR_MS);
  });

  it('上报 says what was reported; its receipt comes once', () => {
    const desk = aClockDesk();
    assert.equal(desk.ask('mo', { act: 'report-up', rule: 'report-phone', note: '' }), 'reason-missing');
    assert.equal(desk.ask('mo', { act: 'report-up', rule: 'nosuch', note: '已报' }), 'not-found');
    assert.equal(desk.ask('mo', { act: 'report-up', rule: 'report-phone', note: '已电话报告' }), 'reported-up');
    assert.equal(desk.ask('mo', { act: 'report-receipt', report: 1, receipt: '收到' }), 'not-found');
    assert.equal(
      desk.ask('mo', { act: 'report-receipt', report: 0, receipt: '值班员收到' }, 60_000),
      'report-received',
    );
    assert.equal(desk.ask('mo', { act: 'report-receipt', report: 0, receipt: '再收' }), 'wrong-state');
    const [report] = desk.claim().reports;
    assert.deepEqual(
      [report?.to, report?.receipt, report?.receiptMs],
      ['县委县政府总值班室（电话）', '值班员收到', NOON_MS + 60_000],
    );
  });

  it('only the machine notes whom it told', () => {
    const told = { act: 'told', clock: 'answer', stage: 0, person: 'mo' };
    assert.equal(aClockDesk().ask('ada', told), 'no-permission');
    assert.equal(aClockDesk().ask('machine', told), 'clock-told');
  });
});

describe('the chain of those who are told', () => {
  const shift = (id: string, from: number, to: number, person: string, deputy: string | null = null) => ({
    id,
    fromMs: NOON_MS + from * HOUR_MS,
    toMs: NOON_MS + to * HOUR_MS,
    person,
    deputy,
    lead: null,
  });
  const duty = (desk: Desk, ...set: readonly unknown[]): string =>
    desk.ask('ping', { do: 'office', act: { act: 'shifts', change: { set } } });

  it('on duty, deputy, lead, approver, leader: each once', () => {
    const desk = aDesk();
    assert.equal(duty(desk, { ...shift('s1', -1, 8, 'mo', 'wei'), lead: 'ping' }), 'duty-changed');
    const plan = { ...desk.state().dutyPlan, approver: 'ping', leader: 'lin' };
    assert.equal(desk.ask('ping', { do: 'office', act: { act: 'plan', plan } }), 'duty-plan-set');
    const names = chainAt(desk.state(), NOON_MS).map(({ name }) => name);
    assert.deepEqual(names, ['mo', 'wei', 'ping', 'lin']);
    assert.deepEqual(
      chainAt(desk.state(), NOON_MS + 9 * HOUR_MS).map(({ name }) => name),
      ['ping', 'lin'],
    );
  });

  it('whoever left is not told', () => {
    const desk = aDesk();
    duty(desk, shift('s1', -1, 8, 'mo', 'wei'));
    desk.ask('ada', { do: 'change-person', id: 'mo', change: { active: false } });
    assert.deepEqual(
      chainAt(desk.state(), NOON_MS).map(({ name }) => name),
      ['wei'],
    );
  });

  it('a shift holds from its beginning up to its end; of two the later one', () => {
    const desk = aDesk();
    duty(desk, shift('s1', 0, 8, 'mo'), shift('s2', 4, 6, 'wei'));
    const at = (hours: number): string => shiftAt(desk.state(), NOON_MS + hours * HOUR_MS)?.id ?? 'nobody';
    assert.deepEqual([-1, 0, 4, 6, 8].map(at), ['nobody', 's1', 's2', 's1', 'nobody']);
  });
});
