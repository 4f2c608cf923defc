import assert from 'node:assert/strict';
import { PointId, type Claim, type StatementForm, type StatementKind } from '../../../api/contract/index.ts';
import { FINDINGS_MAX, isBlocking, lint } from '../../../api/desk/statements/lint.ts';
import { aPoint } from '../rows.ts';
import { HOUR_MS, NOON_MS, RULES } from '../scene.ts';
import { aForm, aWaterClaim } from './writing.ts';

type Case = {
  readonly kind?: StatementKind;
  readonly issue?: number;
  readonly claim?: Claim | null;
  readonly form?: Partial<StatementForm>;
  readonly speakers?: readonly string[];
};

function codes({ kind = 'notice', issue = 1, claim = aWaterClaim(), form = {}, speakers = [] }: Case): string[] {
  const { isPersonName } = RULES;
  const found = lint({ kind, issue, claim, form: aForm(form), speakers, isPersonName, nowMs: NOON_MS });
  for (const { zh, en } of found) assert.ok(zh !== '' && en !== '');
  return found.map((each) => `${each.severity === 'block' ? '!' : ''}${each.code}@${each.place}`);
}

const REBUTTAL: Partial<StatementForm> = {
  rumor: '网传“自来水被化工厂泄漏污染”，与事实不符。',
  misleads: '清源化工检修排空管道时有白烟，时间上碰巧。',
  fact: '清源化工自2026年11月20日起停产，水源和管网检测达标。',
  title: '清河县新闻办关于城东片区水质的说明',
  lead: '2026年11月23日，城东片区水质检测达标，水源没有受到影响，给大家带来担忧，我们致歉。',
  verified: [
    { text: '城东部分小区自来水发黄，经核实，情况属实，是管道抢修所致。', evidence: ['e1' as never] },
    { text: '现场检查没有发现异常。', evidence: ['e2' as never] },
  ],
};
const closed = (verdict: 'true' | 'false'): Claim => {
  const claim = aWaterClaim();
  return { ...claim, points: claim.points.map((point) => (point.verdict === 'open' ? { ...point, verdict } : point)) };
};
const hurt = aPoint({ id: PointId.parse('p9'), text: '施工现场有两名工人受伤', verdict: 'open' });

/** Each rule: a text in which it finds something, and one beside it in which it does not. */
const TABLE: readonly (readonly [finds: string, bad: Case, good: Case])[] = [
  ['!title-missing@title', { form: { title: ' ' } }, {}],
  ['!lead-missing@lead', { form: { lead: '' } }, {}],
  ['!known-missing@verified', { form: { verified: [] } }, { kind: 'correction', form: { verified: [] } }],
  ['known-missing@verified', { kind: 'holding', form: { verified: [] } }, { kind: 'holding' }],
  ['!unknown-missing@checking', { form: { checking: [] } }, { claim: closed('true'), form: { checking: [] } }],
  ['!unknown-missing@checking', { kind: 'holding', claim: null, form: { checking: [] } }, { kind: 'holding' }],
  [
    '!next-missing@nextMs',
    { form: { nextMs: null } },
    { claim: closed('false'), form: { nextMs: null, checking: [] } },
  ],
  ['!next-past@nextMs', { form: { nextMs: NOON_MS } }, { form: { nextMs: NOON_MS + HOUR_MS } }],
  ['!done-missing@done', { form: { done: [] } }, { kind: 'correction', form: { done: [] } }],
  ['asked-missing@asked', { form: { asked: [] } }, {}],
  ['!contact-missing@contact', { form: { contact: '' } }, {}],
  ['contact-vague@contact', { form: { contact: '可向我办咨询' } }, { form: { contact: '12345' } }],
  ['!signature-missing@signature', { form: { signature: '' } }, {}],
  ['speaker@signature', { speakers: ['县公安局'] }, { speakers: ['清河县人民政府'] }],
  ['!changed-missing@changed', { kind: 'correction' }, { kind: 'correction', form: { changed: '数字改为8个。' } }],
  ['!placeholder@done.0', { form: { done: ['【请填写：措施】'] } }, { form: { done: ['已冲洗。'] } }],
  ['!placeholder@contact', { form: { contact: '【请填写：电话】' } }, {}],
  ['issue@title', { issue: 2 }, { issue: 2, form: { title: '清河县新闻办关于城东供水的通报（第2次）' } }],
  [
    '!rumor-in-title@title',
    { form: { title: '关于自来水被化工厂泄漏污染的通报' } },
    { form: { title: '关于城东自来水发黄的通报' } },
  ],
  [
    '!rumor-in-title@title',
    { form: { title: '自来水没有被化工厂泄漏污染' } },
    { form: { title: '城东自来水检测达标' } },
  ],
  [
    'rumor-word-in-title@title',
    { form: { title: '关于一则网传消息的通报' } },
    { form: { title: '【请填写：机关】关于【请填写：不写传言】的通报' } },
  ],
  [
    '!rumor-missing@rumor',
    { kind: 'rebuttal', form: { ...REBUTTAL, rumor: '' } },
    { kind: 'rebuttal', form: REBUTTAL },
  ],
  [
    '!misleads-missing@misleads',
    { kind: 'rebuttal', form: { ...REBUTTAL, misleads: '' } },
    { kind: 'rebuttal', form: REBUTTAL },
  ],
  ['!fact-missing@fact', { kind: 'rebuttal', form: { ...REBUTTAL, fact: '' } }, { kind: 'rebuttal', form: REBUTTAL }],
  [
    '!fact-first@lead',
    { kind: 'rebuttal', form: { ...REBUTTAL, lead: '网传自来水被化工厂泄漏污染，不实，致歉。' } },
    { kind: 'rebuttal', form: REBUTTAL },
  ],
  [
    '!rumor-repeated@fact',
    { kind: 'rebuttal', form: { ...REBUTTAL, fact: '自来水没有被化工厂泄漏污染。' } },
    { kind: 'rebuttal', form: REBUTTAL },
  ],
  [
    '!nothing-false@rumor',
    { kind: 'rebuttal', claim: aWaterClaim({ points: [aPoint()] }), form: REBUTTAL },
    { kind: 'rebuttal', form: REBUTTAL },
  ],
  ['!evidence-missing@verified.0', { form: { verified: [{ text: '水已达标。', evidence: [] }] } }, {}],
  ['evidence-missing@verified.0', { claim: null, form: { verified: [{ text: '水已达标。', evidence: [] }] } }, {}],
  ['!evidence-gone@verified.0', { form: { verified: [{ text: '水已达标。', evidence: ['e9' as never] }] } }, {}],
  [
    '!verdict-word@checking.0',
    { form: { checking: ['有孩子喝水后肚子疼的说法不实。'] } },
    { form: { checking: ['有孩子喝水后肚子疼，正在核实。'] } },
  ],
  [
    '!verdict-word@lead',
    { form: { lead: '2026年11月23日，清源化工发生泄漏污染了自来水，属实，致歉。' } },
    { form: { lead: '2026年11月23日，清源化工发生泄漏污染了自来水的说法不实，致歉。' } },
  ],
  [
    'point-left-out@checking',
    { form: { checking: ['另一件事正在核实。'] } },
    { form: { checking: ['有孩子喝水后肚子疼一事正在核实。'] } },
  ],
  [
    '!sympathy@lead',
    { claim: aWaterClaim({ points: [hurt] }), form: { lead: '2026年11月23日，工地发生坍落。' } },
    { claim: aWaterClaim({ points: [hurt] }), form: { lead: '2026年11月23日，工地发生坍落，我们对伤者表示慰问。' } },
  ],
  ['sympathy@lead', { form: { lead: '2026年11月23日，城东水发黄。' } }, {}],
  [
    '!person-name@lead',
    { form: { lead: '2026年11月23日，局长王小明到现场致歉。' } },
    { form: { lead: '2026年11月23日，局长到现场致歉。' } },
  ],
  ['!person-name@contact', { form: { contact: '王小明 0000-654321' } }, {}],
  ['!personal-number@done.0', { form: { done: ['请拨打13812345678。'] } }, { form: { done: ['请拨打12345。'] } }],
  [
    '!personal-number@contact',
    { form: { contact: '身份证11010519491231002X，电话12345' } },
    { form: { contact: '13812345678' } },
  ],
  ['!blame@asked.0', { form: { asked: ['个别网民造谣传谣。'] } }, { form: { asked: ['请先放水5分钟。'] } }],
  ['threat@asked.0', { form: { asked: ['将依法追究责任。'] } }, {}],
  ['lecture@asked.0', { form: { asked: ['请不信谣、不传谣。'] } }, {}],
  ['vague@done.0', { form: { done: ['有关部门高度重视。'] } }, {}],
  ['!too-long@', { form: { done: Array.from({ length: 5 }, () => '字'.repeat(500)) } }, {}],
  ['long@', { form: { done: ['短句。'.repeat(180), '短句。'.repeat(180)] } }, {}],
  ['long@', { kind: 'holding', form: { done: ['短句。'.repeat(120)] } }, { form: { done: ['短句。'.repeat(120)] } }],
  ['title-long@title', { form: { title: '城'.repeat(41) } }, { form: { title: '城'.repeat(40) } }],
  ['sentence-long@done.0', { form: { done: ['长'.repeat(71)] } }, { form: { done: ['长'.repeat(70)] } }],
  [
    'hard-to-read@',
    {
      form: {
        lead: `2026年11月23日致歉${'长'.repeat(60)}`,
        done: ['长'.repeat(66)],
        asked: ['长'.repeat(66)],
        checking: ['有孩子喝水后肚子疼'.padEnd(66, '长')],
      },
    },
    {},
  ],
  [
    'date-year@lead',
    { form: { lead: '11月23日早晨，水发黄，致歉。' } },
    { form: { lead: '2026年11月23日，致歉。11月24日复测。' } },
  ],
  ['date-relative@lead', { form: { lead: '2026年11月23日，今日水发黄，致歉。' } }, {}],
];

describe('the lint of a statement', () => {
  it('finds nothing in a whole text', () => {
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ kind: 'rebuttal', form: REBUTTAL }), []);
  });

  for (const [finds, bad, good] of TABLE) {
    it(`finds ${finds} where it is, and not where it is not`, () => {
      assert.ok(codes(bad).includes(finds), codes(bad).join(' '));
      assert.ok(!codes(good).includes(finds), codes(good).join(' '));
    });
  }

  it('puts what blocks first and stops at its limit', () => {
    const done = Array.from(
      { length: 20 },
      () => '【请填写：甲】今日个别网民，有关部门。请拨打13812345678，不信谣，依法追究。',
    );
    const form = aForm({ done, asked: done, checking: done });
    const found = lint({ kind: 'notice', issue: 1, claim: null, form, speakers: [], ...RULES, nowMs: NOON_MS });
    assert.equal(found.length, FINDINGS_MAX);
    const lastBlocking = found.findLastIndex(isBlocking);
    assert.ok(found.slice(0, lastBlocking).every(isBlocking));
  });
});
