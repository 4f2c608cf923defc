import assert from 'node:assert/strict';
import {
  ANSWER_CHARS_MAX,
  BODIES_MAX,
  BODY_PEOPLE_MAX,
  BodyDraft,
  BodyId,
  ClaimId,
  CONTACT_CHARS_MAX,
  DutyPlan,
  InquiryAct,
  InquiryDraft,
  isRefusal,
  LINK_FILES_MAX,
  NOTE_CHARS_MAX,
  OneTimeAct,
  QUESTION_CHARS_MAX,
  ShiftChange,
  SHIFTS_AT_ONCE_MAX,
  SHIFTS_MAX,
  TOKEN_CHARS_MAX,
  UPWARD_RULES_MAX,
  type DutyShift,
} from '../../../api/contract/index.ts';
import { ClockAct } from '../../../api/contract/clock.ts';
import { PAUSES_MAX, REPORTS_MAX } from '../../../api/desk/clocks/clocks.ts';
import { decide, DeskCommand } from '../../../api/desk/desk.ts';
import { FIRST_STATE, type DeskState } from '../../../api/desk/state.ts';
import { withRow } from '../../../api/desk/table.ts';
import { aBody, aClaim } from '../rows.ts';
import { aDesk, idOf, NOON_MS, RULES } from '../scene.ts';

const text = (chars: number): string => '字'.repeat(chars);
const list = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at));

const ask = { body: 'b1', question: '？', contact: '' };
const answer = { act: 'answer', text: '是', signedBy: '县供水公司' };
const file = { sha256: 'a'.repeat(64), name: 'a.txt', kind: 'txt', bytes: 1 };
const shift = (at: number): DutyShift => ({
  id: `s${at}`,
  fromMs: NOON_MS + at,
  toMs: NOON_MS + at + 1,
  person: idOf('mo'),
  deputy: null,
  lead: null,
});
const target = (at: number) => ({
  id: `r${at}`,
  to: '总值班室',
  contact: '',
  minutes: 30,
  grades: ['major'],
  active: true,
});

type Case = readonly [
  name: string,
  schema: { safeParse(value: unknown): { success: boolean } },
  max: number,
  make: (n: number) => unknown,
];
const CASES: readonly Case[] = [
  ['the question', InquiryDraft, QUESTION_CHARS_MAX, (n) => ({ ...ask, question: text(n) })],
  ['the contact', InquiryDraft, CONTACT_CHARS_MAX, (n) => ({ ...ask, contact: text(n) })],
  ['the answer', InquiryAct, ANSWER_CHARS_MAX, (n) => ({ ...answer, text: text(n) })],
  ['files by a link', OneTimeAct, LINK_FILES_MAX, (n) => ({ ...answer, token: 't', files: list(n, () => file) })],
  ['a token', OneTimeAct, TOKEN_CHARS_MAX, (n) => ({ act: 'acknowledge', token: 't'.repeat(n) })],
  ['the reason of a pause', ClockAct, NOTE_CHARS_MAX, (n) => ({ act: 'pause', clock: 'answer', note: text(n) })],
  [
    'people of a body',
    BodyDraft,
    BODY_PEOPLE_MAX,
    (n) => ({ name: '县供水公司', contact: '', people: list(n, (at) => `p${at}`) }),
  ],
  ['shifts at once', ShiftChange, SHIFTS_AT_ONCE_MAX, (n) => ({ set: list(n, shift) })],
  ['reports upward', DutyPlan, UPWARD_RULES_MAX, (n) => ({ ...FIRST_STATE.dutyPlan, reports: list(n, target) })],
];

describe('limits of inquiries, clocks and duty', () => {
  for (const [name, schema, max, make] of CASES) {
    it(`${name}: ${max} and not one more`, () => {
      assert.equal(schema.safeParse(make(max)).success, true);
      assert.equal(schema.safeParse(make(max + 1)).success, false);
    });
  }

  const refused = (state: DeskState, command: unknown, by = 'ping'): string => {
    const decided = decide(state, DeskCommand.parse(command), { kind: 'person', id: idOf(by) }, NOON_MS, RULES);
    return isRefusal(decided) ? decided.refused : 'ok';
  };

  it('bodies', () => {
    const held = aDesk().state();
    const add = { do: 'office', act: { act: 'body-add', id: 'new', draft: { name: '县教育局', contact: '' } } };
    const full = (count: number): DeskState => ({
      ...held,
      bodies: list(count, (at) => aBody({ id: BodyId.parse(`b${at}`), name: `单位${at}` })).reduce(
        (table, body) => withRow(table, body.id, body),
        held.bodies,
      ),
    });
    assert.equal(refused(full(BODIES_MAX - 1), add), 'ok');
    assert.equal(refused(full(BODIES_MAX), add), 'limit-reached');
  });

  it('shifts', () => {
    const held = aDesk().state();
    const add = { do: 'office', act: { act: 'shifts', change: { set: [{ ...shift(0), id: 'new' }] } } };
    assert.equal(refused({ ...held, duty: list(SHIFTS_MAX - 1, shift) }, add), 'ok');
    assert.equal(refused({ ...held, duty: list(SHIFTS_MAX, shift) }, add), 'limit-reached');
  });

  it('pauses and reports of a claim', () => {
    const held = aDesk().state();
    const withClaim = (change: Parameters<typeof aClaim>[0]): DeskState => ({
      ...held,
      claims: withRow(held.claims, 'c1', aClaim({ grade: 'major', ...change })),
    });
    const id = ClaimId.parse('c1');
    const pause = { clock: 'holding', fromMs: NOON_MS, toMs: NOON_MS, note: '', by: 'mo' };
    const report = { to: '', atMs: NOON_MS, by: 'mo', note: '', receipt: '', receiptMs: null };
    const pausing = { do: 'clock', id, act: { act: 'pause', clock: 'answer', note: '等' } };
    const reporting = { do: 'clock', id, act: { act: 'report-up', rule: 'report-phone', note: '报' } };
    assert.equal(refused(withClaim({ pauses: [...list(PAUSES_MAX - 1, () => pause)] }), pausing), 'ok');
    assert.equal(refused(withClaim({ pauses: [...list(PAUSES_MAX, () => pause)] }), pausing), 'limit-reached');
    assert.equal(refused(withClaim({ reports: [...list(REPORTS_MAX - 1, () => report)] }), reporting), 'ok');
    assert.equal(refused(withClaim({ reports: [...list(REPORTS_MAX, () => report)] }), reporting), 'limit-reached');
  });
});
