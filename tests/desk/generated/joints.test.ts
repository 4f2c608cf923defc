import assert from 'node:assert/strict';
import { EvidenceId, type Claim } from '../../../api/contract/index.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { aBody, anInquiry } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { aForm, anEvidence, aStatementDesk, aWaterClaim, brought, type StatementDesk } from '../statements/writing.ts';

/** Where the books of the desk meet: what random days, or a close look, once found open. */

const OTHER = 'c2' as Claim['id'];
const twoClaims = (change: Partial<Claim> = {}): StatementDesk =>
  aStatementDesk(
    aWaterClaim({ state: 'checking' }),
    aWaterClaim({ id: OTHER, no: 2, state: 'checking', points: [], evidence: [], ...change }),
  );
const onClaim = (desk: StatementDesk, act: object, id = 'c1', fresh = 'f1'): string =>
  desk.ask('mo', { do: 'claim', id, act, fresh });
const claim = (desk: StatementDesk, id: string): Claim => rowAt(desk.state().claims, id) ?? assert.fail(id);
const merged = (desk: StatementDesk): void => assert.equal(onClaim(desk, { act: 'merge', into: 'c2' }), 'claim-merged');

describe('where the books meet', () => {
  it('a merged claim takes no report and no clock act: they belong to the one that it went into', () => {
    const desk = twoClaims();
    merged(desk);
    const before = claim(desk, 'c1');
    const report = { act: 'report-up', rule: 'report-phone', note: '已报' };
    for (const act of [report, { act: 'meet', clock: 'conference' }, { act: 'acknowledge', clock: 'answer' }])
      assert.equal(desk.ask('ping', { do: 'clock', id: 'c1', act }), 'wrong-state');
    assert.equal(claim(desk, 'c1'), before);
    assert.equal(desk.ask('ping', { do: 'clock', id: 'c2', act: report }), 'reported-up');
  });

  it('what is out can be corrected though its claim was merged, and is filled in from where the points went', () => {
    const desk = twoClaims();
    brought(desk, 'published');
    merged(desk);
    const open = { act: 'open', kind: 'correction', claim: null, corrects: 's1' };
    assert.equal(desk.act('wei', open, NOON_MS, 's2'), 'statement-opened,statement-saved');
    assert.equal(
      desk.act('wei', { ...open, kind: 'notice', claim: 'c1', corrects: null }, NOON_MS, 's3'),
      'wrong-state',
    );
  });

  it('a verdict that changes after a merge still stops what was released on the old claim', () => {
    const desk = twoClaims();
    brought(desk, 'scheduled');
    merged(desk);
    const verdict = { act: 'verdict', point: 'p1', verdict: 'partly', evidence: ['e1'], note: '新检测' };
    assert.match(onClaim(desk, { ...verdict, concern: { open: false, reason: '已在台账' } }, 'c2'), /verdict-given/);
    assert.equal(desk.act('machine', { act: 'out' }), 'points-changed');
  });

  it('of two corrections of one text the first goes out, the other has to be of that one', () => {
    const desk = aStatementDesk();
    brought(desk, 'published');
    const form = aForm({ changed: '原文的时间有误，现改为14时20分。' });
    for (const id of ['s2', 's3']) {
      desk.act('wei', { act: 'open', kind: 'correction', claim: null, corrects: 's1' }, NOON_MS, id);
      desk.act('wei', { act: 'save', base: 1, form }, NOON_MS, id);
      desk.act('wei', { act: 'submit' }, NOON_MS, id);
      assert.equal(desk.act('ping', { act: 'approve' }, NOON_MS, id), 'statement-approved', id);
    }
    const release = { act: 'release', channels: ['page'], publishAtMs: null };
    assert.equal(desk.act('ping', release, NOON_MS, 's3'), 'statement-released');
    assert.equal(desk.act('ping', release, NOON_MS, 's2'), 'statement-released');
    assert.equal(desk.act('machine', { act: 'out' }, NOON_MS, 's2'), 'statement-published');
    assert.equal(desk.act('machine', { act: 'out' }, NOON_MS, 's3'), 'correction-of-what');
    assert.equal(desk.statement().correctedBy, 's2');
  });

  it('two claims that share a piece are not merged where one took it back and the other’s verdict rests on it', () => {
    const withdrawn = { atMs: NOON_MS, by: 'mo', note: '弄错了' };
    const desk = twoClaims({ evidence: [anEvidence({ withdrawn })] });
    assert.equal(onClaim(desk, { act: 'merge', into: 'c2' }), 'evidence-short');
  });

  it('a point has one concern, by whatever claim one comes to it', () => {
    const desk = twoClaims();
    merged(desk);
    const open = (claimId: string, id: string): string =>
      desk.ask('mo', {
        do: 'concern',
        id,
        act: {
          act: 'open',
          title: '抢修没有通知',
          text: '只发在群里',
          origin: { from: 'claim', claim: claimId, point: 'p1' },
        },
      });
    assert.equal(open('c2', 'n1'), 'concern-opened');
    assert.equal(open('c1', 'n2'), 'concern-there');
  });

  it('whom one asked before a merge is the record of whom one asked after it', () => {
    const desk = twoClaims();
    desk.put((state) => ({
      ...state,
      bodies: withRow(state.bodies, 'water-company', aBody()),
      inquiries: withRow(state.inquiries, 'i1', anInquiry()),
    }));
    merged(desk);
    const verdict = { act: 'verdict', point: 'p3', verdict: 'unsupported', evidence: [], note: '问过没有' };
    assert.equal(onClaim(desk, verdict, 'c2'), 'evidence-added,claim-verdict-given');
    assert.equal(claim(desk, 'c2').evidence.at(-1)?.inquiry, 'i1');
  });

  it('a department’s answer is no piece that is there already', () => {
    const desk = twoClaims();
    desk.put((state) => ({ ...state, inquiries: withRow(state.inquiries, 'i1', anInquiry()) }));
    const answer = { act: 'answer', text: '没有检出', signedBy: '主任', evidence: EvidenceId.parse('e1') };
    assert.equal(desk.ask('machine', { do: 'inquiry', id: 'i1', act: answer }), 'bad-input');
  });

  it('an earlier answer ends the clock when it was taken up, not when something else was said', () => {
    const desk = twoClaims();
    brought(desk, 'published');
    const takeUp = { do: 'claim', id: 'c2', act: { act: 'take-up', statement: 's1' } };
    assert.equal(desk.ask('mo', takeUp, NOON_MS + HOUR_MS), 'claim-earlier-taken');
    assert.equal(claim(desk, 'c2').earlierMs, NOON_MS + HOUR_MS);
  });

  it('texts are erased by an administrator, for a request to correct as well', () => {
    const desk = aStatementDesk();
    const erase = { do: 'request', id: 'r1', kind: 'correction', act: { act: 'erase', posts: 1, texts: 0 } };
    assert.equal(desk.ask('mo', erase), 'no-permission');
    assert.equal(desk.ask('ada', erase), 'request-erased');
  });
});
