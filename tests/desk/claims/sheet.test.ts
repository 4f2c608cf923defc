import assert from 'node:assert/strict';
import { CHOICE_REASONS_MAX, ClaimAct, StatementId, type Claim } from '../../../api/contract/index.ts';
import { responseSheet, type ClaimNumbers } from '../../../api/desk/claims/sheet.ts';
import { aClaim, aPoint } from '../rows.ts';

const QUIET: ClaimNumbers = {
  mentions: 2,
  lastHour: 0,
  hourBefore: 0,
  peakHour: 2,
  sources: 1,
  sourcesWatched: 18,
  harmShare: 0,
};
const codes = (numbers: Partial<ClaimNumbers>, claim: Partial<Claim> = {}) => {
  const { forAnswer, against } = responseSheet(aClaim(claim), { ...QUIET, ...numbers });
  return [forAnswer.map(({ code }) => code), against.map(({ code }) => code)];
};

describe('respond or wait', () => {
  it('two posts in one source, nothing checked: an answer would carry it further', () => {
    assert.deepEqual(codes({}), [[], ['small', 'carry', 'unchecked']]);
  });
  it('nothing counted is not zero', () => {
    assert.deepEqual(codes({ mentions: 0, sources: 0, peakHour: 0 })[1], ['uncounted', 'unchecked']);
  });
  it('reach, speed and harm speak for an answer', () => {
    const many = { mentions: 124, sources: 6, lastHour: 40, hourBefore: 20, peakHour: 40, harmShare: 0.4 };
    assert.deepEqual(codes(many), [['reach', 'speed', 'harm'], ['unchecked']]);
  });
  it('what is true is for the people to know; what is settled can be said clearly', () => {
    const points = [aPoint({ verdict: 'true' }), aPoint({ verdict: 'false' })];
    assert.deepEqual(codes({ mentions: 40 }, { points })[0], ['reach', 'truth', 'clear']);
  });
  it('a few posts more or less are not speed', () => {
    assert.deepEqual(codes({ lastHour: 4, hourBefore: 1, peakHour: 4 })[0], []);
  });
  it('it fades once an hour has a quarter of the peak', () => {
    assert.ok(codes({ mentions: 90, lastHour: 5, hourBefore: 9, peakHour: 20 })[1]?.includes('fading'));
    assert.ok(!codes({ mentions: 90, lastHour: 6, hourBefore: 9, peakHour: 20 })[1]?.includes('fading'));
  });
  it('an answer that is out speaks against another, unless it rises again', () => {
    const answered = { state: 'answered' } as const;
    assert.ok(codes({ mentions: 90 }, answered)[1]?.includes('answered'));
    assert.ok(codes({ mentions: 90 }, { earlier: StatementId.parse('s1') })[1]?.includes('answered'));
    const again = codes({ mentions: 90, lastHour: 30, hourBefore: 3, peakHour: 30 }, answered);
    assert.ok(again[0]?.includes('returned') && again[1]?.includes('answered') === false);
  });
  it('the reasons that are kept fit into the act that keeps them', () => {
    const points = [aPoint({ verdict: 'partly' })];
    const busy = { mentions: 124, sources: 6, lastHour: 40, hourBefore: 20, peakHour: 400, harmShare: 0.41 };
    const sheet = responseSheet(aClaim({ points, grade: 'major', state: 'answered' }), { ...QUIET, ...busy });
    const reasons = [...sheet.forAnswer, ...sheet.against].map(({ kept }) => kept);
    assert.ok(reasons.length <= CHOICE_REASONS_MAX && reasons.includes('reach:124') && reasons.includes('grave'));
    assert.equal(ClaimAct.safeParse({ act: 'choose', choice: 'wait', reasons }).success, true);
  });
});
