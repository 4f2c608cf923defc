import assert from 'node:assert/strict';
import { EVIDENCE_MAX, POINTS_MAX, VARIANTS_MAX } from '../../../api/contract/index.ts';
import { LOOK_AGAIN_MS_MAX } from '../../../api/desk/claims/move.ts';
import { rowAt, withRow } from '../../../api/desk/table.ts';
import { anInquiry, aStatement } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { aClaimDesk, ID, OWN_PIECE, PIECE, POST, type ClaimDesk } from './way.ts';

const OPEN = {
  act: 'open',
  title: '自来水被化工厂污染',
  topics: ['water'],
  places: [],
  origin: { from: 'alert', alert: 'a1' },
  knownMs: NOON_MS - HOUR_MS,
  firstPostMs: NOON_MS - 2 * HOUR_MS,
};
const variant = (id: string, text: string, change: object = {}) => ({
  act: 'attach',
  variant: { id, text, post: null, group: null, firstSeenMs: NOON_MS, ...change },
});

/** A claim at work, with points p1 and p2, and evidence e1 of another body. */
function atWork(): ClaimDesk {
  const desk = aClaimDesk();
  desk.act('mo', { act: 'take' });
  desk.act('mo', { act: 'point-add', text: '城东部分小区自来水发黄' }, { fresh: 'p1' });
  desk.act('mo', { act: 'point-add', text: '清源化工发生泄漏' }, { fresh: 'p2' });
  desk.act('mo', PIECE, { fresh: 'e1' });
  return desk;
}
const verdict = (point: string, word: string, evidence: readonly string[], change: object = {}) => ({
  act: 'verdict',
  point,
  verdict: word,
  evidence,
  ...change,
});

describe('opening a claim', () => {
  it('from an alert the moment of knowing is the alert’s; the texts are there once each', () => {
    const desk = aClaimDesk(null);
    const two = [variant('v1', '快转').variant, variant('v2', '快转').variant];
    assert.equal(desk.act('mo', { ...OPEN, variants: two }), 'claim-opened,claim-variant-attached');
    const { knownMs, firstPostMs, openedMs, state, no, variants, steps } = desk.claim();
    assert.deepEqual([knownMs, firstPostMs, openedMs], [NOON_MS - HOUR_MS, NOON_MS - 2 * HOUR_MS, NOON_MS]);
    assert.deepEqual([state, no, variants.length, steps[0]?.by], ['new', 1, 1, 'mo']);
  });

  it('is refused on a person’s name, on an unknown body and on an id that is taken', () => {
    const desk = aClaimDesk();
    assert.equal(desk.act('mo', { ...OPEN, title: '王小明 偷水' }, { id: 'c2' }), 'person-name');
    assert.equal(desk.act('mo', { ...OPEN, about: 'nobody' }, { id: 'c2' }), 'bad-input');
    assert.equal(desk.act('mo', OPEN), 'bad-input');
    assert.equal(desk.act('mo', { ...OPEN, about: 'water-company' }, { id: 'c2' }), 'claim-opened');
  });

  it('nobody knew later than now', () => {
    const desk = aClaimDesk(null);
    desk.act('mo', { ...OPEN, knownMs: NOON_MS + HOUR_MS });
    assert.equal(desk.claim().knownMs, NOON_MS);
  });
});

describe('the way of a claim', () => {
  it('goes from new to closed, each step with who and since when', () => {
    const desk = atWork();
    assert.equal(desk.act('wei', { act: 'ready' }, { nowMs: NOON_MS + 1 }), 'claim-moved');
    desk.give((state) => ({ ...state, statements: withRow(state.statements, 's1', aStatement()) }));
    desk.write('statement-published', { statement: 's1', sha256: 'x', points: [] }, {}, 'machine');
    assert.equal(desk.act('ping', { act: 'close' }, { nowMs: NOON_MS + 2 }), 'claim-moved');
    assert.deepEqual(
      desk.claim().steps.map(({ state, by }) => `${state} ${by}`),
      ['new mo', 'checking mo', 'ready wei', 'answered machine', 'closed ping'],
    );
  });

  it('a correction of a closed claim leaves it closed', () => {
    const desk = aClaimDesk({ state: 'closed' });
    desk.give((state) => ({
      ...state,
      statements: withRow(state.statements, 's1', aStatement({ kind: 'correction' })),
    }));
    desk.write('statement-published', { statement: 's1', sha256: 'x', points: [] }, {}, 'machine');
    assert.equal(desk.claim().state, 'closed');
  });

  it('a first inquiry is the beginning of checking', () => {
    const desk = aClaimDesk();
    desk.write('inquiry-sent', { inquiry: 'i1', claim: 'c1', point: null, body: 'water-company', dueMs: NOON_MS });
    assert.equal(desk.claim().state, 'checking');
  });

  it('nothing is ready without a point', () => {
    const desk = aClaimDesk({ state: 'checking' });
    assert.equal(desk.act('mo', { act: 'ready' }), 'points-missing');
  });

  it('watching has a reason and a date within 90 days, and ends visibly', () => {
    const desk = atWork();
    for (const untilMs of [NOON_MS, NOON_MS + LOOK_AGAIN_MS_MAX + 1])
      assert.equal(desk.act('mo', { act: 'watch', untilMs, note: 'x' }), 'look-again-missing');
    const watch = { act: 'watch', untilMs: NOON_MS + LOOK_AGAIN_MS_MAX };
    assert.equal(desk.act('mo', watch), 'reason-missing');
    assert.equal(desk.act('mo', { ...watch, note: '只有两条' }), 'claim-moved');
    assert.equal(desk.claim().lookAgainMs, watch.untilMs);
    assert.equal(desk.act('mo', { act: 'resume', note: '又在传' }), 'claim-moved');
    assert.deepEqual([desk.claim().state, desk.claim().lookAgainMs], ['checking', null]);
  });

  it('passing on names whose it is', () => {
    const desk = atWork();
    desk.act('mo', { act: 'pass-on', to: '市卫健委' });
    assert.deepEqual([desk.claim().state, desk.claim().passedTo], ['passed-on', '市卫健委']);
  });

  it('closing without an answer says why, unless an earlier answer was taken up', () => {
    const desk = atWork();
    assert.equal(desk.act('mo', { act: 'close' }), 'answer-missing');
    const earlier = aStatement({ claim: null, publishedMs: NOON_MS - HOUR_MS });
    desk.give((state) => ({ ...state, statements: withRow(state.statements, 's1', earlier) }));
    assert.equal(desk.act('mo', { act: 'take-up', statement: 's1' }), 'claim-earlier-taken');
    assert.equal(desk.act('mo', { act: 'take-up', statement: 's1' }), 'nothing');
    assert.equal(desk.act('mo', { act: 'close' }), 'claim-moved');
  });

  it('only an answer that is out, to another claim, is taken up', () => {
    const desk = atWork();
    for (const change of [{ claim: null }, { publishedMs: NOON_MS }]) {
      desk.give((state) => ({ ...state, statements: withRow(state.statements, 's1', aStatement(change)) }));
      assert.equal(desk.act('mo', { act: 'take-up', statement: 's1' }), 'bad-input');
    }
  });

  it('is handed over to those who may take it; grading down needs a reason; choosing moves nothing', () => {
    const desk = atWork();
    assert.equal(desk.act('mo', { act: 'hand-over', to: 'lin' }), 'bad-input');
    assert.equal(desk.act('mo', { act: 'hand-over', to: 'wei' }), 'claim-handed-over');
    assert.equal(desk.act('lin', { act: 'grade', grade: 'major' }), 'claim-graded');
    assert.equal(desk.act('mo', { act: 'grade', grade: 'ordinary' }), 'reason-missing');
    assert.equal(desk.act('wei', { act: 'choose', choice: 'wait', reasons: [] }), 'reason-missing');
    assert.equal(desk.act('wei', { act: 'choose', choice: 'respond', reasons: ['reach:40'] }), 'claim-response-chosen');
    const { holder, grade, gradedMs, state, choice } = desk.claim();
    assert.deepEqual(
      [holder, grade, gradedMs, state, choice?.choice],
      ['wei', 'major', NOON_MS, 'checking', 'respond'],
    );
  });
});

describe('verdicts', () => {
  it('true and partly true open a concern, once a point; it can be declined with a reason', () => {
    const desk = atWork();
    assert.equal(desk.act('mo', verdict('p1', 'true', ['e1']), { fresh: 'n1' }), 'claim-verdict-given,concern-opened');
    assert.equal(desk.claim().points[0]?.concern, 'n1');
    assert.equal(desk.act('mo', verdict('p1', 'partly', ['e1'], { note: '只有两个小区' })), 'claim-verdict-given');
    const decline = { concern: { open: false, reason: '' } };
    assert.equal(desk.act('mo', verdict('p2', 'true', ['e1'], decline)), 'reason-missing');
    const reasoned = { concern: { open: false, reason: '当天已修复' } };
    assert.equal(desk.act('mo', verdict('p2', 'true', ['e1'], reasoned)), 'claim-verdict-given');
    assert.equal(desk.claim().points[1]?.concern, null);
  });

  it('a verdict that stands is changed with a note, also on a closed claim', () => {
    const desk = atWork();
    desk.act('mo', verdict('p1', 'false', ['e1']));
    desk.act('mo', { act: 'close', note: '已说明' });
    assert.equal(desk.act('mo', verdict('p1', 'unsupported', ['e1'])), 'reason-missing');
    assert.equal(desk.act('mo', verdict('p1', 'unsupported', ['e1'], { note: '报告有误' })), 'claim-verdict-given');
    assert.deepEqual(
      desk.claim().points[0]?.given.map((given) => given.verdict),
      ['false', 'unsupported'],
    );
  });

  it('an edit over what somebody else changed since is refused with the other’s words; other fields do not clash', () => {
    const desk = atWork();
    const seen = { title: desk.claim().title, about: null, topics: desk.claim().topics };
    assert.equal(desk.act('mo', { act: 'edit', title: '别人的说法', seen }), 'claim-edited');
    assert.equal(desk.act('mo', { act: 'edit', title: '自己的说法', seen }), 'claim-overwritten');
    assert.equal(desk.claim().title, '别人的说法');
    assert.equal(desk.act('mo', { act: 'edit', about: 'water-company', seen }), 'claim-edited');
    assert.equal(
      desk.act('mo', { act: 'edit', about: null, topics: ['water'], seen: { ...seen, about: null } }),
      'claim-overwritten',
    );
    assert.equal(desk.act('mo', { act: 'edit', title: '别人的说法', seen }), 'nothing');
    const newest = { ...seen, title: '别人的说法' };
    assert.equal(desk.act('mo', { act: 'edit', title: '自己的说法', seen: newest }), 'claim-edited');
  });

  it('the word of the body itself makes nothing false, nor does naming the body afterwards', () => {
    const desk = atWork();
    desk.act('mo', OWN_PIECE, { fresh: 'e2' });
    assert.equal(desk.act('mo', verdict('p1', 'false', ['e2'])), 'claim-verdict-given');
    assert.equal(desk.act('mo', { act: 'edit', about: 'water-company' }), 'evidence-short');
    desk.act('mo', verdict('p1', 'open', [], { note: '再查' }));
    assert.equal(desk.act('mo', { act: 'edit', about: 'water-company' }), 'claim-edited');
    assert.equal(desk.act('mo', verdict('p1', 'false', ['e2'])), 'evidence-short');
    assert.equal(desk.act('mo', verdict('p1', 'unsupported', ['e2'])), 'claim-verdict-given');
    assert.equal(desk.act('mo', verdict('p1', 'false', ['e1', 'e2'], { note: '有了检测' })), 'claim-verdict-given');
  });

  it('the inquiries that were sent are the evidence for unsupported', () => {
    const desk = atWork();
    const bare = verdict('p2', 'unsupported', []);
    assert.equal(desk.act('mo', bare), 'evidence-missing');
    desk.give((state) => ({ ...state, inquiries: withRow(state.inquiries, 'i1', anInquiry()) }));
    assert.equal(desk.act('mo', bare), 'evidence-added,claim-verdict-given');
    const { evidence, points } = desk.claim();
    const asked = evidence.at(-1);
    assert.deepEqual([asked?.kind, asked?.inquiry, asked?.from], ['asked', 'i1', '县供水公司']);
    assert.deepEqual(points[1]?.given.at(-1)?.evidence, [asked?.id]);
    desk.act('mo', verdict('p2', 'open', [], { note: '再查' }));
    assert.equal(desk.act('mo', bare), 'claim-verdict-given', 'the record of asking is not doubled');
  });

  it('what was thought out on an older text is refused; what changed elsewhere does not matter', () => {
    const desk = atWork();
    const { version } = desk.claim();
    desk.act('machine', variant('v1', '别的小区也黄了'));
    assert.equal(desk.act('mo', verdict('p1', 'false', ['e1'], { version })), 'claim-verdict-given');
    assert.equal(desk.act('wei', verdict('p1', 'true', ['e1'], { version, note: 'x' })), 'claim-changed');
  });

  it('a point with a verdict keeps its text', () => {
    const desk = atWork();
    desk.act('mo', verdict('p1', 'false', ['e1']));
    assert.equal(desk.act('mo', { act: 'point-edit', point: 'p1', text: '别的' + '话' }), 'point-closed');
    assert.equal(desk.act('mo', { act: 'point-remove', point: 'p1' }), 'point-closed');
    assert.equal(desk.act('mo', { act: 'point-remove', point: 'p2' }), 'claim-point-removed');
  });
});

describe('evidence', () => {
  it('is withdrawn with a reason, unless a verdict would fall; it stays readable', () => {
    const desk = atWork();
    desk.act('mo', { ...PIECE, title: '第二份' }, { fresh: 'e2' });
    desk.act('mo', verdict('p1', 'false', ['e1', 'e2']));
    assert.equal(desk.act('mo', { act: 'evidence-withdraw', evidence: 'e1' }), 'reason-missing');
    const withdraw = (evidence: string) => ({ act: 'evidence-withdraw', evidence, note: '编号有误' });
    assert.equal(desk.act('mo', withdraw('e1')), 'claim-evidence-withdrawn');
    assert.equal(desk.act('mo', withdraw('e1')), 'nothing');
    assert.equal(desk.act('mo', withdraw('e2')), 'evidence-needed');
    assert.equal(desk.claim().evidence[0]?.withdrawn?.note, '编号有误');
    assert.equal(desk.act('mo', verdict('p2', 'false', ['e1'])), 'bad-input', 'it carries nothing any more');
  });

  it('without a file it says what it shows; it is not from tomorrow, nor from an unknown body', () => {
    const desk = atWork();
    assert.equal(desk.act('mo', { ...PIECE, note: '' }), 'evidence-empty');
    assert.equal(desk.act('mo', { ...PIECE, obtainedMs: NOON_MS + HOUR_MS }), 'bad-input');
    assert.equal(desk.act('mo', { ...PIECE, body: 'nobody' }), 'bad-input');
  });

  it('has a limit, as points and variants have', () => {
    const desk = atWork();
    const { evidence, points } = desk.claim();
    const [piece] = evidence;
    const [point] = points;
    assert.ok(piece && point);
    const many = <T>(row: T, count: number): T[] => Array.from({ length: count }, () => row);
    const variants = Array.from({ length: VARIANTS_MAX }, (_, at) => ({
      ...variant(`v${at}`, `说法 ${at}`).variant,
      addedMs: NOON_MS,
      by: 'mo',
    }));
    const full = { ...desk.claim(), evidence: many(piece, EVIDENCE_MAX), points: many(point, POINTS_MAX), variants };
    desk.give((state) => ({ ...state, claims: withRow(state.claims, ID, full) }));
    assert.equal(desk.act('mo', PIECE), 'limit-reached');
    assert.equal(desk.act('mo', { act: 'point-add', text: '再加一点' }), 'limit-reached');
    assert.equal(desk.act('machine', variant('vx', '新的一种说法')), 'limit-reached');
  });
});

describe('variants', () => {
  it('a text, and a group, is a variant once', () => {
    const desk = atWork();
    assert.equal(desk.act('machine', variant('v1', '快转', { post: POST, group: POST })), 'claim-variant-attached');
    assert.equal(desk.act('mo', variant('v2', '快转')), 'nothing');
    assert.equal(desk.act('machine', variant('v3', '快转给家人', { post: 'b'.repeat(32), group: POST })), 'nothing');
  });

  it('what a person took off, or said no to, the machine does not bring back; a person can', () => {
    const desk = atWork();
    const one = variant('v1', '快转', { post: POST, group: POST });
    desk.act('mo', one);
    desk.act('mo', { act: 'detach', variant: 'v1' });
    assert.equal(desk.act('machine', variant('v2', '快转', { post: POST, group: POST })), 'nothing');
    assert.equal(desk.act('mo', variant('v3', '快转', { post: POST, group: POST })), 'claim-variant-attached');
    assert.equal(desk.act('mo', { act: 'dismiss-post', post: 'c'.repeat(32) }), 'claim-post-dismissed');
    assert.equal(desk.act('mo', { act: 'dismiss-post', post: 'c'.repeat(32) }), 'nothing');
  });

  it('an older post moves the first seen back', () => {
    const desk = aClaimDesk({ firstPostMs: NOON_MS });
    desk.act('mo', variant('v1', '早就有人说', { post: POST, group: POST, firstSeenMs: NOON_MS - HOUR_MS }));
    assert.equal(desk.claim().firstPostMs, NOON_MS - HOUR_MS);
  });

  it('personal numbers are masked on the way into the journal', () => {
    const desk = atWork();
    desk.act('mo', variant('v1', '有事打 13812345678 找他'));
    assert.doesNotMatch(JSON.stringify(desk.claim()), /13812345678/);
  });
});

describe('merge and split', () => {
  function two(): ClaimDesk {
    const desk = atWork();
    desk.act('mo', { ...OPEN, title: '化工厂漏了', knownMs: NOON_MS - 3 * HOUR_MS }, { id: 'c2' });
    desk.act('mo', { act: 'take' }, { id: 'c2' });
    desk.act('mo', { act: 'point-add', text: '厂区有异味' }, { id: 'c2', fresh: 'p3' });
    desk.act('mo', variant('v9', '厂里漏了'), { id: 'c2' });
    desk.act('mo', { ...PIECE, title: '监测曲线' }, { id: 'c2', fresh: 'e3' });
    return desk;
  }

  it('points, variants, evidence and the earlier moment of knowing follow; the merged one stays readable', () => {
    const desk = two();
    assert.equal(desk.act('mo', { act: 'merge', into: 'c1', note: '同一件事' }, { id: 'c2' }), 'claim-merged');
    const into = desk.claim();
    assert.deepEqual(
      [into.points.map(({ id }) => id), into.variants.map(({ id }) => id), into.evidence.map(({ id }) => id)],
      [['p1', 'p2', 'p3'], ['v9'], ['e1', 'e3']],
    );
    assert.equal(into.knownMs, NOON_MS - 3 * HOUR_MS);
    const gone = desk.claim('c2');
    assert.deepEqual([gone.state, gone.mergedInto, gone.points.length], ['merged', 'c1', 1]);
  });

  it('the graver grade stays, so that a merge ends no clock', () => {
    const desk = two();
    desk.act('mo', { act: 'grade', grade: 'major', note: '' }, { id: 'c2' });
    desk.act('mo', { act: 'merge', into: 'c1' }, { id: 'c2' });
    assert.equal(desk.claim().grade, 'major');
  });

  it('what still names the merged one comes to the other: an answer of a department, a concern', () => {
    const desk = two();
    desk.act('mo', { act: 'merge', into: 'c1' }, { id: 'c2' });
    desk.write(
      'evidence-added',
      {
        claim: 'c2',
        id: 'e7',
        kind: 'reply',
        body: null,
        obtainedMs: NOON_MS,
        files: [],
        rawSha256: null,
        inquiry: null,
      },
      { title: '答复', from: '环保局', url: '', note: '' },
    );
    assert.equal(desk.claim().evidence.at(-1)?.id, 'e7');
    assert.equal(desk.claim('c2').evidence.length, 1);
  });

  it('a merge that would leave a point false on the word of the body alone is refused', () => {
    const desk = two();
    desk.act('mo', { act: 'edit', about: 'water-company' });
    desk.act('mo', OWN_PIECE, { id: 'c2', fresh: 'e4' });
    desk.act('mo', verdict('p3', 'false', ['e4']), { id: 'c2' });
    assert.equal(desk.act('mo', { act: 'merge', into: 'c1' }, { id: 'c2' }), 'evidence-short');
  });

  it('into itself, into nothing and into one that is closed is refused', () => {
    const desk = two();
    assert.equal(desk.act('mo', { act: 'merge', into: 'c1' }), 'bad-input');
    assert.equal(desk.act('mo', { act: 'merge', into: 'c9' }), 'bad-input');
    desk.act('mo', { act: 'close', note: 'x' }, { id: 'c2' });
    assert.equal(desk.act('mo', { act: 'merge', into: 'c2' }), 'claim-state');
  });

  it('a split takes points and variants along; the evidence that they name is in both', () => {
    const desk = atWork();
    desk.act('mo', variant('v1', '孩子住院了'));
    desk.act('mo', verdict('p2', 'false', ['e1']));
    const split = { act: 'split', title: '清源化工发生泄漏', points: ['p2'], variants: ['v1'] };
    assert.equal(desk.act('mo', split, { fresh: 'c7' }), 'claim-split');
    const [left, fresh] = [desk.claim(), desk.claim('c7')];
    assert.deepEqual([left.points.map(({ id }) => id), left.variants.length, left.evidence.length], [['p1'], 0, 1]);
    assert.deepEqual([fresh.points.map(({ id }) => id), fresh.evidence.map(({ id }) => id)], [['p2'], ['e1']]);
    assert.deepEqual([fresh.no, fresh.state, fresh.splitFrom, fresh.knownMs], [2, 'checking', 'c1', left.knownMs]);
    assert.equal(desk.act('mo', { ...split, points: [], variants: [] }), 'bad-input');
    assert.equal(desk.act('mo', { ...split, points: ['p9'] }), 'not-found');
    assert.equal(rowAt(desk.state().claims, 'c8'), undefined);
  });
});
