import assert from 'node:assert/strict';
import { ANSWERS_MAX, INQUIRIES_MAX, InquiryId, RIGHTS, type Inquiry, type Role } from '../../../api/contract/index.ts';
import { apply, decide, DeskCommand } from '../../../api/desk/desk.ts';
import type { EntryDraft } from '../../../api/desk/entry.ts';
import { answerHash } from '../../../api/desk/inquiries/answer.ts';
import type { DeskState } from '../../../api/desk/state.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { aBody, aClaim, anInquiry, aPoint } from '../rows.ts';
import { aDesk, HOUR_MS, idOf, NOON_MS, ROLES_OF, RULES, type Name } from '../scene.ts';

type Act = Readonly<Record<string, unknown>>;
const SEND = {
  act: 'send',
  claim: 'c1',
  point: 'p1',
  body: 'water-company',
  question: '水质如何？',
  contact: '值班室',
};
const ANSWER = { act: 'answer', text: '检测合格', signedBy: '县供水公司', files: [], evidence: 'e1' };

/** Deng answers for the water company; the claim c1 has one point. */
function anInquiryDesk(inquiry: Partial<Inquiry> | null = null) {
  const held = aDesk().state();
  let state: DeskState = {
    ...held,
    claims: withRow(held.claims, 'c1', aClaim({ points: [aPoint()] })),
    bodies: withRow(held.bodies, 'water-company', aBody({ people: [idOf('deng')] })),
    ...(inquiry === null ? {} : { inquiries: withRow(held.inquiries, 'i1', anInquiry(inquiry)) }),
  };
  let last: readonly EntryDraft[] = [];
  return {
    state: () => state,
    set: (change: (state: DeskState) => DeskState) => (state = change(state)),
    last: () => last,
    inquiry: () => rowAt(state.inquiries, 'i1') ?? assert.fail(),
    ask(by: Name | 'machine' | 'terminal', act: Act, nowMs = NOON_MS, id = 'i1'): string {
      const actor =
        by === 'machine' || by === 'terminal' ? ({ kind: by } as const) : ({ kind: 'person', id: idOf(by) } as const);
      const decided = decide(state, DeskCommand.parse({ do: 'inquiry', id, act }), actor, nowMs, RULES);
      if ('refused' in decided) return decided.refused;
      last = decided;
      for (const { kind, body, texts = {} } of decided) {
        state = apply(state, { n: 99, atMs: nowMs, actor: by, kind, body, texts });
      }
      return decided.map(({ kind }) => kind).join() || 'nothing';
    },
  };
}

describe('核实单', () => {
  const acts: readonly (readonly [keyof typeof RIGHTS, Act])[] = [
    ['inquiry-send', { ...SEND }],
    ['inquiry-send', { act: 'link' }],
    ['inquiry-close', { act: 'close', note: '不再需要' }],
    ['inquiry-answer', ANSWER],
    ['inquiry-answer', { act: 'give-back', note: '不属本单位' }],
  ];
  for (const [right, act] of acts) {
    it(`${String(act['act'])}: the roles of the table and no others`, () => {
      for (const name of Object.keys(ROLES_OF) as Name[]) {
        const roles: readonly Role[] = ROLES_OF[name];
        const allowed = (RIGHTS[right] as readonly Role[]).some((role) => roles.includes(role));
        const desk = anInquiryDesk(act['act'] === 'send' ? null : {});
        assert.equal(desk.ask(name, act) === 'no-permission', !allowed, name);
      }
    });
  }

  it('is sent with a point, a question, a contact and the usual deadline', () => {
    const desk = anInquiryDesk();
    assert.equal(
      desk.ask('mo', { ...SEND, contact: '李科长 13812345678', question: '请联系 13812345678' }),
      'inquiry-sent',
    );
    const { no, state, dueMs, contact, question, sentBy } = desk.inquiry();
    assert.deepEqual([no, state, dueMs, sentBy], [1, 'sent', NOON_MS + 4 * HOUR_MS, 'mo']);
    // Whom to ask stays as it was written; a number in the question is somebody's.
    assert.equal(contact, '李科长 13812345678');
    assert.ok(!question.includes('13812345678'), question);
  });

  it('needs a claim that is not over, its own point, a body that is in use, and a deadline ahead', () => {
    const desk = anInquiryDesk();
    assert.equal(desk.ask('mo', { ...SEND, claim: 'c9' }), 'not-found');
    assert.equal(desk.ask('mo', { ...SEND, point: 'p9' }), 'not-found');
    assert.equal(desk.ask('mo', { ...SEND, body: 'b9' }), 'not-found');
    assert.equal(desk.ask('mo', { ...SEND, dueMs: NOON_MS }), 'end-missing');
    assert.equal(desk.ask('mo', { ...SEND, dueMs: NOON_MS + 61 * 24 * HOUR_MS }), 'end-missing');
    desk.set((state) => ({ ...state, claims: withRow(state.claims, 'c1', aClaim({ state: 'closed' })) }));
    assert.equal(desk.ask('mo', { ...SEND, point: null }), 'wrong-state');
  });

  it('a claim has so many inquiries at most', () => {
    const desk = anInquiryDesk();
    for (let at = 0; at < INQUIRIES_MAX; at += 1) {
      const row = anInquiry({ id: InquiryId.parse(`x${at}`) });
      desk.set((state) => ({ ...state, inquiries: withRow(state.inquiries, row.id, row) }));
    }
    assert.equal(desk.ask('mo', { ...SEND }), 'limit-reached');
  });

  it('the answer is signed, hashed, and becomes evidence on the claim', () => {
    const desk = anInquiryDesk({});
    const file = { sha256: 'a'.repeat(64), name: '检测报告.pdf', kind: 'pdf', bytes: 10 };
    assert.equal(desk.ask('deng', { ...ANSWER, files: [file] }), 'inquiry-answered,evidence-added');
    const { state, answers, evidence } = desk.inquiry();
    assert.deepEqual([state, evidence, answers.length], ['answered', 'e1', 1]);
    const [answer] = answers;
    assert.deepEqual([answer?.by, answer?.signedBy, answer?.files[0]?.name], ['deng', '县供水公司', '检测报告.pdf']);
    assert.equal(answer?.sha256, answerHash('检测合格', '县供水公司', answer?.files ?? []));
    assert.notEqual(answer?.sha256, answerHash('检测不合格', '县供水公司', answer?.files ?? []));
    const added = desk.last()[1];
    assert.deepEqual(
      [added?.body['kind'], added?.body['body'], added?.body['inquiry']],
      ['reply', 'water-company', 'i1'],
    );
    assert.equal(added?.texts?.['from'], '县供水公司');
  });

  it('by the link the department itself signs; nobody with a terminal does', () => {
    const desk = anInquiryDesk({});
    assert.equal(desk.ask('terminal', ANSWER), 'no-permission');
    assert.equal(desk.ask('machine', ANSWER), 'inquiry-answered,evidence-added');
    assert.equal(desk.inquiry().answers[0]?.by, 'body:water-company');
    assert.equal(desk.ask('machine', { ...ANSWER, evidence: 'e2' }), 'wrong-state');
  });

  it('somebody of another department may not answer', () => {
    const desk = anInquiryDesk({});
    desk.set((state) => ({ ...state, bodies: withRow(state.bodies, 'water-company', aBody({ people: [] })) }));
    assert.equal(desk.ask('deng', ANSWER), 'no-permission');
    assert.equal(desk.ask('deng', { act: 'give-back', note: '不属本单位' }), 'no-permission');
  });

  it('an answer can be added to, up to a limit', () => {
    const desk = anInquiryDesk({});
    for (let at = 0; at < ANSWERS_MAX; at += 1) {
      assert.equal(desk.ask('deng', { ...ANSWER, evidence: `e${at}` }), 'inquiry-answered,evidence-added');
    }
    assert.equal(desk.ask('deng', { ...ANSWER, evidence: 'e99' }), 'limit-reached');
  });

  it('given back with a reason, asked again with a new deadline, closed', () => {
    const desk = anInquiryDesk({ reminders: [{ atMs: NOON_MS, by: 'machine', kind: 'before' }] });
    assert.equal(desk.ask('deng', { act: 'give-back', note: '' }), 'reason-missing');
    assert.equal(desk.ask('mo', { act: 'ask-again', note: '请再查' }), 'wrong-state');
    assert.equal(desk.ask('deng', { act: 'give-back', note: '属住建局' }), 'inquiry-returned');
    assert.equal(desk.ask('deng', ANSWER), 'wrong-state');
    assert.equal(desk.ask('mo', { act: 'ask-again', note: '' }), 'reason-missing');
    assert.equal(
      desk.ask('mo', { act: 'ask-again', note: '经确认属贵单位' }, NOON_MS + HOUR_MS),
      'inquiry-asked-again',
    );
    const { state, dueMs, reminders } = desk.inquiry();
    assert.deepEqual([state, dueMs, reminders], ['sent', NOON_MS + 5 * HOUR_MS, []]);
    assert.equal(desk.ask('mo', { act: 'close', note: '' }), 'reason-missing');
    assert.equal(desk.ask('mo', { act: 'close', note: '另有渠道核实' }), 'inquiry-closed');
    assert.equal(desk.ask('mo', { act: 'close', note: '' }), 'wrong-state');
    assert.equal(desk.ask('deng', ANSWER), 'wrong-state');
  });

  it('the machine reminds once of each kind while it waits', () => {
    const desk = anInquiryDesk({});
    assert.equal(desk.ask('ada', { act: 'remind', kind: 'before' }), 'no-permission');
    assert.equal(desk.ask('machine', { act: 'remind', kind: 'before' }), 'inquiry-reminded');
    assert.equal(desk.ask('machine', { act: 'remind', kind: 'before' }), 'nothing');
    desk.ask('deng', ANSWER);
    assert.equal(desk.ask('machine', { act: 'remind', kind: 'after' }), 'nothing');
  });
});
