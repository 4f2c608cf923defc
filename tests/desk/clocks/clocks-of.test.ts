import assert from 'node:assert/strict';
import { AlertId, ClaimId, type Claim, type ClockView, type Statement } from '../../../api/contract/index.ts';
import { clocksOf } from '../../../api/desk/clocks/clocks-of.ts';
import { FIRST_STATE, type DeskState } from '../../../api/desk/state.ts';
import { withRow } from '../../../api/desk/table.ts';
import { aClaim, aStatement } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';

const MINUTE_MS = 60_000;

function clockAt(
  id: string,
  afterMs: number,
  claim: Claim,
  said: readonly Statement[] = [],
  state: DeskState = FIRST_STATE,
): ClockView {
  const found = clocksOf(claim, said, state, NOON_MS + afterMs).find((clock) => clock.id === id);
  assert.ok(found !== undefined, `no clock ${id}`);
  return found;
}
const idsOf = (claim: Claim): readonly string[] => clocksOf(claim, [], FIRST_STATE, NOON_MS).map(({ id }) => id);
const step = (state: Claim['state'], afterMs: number, note = ''): Claim['steps'][number] => ({
  state,
  atMs: NOON_MS + afterMs,
  by: 'mo',
  note,
});

describe('the clocks of a claim', () => {
  it('an ordinary matter has first look, holding statement and 48 h', () => {
    assert.deepEqual(idsOf(aClaim()), ['first-look', 'holding', 'answer']);
  });

  it('5 h, 24 h and the reports upward run once a person has classed it, all from the moment of knowing', () => {
    const grave = aClaim({ grade: 'major', gradedMs: NOON_MS + 3 * HOUR_MS });
    assert.deepEqual(idsOf(grave), [
      'first-look',
      'holding',
      'first-word',
      'conference',
      'answer',
      'up:report-phone',
      'up:report-paper',
    ]);
    assert.equal(clockAt('first-word', 3 * HOUR_MS, grave).endMs, NOON_MS + 5 * HOUR_MS);
    assert.equal(clockAt('conference', 0, grave).endMs, NOON_MS + 24 * HOUR_MS);
  });

  it('runs, is soon when a fifth is left, is over at its end', () => {
    const claim = aClaim();
    assert.equal(clockAt('holding', 47 * MINUTE_MS, claim).state, 'running');
    assert.equal(clockAt('holding', 48 * MINUTE_MS, claim).state, 'soon');
    assert.equal(clockAt('holding', 60 * MINUTE_MS - 1, claim).state, 'soon');
    assert.equal(clockAt('holding', 60 * MINUTE_MS, claim).state, 'over');
  });

  it('a holding statement is a first word and no answer', () => {
    const holding = aStatement({ kind: 'holding', publishedMs: NOON_MS + 30 * MINUTE_MS });
    const claim = aClaim();
    assert.equal(clockAt('holding', HOUR_MS, claim, [holding]).state, 'met');
    assert.equal(clockAt('answer', HOUR_MS, claim, [holding]).state, 'running');
    const late = aStatement({ kind: 'rebuttal', publishedMs: NOON_MS + 49 * HOUR_MS });
    const answer = clockAt('answer', 60 * HOUR_MS, claim, [holding, late]);
    assert.deepEqual([answer.state, answer.doneMs], ['missed', NOON_MS + 49 * HOUR_MS]);
  });

  it('the correction of a holding statement mends what was said, and is no answer either', () => {
    const mended = aStatement({ kind: 'correction', publishedMs: NOON_MS + HOUR_MS });
    assert.equal(clockAt('answer', 2 * HOUR_MS, aClaim(), [mended]).doneMs, null);
  });

  it('what is not published, or is about another claim, ends nothing', () => {
    const others = [
      aStatement({ publishedMs: null }),
      aStatement({ claim: ClaimId.parse('c2'), publishedMs: NOON_MS + 1 }),
    ];
    assert.equal(clockAt('answer', HOUR_MS, aClaim(), others).state, 'running');
  });

  it('the statement of a claim that was merged into this one counts', () => {
    const merged = aClaim({ id: ClaimId.parse('c2'), mergedInto: ClaimId.parse('c1'), state: 'merged' });
    const claims = withRow(withRow(FIRST_STATE.claims, 'c1', aClaim()), 'c2', merged);
    const state = { ...FIRST_STATE, claims };
    const said = aStatement({ claim: merged.id, publishedMs: NOON_MS + HOUR_MS });
    assert.equal(clockAt('answer', 2 * HOUR_MS, aClaim(), [said], state).state, 'met');
  });

  it('an earlier answer that was taken up answers it, from the moment at which that was said', () => {
    const claim = aClaim({
      state: 'answered',
      earlier: aStatement().id,
      earlierMs: NOON_MS + 10 * MINUTE_MS,
      steps: [step('new', 0), step('answered', 5 * MINUTE_MS)],
    });
    assert.equal(clockAt('answer', HOUR_MS, claim).doneMs, NOON_MS + 10 * MINUTE_MS);
    assert.equal(clockAt('holding', HOUR_MS, claim).state, 'met');
  });

  it('a pause shifts the end by its length and shows its reason; a second one adds to it', () => {
    const pause = { clock: 'answer', fromMs: NOON_MS + HOUR_MS, toMs: null, note: '等检测结果', by: 'mo' };
    const paused = aClaim({ pauses: [pause] });
    const view = clockAt('answer', 3 * HOUR_MS, paused);
    assert.deepEqual([view.state, view.pausedNote, view.endMs], ['paused', '等检测结果', NOON_MS + 50 * HOUR_MS]);
    assert.equal(clockAt('holding', HOUR_MS / 2, paused).state, 'running');
    const resumed = aClaim({
      pauses: [
        { ...pause, toMs: NOON_MS + 3 * HOUR_MS },
        { ...pause, fromMs: NOON_MS + 4 * HOUR_MS, toMs: NOON_MS + 5 * HOUR_MS },
      ],
    });
    assert.equal(clockAt('answer', 6 * HOUR_MS, resumed).endMs, NOON_MS + 51 * HOUR_MS);
  });

  it('留观 suspends and shifts; what was over before stays over', () => {
    const watched = aClaim({
      state: 'watching',
      steps: [step('checking', 0), step('watching', 30 * MINUTE_MS, '已回落')],
    });
    const view = clockAt('holding', 5 * HOUR_MS, watched);
    assert.deepEqual([view.state, view.pausedNote], ['suspended', '已回落']);
    const back = aClaim({
      state: 'checking',
      steps: [step('checking', 0), step('watching', 30 * MINUTE_MS), step('checking', 90 * MINUTE_MS)],
    });
    assert.equal(clockAt('holding', 100 * MINUTE_MS, back).endMs, NOON_MS + 2 * HOUR_MS);
    const late = aClaim({ state: 'watching', steps: [step('checking', 0), step('watching', 2 * HOUR_MS)] });
    assert.equal(clockAt('holding', 3 * HOUR_MS, late).state, 'over');
  });

  for (const state of ['passed-on', 'dismissed', 'closed'] as const) {
    it(`${state} ends what is not done, and says why`, () => {
      const claim = aClaim({ state, steps: [step('checking', 0), step(state, HOUR_MS, '不属本地')] });
      const view = clockAt('answer', 60 * HOUR_MS, claim);
      assert.deepEqual([view.state, view.pausedNote, view.doneMs], ['ended', '不属本地', null]);
      assert.equal(clockAt('first-look', 60 * HOUR_MS, claim).state, 'met');
    });
  }

  it('a false alarm of its alert ends it', () => {
    const id = AlertId.parse('a1');
    const alarm = { state: 'false-alarm', holder: null, snoozedUntilMs: null, timeline: [] } as const;
    const state = { ...FIRST_STATE, handling: withRow(FIRST_STATE.handling, id, alarm) };
    const claim = aClaim({ origin: { from: 'alert', alert: id } });
    assert.equal(clockAt('answer', HOUR_MS, claim, [], state).state, 'ended');
    assert.equal(clockAt('answer', HOUR_MS, aClaim(), [], state).state, 'running');
  });

  it('a lower grade ends the graver clocks in sight, and what was done stays done', () => {
    const lowered = aClaim({ grade: 'ordinary', gradesGiven: ['major', 'ordinary'] });
    assert.equal(clockAt('first-word', 9 * HOUR_MS, lowered).state, 'ended');
    const said = aStatement({ kind: 'holding', publishedMs: NOON_MS + 6 * HOUR_MS });
    assert.deepEqual(
      [clockAt('first-word', 9 * HOUR_MS, lowered, [said]).state, clockAt('answer', 9 * HOUR_MS, lowered).state],
      ['missed', 'running'],
    );
  });

  it('a rule that the office switched off does not run', () => {
    const clockRules = FIRST_STATE.clockRules.map((rule) =>
      rule.id === 'holding' ? { ...rule, active: false } : rule,
    );
    const views = clocksOf(aClaim(), [], { ...FIRST_STATE, clockRules }, NOON_MS);
    assert.deepEqual(
      views.map(({ id }) => id),
      ['first-look', 'answer'],
    );
  });

  it('a report upward meets its own rule alone', () => {
    const report = {
      to: '总值班室',
      atMs: NOON_MS + 20 * MINUTE_MS,
      by: 'mo',
      note: '电话报告',
      receipt: '',
      receiptMs: null,
      rule: 'report-phone',
    };
    const claim = aClaim({ grade: 'major', reports: [report] });
    assert.equal(clockAt('up:report-phone', HOUR_MS, claim).state, 'met');
    assert.equal(clockAt('up:report-paper', HOUR_MS, claim).state, 'over');
  });
});
