import assert from 'node:assert/strict';
import { FORM_CHARS_MAX, StatementKind, VERSIONS_MAX, COMMENTS_MAX } from '../../../api/contract/index.ts';
import { isApproved, owedSignatures } from '../../../api/contract/statement-approval.ts';
import { textOf } from '../../../api/contract/statement-text.ts';
import { hashOf } from '../../../api/desk/statements/form.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { aDraft, aForm, aStatementDesk, aWaterClaim, brought } from './writing.ts';

const release = { act: 'release', channels: ['page', 'page', 'feed'], publishAtMs: null };

describe('a statement', () => {
  it('begins with a draft made of the claim’s points, bound to their evidence, and nothing made up', () => {
    const desk = aStatementDesk();
    desk.act('wei', { act: 'open', kind: 'notice', claim: 'c1', corrects: null });
    const [version] = desk.statement().versions;
    assert.ok(version);
    const { verified, checking, done, title } = version.form;
    assert.deepEqual(
      verified.map(({ text, evidence }) => [text, [...evidence]]),
      [
        ['城东部分小区自来水发黄，经核实，情况属实。抢修后水流冲起管壁铁锈。', ['e1']],
        [
          '“清源化工发生泄漏污染了自来水”的说法不实。清源化工2026年11月20日起停产检修，现场检查没有发现泄漏。',
          ['e1', 'e2'],
        ],
      ],
    );
    assert.deepEqual(checking, ['有孩子喝水后肚子疼，正在核实。']);
    assert.match(done[0] ?? '', /^【请填写/);
    assert.match(title, /^清河县新闻办关于【请填写/);
    assert.equal(desk.act('wei', { act: 'submit' }), 'lint-blocks');
  });

  it('in a rebuttal says the fact for what is false, and the rumor once', () => {
    const desk = aStatementDesk();
    desk.act('wei', { act: 'open', kind: 'rebuttal', claim: 'c1', corrects: null });
    const form = desk.statement().versions[0]?.form;
    assert.equal(form?.verified[1]?.text, '清源化工2026年11月20日起停产检修，现场检查没有发现泄漏。');
    assert.equal(form.rumor, '网传“自来水被化工厂泄漏污染”，与事实不符。');
  });

  it('goes draft → submitted → approved → scheduled → published, and the claim’s verdicts go out with it', () => {
    const desk = aStatementDesk();
    brought(desk, 'scheduled');
    assert.deepEqual(desk.statement().channels, ['page']);
    desk.act('machine', { act: 'out' });
    const out = desk.statement();
    assert.equal(out.state, 'published');
    assert.equal(out.publishedMs, NOON_MS);
    assert.deepEqual(
      out.points.map(({ verdict }) => verdict),
      ['true', 'false', 'open'],
    );
    assert.equal(out.points[0]?.basis, '抢修后水流冲起管壁铁锈。 出处：水质检测报告（县疾控中心）');
    assert.equal(out.points[2]?.basis, '');
    assert.deepEqual(
      out.steps.map(({ state }) => state),
      ['draft', 'submitted', 'approved', 'scheduled', 'published'],
    );
  });

  it('is numbered on its claim; what was stopped was never heard and does not count', () => {
    const desk = aStatementDesk();
    brought(desk, 'published');
    desk.act('wei', { act: 'open', kind: 'follow-up', claim: 'c1', corrects: null }, NOON_MS, 's2');
    assert.equal(desk.statement('s2').issue, 2);
    assert.match(desk.statement('s2').versions[0]?.form.title ?? '', /（第2次）$/);
    desk.act('wei', { act: 'stop', note: '并入下一份' }, NOON_MS, 's2');
    desk.act('wei', { act: 'open', kind: 'follow-up', claim: 'c1', corrects: null }, NOON_MS, 's3');
    assert.equal(desk.statement('s3').issue, 2);
  });

  it('of two drafts, the one that is out first is the first word; a draft left lying is none', () => {
    const desk = aStatementDesk();
    desk.act('wei', { act: 'open', kind: 'holding', claim: 'c1', corrects: null }, NOON_MS, 's0');
    brought(desk, 'published');
    assert.equal(desk.statement().issue, 1);
    desk.act('wei', { act: 'open', kind: 'follow-up', claim: 'c1', corrects: null }, NOON_MS, 's2');
    assert.equal(desk.statement('s2').issue, 2);
  });

  it('is corrected only by a correction, which says what it corrects; the old one stays', () => {
    const desk = aStatementDesk();
    brought(desk, 'published');
    assert.equal(desk.act('wei', { act: 'save', base: 2, form: aForm({ lead: '改了。' }) }), 'statement-state');
    const open = (kind: string, corrects: string | null): string =>
      desk.act('wei', { act: 'open', kind, claim: null, corrects }, NOON_MS, 's2');
    assert.equal(open('correction', null), 'correction-of-what');
    assert.equal(open('notice', 's1'), 'correction-of-what');
    assert.equal(open('correction', 's9'), 'correction-of-what');
    assert.equal(open('correction', 's1'), 'statement-opened,statement-saved');
    assert.equal(desk.statement('s2').claim, 'c1');
    // Its writer changes what was wrong and leaves the rest.
    const [before, begun] = [desk.statement().versions.at(-1)?.form, desk.statement('s2').versions[0]?.form];
    assert.deepEqual([begun?.verified, begun?.done, begun?.contact], [before?.verified, before?.done, before?.contact]);
    const form = aForm({ changed: '原文“6个点位”应为“8个点位”，系笔误。' });
    for (const [by, act] of [
      ['wei', { act: 'save', base: 1, form }],
      ['wei', { act: 'submit' }],
      ['ping', { act: 'approve' }],
      ['ping', release],
      ['machine', { act: 'out' }],
    ] as const)
      desk.act(by, act, NOON_MS, 's2');
    assert.equal(desk.statement('s2').state, 'published');
    assert.equal(desk.statement().state, 'corrected');
    assert.equal(desk.statement().correctedBy, 's2');
    assert.equal(desk.statement().versions.length, 2);
    assert.equal(
      desk.act('wei', { act: 'open', kind: 'correction', claim: null, corrects: 's1' }, NOON_MS, 's3'),
      'correction-of-what',
    );
  });

  it('can be stopped until it leaves, with a reason', () => {
    const desk = aStatementDesk();
    brought(desk, 'scheduled');
    assert.equal(desk.act('lin', { act: 'stop', note: ' ' }), 'reason-missing');
    assert.equal(desk.act('lin', { act: 'stop', note: '等复测结果' }), 'statement-stopped');
    assert.equal(desk.act('machine', { act: 'out' }), 'statement-state');
    assert.equal(desk.statement().publishAtMs, null);
    assert.equal(isApproved(desk.statement(), desk.sha()), false);
    brought(desk, 'published', 's2');
    assert.equal(desk.act('lin', { act: 'stop', note: '太晚' }, NOON_MS, 's2'), 'statement-state');
  });

  it('leaves at its hour, not before, not too far ahead', () => {
    const desk = aStatementDesk();
    brought(desk, 'approved');
    const at = (publishAtMs: number): string => desk.act('ping', { ...release, publishAtMs });
    assert.equal(at(NOON_MS - 1), 'publish-time');
    assert.equal(at(NOON_MS + 15 * 24 * HOUR_MS), 'publish-time');
    assert.equal(at(NOON_MS + HOUR_MS), 'statement-released');
    assert.equal(desk.act('machine', { act: 'out' }), 'publish-time');
    assert.equal(desk.act('machine', { act: 'out' }, NOON_MS + HOUR_MS), 'statement-published');
  });

  it('does not leave when a verdict changed after the release', () => {
    const desk = aStatementDesk();
    brought(desk, 'scheduled');
    const claim = aWaterClaim();
    const points = claim.points.map((point) => ({ ...point, verdict: 'partly' as const }));
    desk.put((state) => ({ ...state, claims: withRow(state.claims, claim.id, { ...claim, points }) }));
    assert.equal(desk.act('machine', { act: 'out' }), 'points-changed');
  });

  it('is published by the machine alone', () => {
    const desk = aStatementDesk();
    brought(desk, 'scheduled');
    for (const by of ['wei', 'ping', 'ada']) assert.equal(desk.act(by, { act: 'out' }), 'no-permission');
    assert.equal(desk.act('machine', { act: 'comment', text: '好' }), 'no-permission');
  });

  it('keeps the fold: the entries give the same row again', () => {
    const desk = aStatementDesk();
    brought(desk, 'published');
    const saved = desk.entries().filter(({ kind }) => kind === 'statement-saved');
    assert.equal(saved.length, 2);
    for (const { body } of saved) assert.ok(!JSON.stringify(body).includes('自来水'), 'free text lies in the texts');
    assert.equal(rowAt(desk.state().statements, 's1')?.version, 7);
  });
});

describe('two writers', () => {
  it('the second save on the same base is refused and says who was first', () => {
    const desk = aStatementDesk();
    aDraft(desk);
    assert.equal(desk.act('wei', { act: 'save', base: 2, form: aForm({ lead: '甲。' }) }), 'statement-saved');
    const act = { act: 'save', base: 2, form: aForm({ lead: '乙。' }) };
    assert.equal(desk.act('yan', act), 'conflict');
    assert.match(desk.refusal('yan', act).zh, /^wei已在2026年11月25日12:00保存了第 3 稿/);
    assert.equal(desk.act('yan', { ...act, base: 3 }), 'statement-saved');
    assert.equal(desk.statement().versions.length, 4);
  });

  it('a save that changes nothing writes nothing', () => {
    const desk = aStatementDesk();
    aDraft(desk);
    assert.equal(desk.act('yan', { act: 'save', base: 2, form: aForm() }), 'nothing');
  });

  it('a personal number is masked before it is kept, the contact is not', () => {
    const desk = aStatementDesk();
    aDraft(desk, aForm({ lead: '联系13812345678。', contact: '值班电话 13812345678' }));
    const form = desk.statement().versions[1]?.form;
    assert.equal(form?.lead, '联系〔电话〕。');
    assert.equal(form.contact, '值班电话 13812345678');
    assert.equal(desk.sha(), hashOf(form, 'notice'));
  });

  it('a text, its versions and its comments have limits', () => {
    const desk = aStatementDesk();
    aDraft(desk);
    const long = Array.from({ length: 11 }, () => '长'.repeat(600));
    assert.ok(long.join('').length > FORM_CHARS_MAX);
    assert.equal(desk.act('wei', { act: 'save', base: 2, form: aForm({ done: long }) }), 'too-big');
    const cited = Array.from({ length: 11 }, (_, at) => ({
      text: `第${at}句。`,
      evidence: Array.from({ length: 20 }, () => 'e1'),
    }));
    assert.equal(desk.act('wei', { act: 'save', base: 2, form: aForm({ verified: cited as never }) }), 'limit-reached');
    for (let base = 2; base < VERSIONS_MAX; base += 1) {
      assert.equal(desk.act('wei', { act: 'save', base, form: aForm({ lead: `第${base}稿。` }) }), 'statement-saved');
    }
    assert.equal(desk.act('wei', { act: 'save', base: VERSIONS_MAX, form: aForm() }), 'limit-reached');
    for (let at = 0; at < COMMENTS_MAX; at += 1) desk.act('lin', { act: 'comment', text: `意见${at}` });
    assert.equal(desk.act('lin', { act: 'comment', text: '再一条' }), 'limit-reached');
  });
});

describe('an approval', () => {
  it('is never given by somebody who saved a version, whatever his roles', () => {
    const desk = aStatementDesk();
    desk.ask('ada', { do: 'change-person', id: 'yan', change: { roles: ['writer', 'approver'] } });
    aDraft(desk);
    desk.act('yan', { act: 'save', base: 2, form: aForm({ signature: '清河县新闻办公室' }) });
    desk.act('wei', { act: 'save', base: 3, form: aForm() });
    desk.act('wei', { act: 'submit' });
    assert.equal(desk.act('yan', { act: 'approve' }), 'own-text');
    assert.match(desk.refusal('yan', { act: 'approve' }).zh, /han、ping、zhou/);
    assert.equal(desk.act('ping', { act: 'approve' }), 'statement-approved');
  });

  it('of two at once one wins, the other is told who was first', () => {
    const desk = aStatementDesk();
    brought(desk, 'submitted');
    assert.equal(desk.act('ping', { act: 'approve' }), 'statement-approved');
    assert.equal(desk.act('han', { act: 'approve' }), 'approved-already');
    assert.match(desk.refusal('han', { act: 'approve' }).zh, /^ping已在/);
  });

  it('is bound to the exact text: another hash is refused, a save voids it in sight', () => {
    const desk = aStatementDesk();
    brought(desk, 'submitted');
    assert.equal(desk.act('ping', { act: 'approve', sha256: 'a'.repeat(64) }), 'text-changed');
    desk.act('ping', { act: 'approve' });
    const approved = desk.sha();
    assert.equal(
      desk.act('yan', { act: 'save', base: 2, form: aForm({ lead: '2026年11月25日，又改了一处，致歉。' }) }),
      'statement-saved',
    );
    assert.equal(desk.statement().state, 'draft');
    assert.deepEqual(desk.statement().approvals[0]?.voided, { atMs: NOON_MS, why: 'saved' });
    assert.equal(desk.act('ping', release), 'statement-state');
    // The old text again is not approved again.
    desk.act('yan', { act: 'save', base: 3, form: aForm() });
    assert.equal(desk.sha(), approved);
    assert.equal(isApproved(desk.statement(), approved), false);
  });

  it('is of the text that is published, byte for byte', () => {
    const desk = aStatementDesk();
    brought(desk, 'published');
    const { versions, approvals, kind } = desk.statement();
    const form = versions.at(-1)?.form;
    assert.ok(form);
    assert.equal(approvals[0]?.sha256, hashOf(form, kind));
    for (const other of StatementKind.options) assert.equal(textOf(form, other), textOf(structuredClone(form), other));
  });

  it('a text is returned with a reason and can be submitted again', () => {
    const desk = aStatementDesk();
    brought(desk, 'approved');
    assert.equal(desk.act('ping', { act: 'return', note: '' }), 'reason-missing');
    assert.equal(desk.act('ping', { act: 'return', note: '补上复测时间' }), 'statement-returned');
    assert.equal(desk.statement().steps.at(-1)?.note, '补上复测时间');
    assert.equal(desk.statement().approvals[0]?.voided?.why, 'returned');
    assert.equal(desk.act('wei', { act: 'submit' }), 'statement-submitted');
  });
});

describe('by telephone', () => {
  const call = { act: 'emergency', approvers: ['ping', 'han'], note: '暴雨夜，两位均在现场' };
  it('two different approvers who did not write the text, with a reason', () => {
    const desk = aStatementDesk();
    brought(desk, 'submitted');
    assert.equal(desk.act('zhou', { ...call, approvers: ['ping', 'ping'] }), 'two-approvers');
    assert.equal(desk.act('zhou', { ...call, approvers: ['ping', 'wei'] }), 'two-approvers');
    assert.equal(desk.act('zhou', { ...call, approvers: ['ping', 'lin'] }), 'two-approvers');
    assert.equal(desk.act('zhou', { ...call, note: '' }), 'reason-missing');
    assert.equal(desk.act('wei', call), 'no-permission');
    assert.equal(desk.act('zhou', call), 'statement-emergency');
    assert.equal(isApproved(desk.statement(), desk.sha()), true);
  });

  it('sign-offs that were skipped can be signed after it, and after it went out', () => {
    const desk = aStatementDesk();
    brought(desk, 'submitted');
    desk.act('zhou', call);
    const signed = { act: 'sign-off', body: 'public-security', signedBy: '值班负责人' };
    assert.notEqual(desk.act('zhou', signed), 'statement-state');
    desk.act('zhou', release);
    desk.act('machine', { act: 'out' });
    assert.notEqual(desk.act('zhou', signed), 'statement-state');
    assert.equal(desk.statement().state, 'published');
  });

  it('is countersigned later by each of them alone, and is owed in sight until then, also after it went out', () => {
    const desk = aStatementDesk();
    brought(desk, 'submitted');
    desk.act('zhou', call);
    desk.act('zhou', release);
    desk.act('machine', { act: 'out' });
    assert.deepEqual(
      owedSignatures(desk.statement()).map(({ by }) => by),
      ['ping', 'han'],
    );
    assert.equal(desk.act('zhou', { act: 'countersign' }), 'nothing-owed');
    assert.equal(desk.act('ping', { act: 'countersign' }, NOON_MS + HOUR_MS), 'statement-countersigned');
    assert.equal(desk.act('ping', { act: 'countersign' }), 'nothing-owed');
    assert.deepEqual(
      owedSignatures(desk.statement()).map(({ by }) => by),
      ['han'],
    );
    assert.equal(desk.statement().approvals[0]?.countersignedMs, NOON_MS + HOUR_MS);
  });

  it('whoever writes it down and is one of the two has signed', () => {
    const desk = aStatementDesk();
    brought(desk, 'submitted');
    desk.act('ping', call);
    assert.deepEqual(
      owedSignatures(desk.statement()).map(({ by }) => by),
      ['han'],
    );
  });
});
