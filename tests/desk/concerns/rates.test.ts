import assert from 'node:assert/strict';
import { ConcernId, type Concern } from '../../../api/contract/index.ts';
import { groupRates, judge, monthsUpTo, ratesOf, sinceOf } from '../../../api/desk/concerns/rates.ts';
import { FIRST_STATE } from '../../../api/desk/state.ts';
import { aConcern } from '../rows.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { DAY_MS, HOUSING, WATER } from './ledger.ts';

/** Of a month that ended at noon. */
const PERIOD = { fromMs: NOON_MS - 30 * DAY_MS, toMs: NOON_MS };
/** A Monday noon in the period. */
const MONDAY_MS = NOON_MS - 2 * DAY_MS;

function rates(...changes: readonly Partial<Concern>[]) {
  const rows = changes.map((change, at) => aConcern({ id: ConcernId.parse(`n${at}`), ...change }));
  return ratesOf(judge(FIRST_STATE, rows, NOON_MS), PERIOD);
}

describe('响应率', () => {
  const assigned = { state: 'assigned', body: WATER, assignedMs: MONDAY_MS } as const;
  it('counts the first word within one working day', () => {
    assert.deepEqual(rates({ ...assigned, respondedMs: MONDAY_MS + DAY_MS }).response, { part: 1, whole: 1 });
    assert.deepEqual(rates({ ...assigned, respondedMs: MONDAY_MS + DAY_MS + 1 }).response, { part: 0, whole: 1 });
  });
  it('a department that never said a word counts once its time is over, and not before', () => {
    assert.deepEqual(rates(assigned).response, { part: 0, whole: 1 });
    assert.deepEqual(rates({ ...assigned, assignedMs: NOON_MS - HOUR_MS }).response, { part: 0, whole: 0 });
  });
  it('a weekend does not run: assigned on Friday, a word on Monday morning is in time', () => {
    const friday = MONDAY_MS - 3 * DAY_MS;
    const change = { ...assigned, assignedMs: friday, respondedMs: MONDAY_MS - HOUR_MS };
    assert.deepEqual(rates(change).response, { part: 1, whole: 1 });
  });
  it('what was never assigned is in no rate of response', () => {
    assert.deepEqual(rates({}).response, { part: 0, whole: 0 });
  });
});

describe('解决率', () => {
  const settled = { state: 'settled', settledMs: NOON_MS - DAY_MS } as const;
  it('counts what was settled as solved', () => {
    const { solved } = rates({ ...settled, solved: true }, { ...settled, solved: false });
    assert.deepEqual(solved, { part: 1, whole: 2 });
  });
  it('what is left lying past its deadline lowers it', () => {
    const late = { state: 'assigned', body: WATER, dueMs: NOON_MS - 1 } as const;
    assert.deepEqual(rates({ ...settled, solved: true }, late).solved, { part: 1, whole: 2 });
    assert.deepEqual(rates({ ...settled, solved: true }, { ...late, dueMs: NOON_MS + 1 }).solved, {
      part: 1,
      whole: 1,
    });
  });
  it('a report in the office’s hands is not the department’s delay', () => {
    const reported = { state: 'reported', dueMs: NOON_MS - 1, reportedMs: NOON_MS - 2 } as const;
    assert.deepEqual(rates(reported).solved, { part: 0, whole: 0 });
  });
  it('the period has its first moment and not its last', () => {
    const at = (settledMs: number) => rates({ state: 'settled', settledMs, solved: true }).solved.whole;
    assert.deepEqual([at(PERIOD.fromMs - 1), at(PERIOD.fromMs), at(PERIOD.toMs - 1), at(PERIOD.toMs)], [0, 1, 1, 0]);
  });
});

describe('满意率', () => {
  it('counts satisfied and fairly so, of those that said', () => {
    const at = { state: 'settled', settledMs: NOON_MS - DAY_MS } as const;
    const { satisfied } = rates(
      { ...at, satisfaction: 'pleased' },
      { ...at, satisfaction: 'fair' },
      { ...at, satisfaction: 'not' },
      at,
    );
    assert.deepEqual(satisfied, { part: 2, whole: 3 });
  });
});

describe('by department and month', () => {
  it('the most overdue comes first, and a share of few is not ranked before one of many', () => {
    const many = Array.from({ length: 6 }, (_, at) => ({
      id: ConcernId.parse(`h${at}`),
      body: HOUSING,
      state: 'settled' as const,
      settledMs: NOON_MS - DAY_MS,
      solved: at < 5,
    }));
    const few = {
      id: ConcernId.parse('w'),
      body: WATER,
      state: 'settled' as const,
      settledMs: NOON_MS - 1,
      solved: false,
    };
    const late = {
      id: ConcernId.parse('l'),
      state: 'assigned' as const,
      body: null,
      dueMs: NOON_MS - 1,
      clockFromMs: 1,
    };
    const rows = [few, ...many, late].map((change) => aConcern(change));
    const groups = groupRates(judge(FIRST_STATE, rows, NOON_MS), ({ body }) => [body], PERIOD);
    assert.deepEqual(
      groups.map(({ id, overdue }) => [id, overdue]),
      [
        [null, 1],
        [HOUSING, 0],
        [WATER, 0],
      ],
    );
  });

  it('a concern with two topics counts in each', () => {
    const rows = [aConcern({ topics: ['water', 'heating'] })];
    const groups = groupRates(judge(FIRST_STATE, rows, NOON_MS), ({ topics }) => topics, PERIOD);
    assert.deepEqual(groups.map(({ id }) => id).sort(), ['heating', 'water']);
  });

  it('months are those of China, without a gap, and the last one runs', () => {
    // Half an hour after midnight in China on the first of January.
    const nowMs = Date.UTC(2025, 11, 31, 16, 30);
    const months = monthsUpTo(nowMs, 3);
    assert.deepEqual(
      months.map(({ month }) => month),
      ['2025-11', '2025-12', '2026-01'],
    );
    assert.deepEqual([months[0]?.toMs, months[1]?.toMs], [months[1]?.fromMs, months[2]?.fromMs]);
    assert.deepEqual([months[2]?.fromMs, months[2]?.toMs], [nowMs - 30 * 60_000, nowMs]);
  });
});

describe('a period of a long ledger', () => {
  it('is the same from those that can count in it as from all', () => {
    const at = [-900, -400, -60, -31, -30, -29, -3, -1].map((days) => NOON_MS + days * DAY_MS);
    const rows = at.flatMap((openedMs) =>
      at.flatMap((laterMs) => {
        const own = { openedMs, assignedMs: openedMs, body: WATER, dueMs: openedMs + DAY_MS } as const;
        const settled = { state: 'settled', settledMs: laterMs, solved: true, satisfaction: 'pleased' } as const;
        return [
          own,
          { ...own, ...settled },
          { ...own, ...settled, respondedMs: laterMs },
          { ...own, ...settled, dueMs: laterMs },
        ];
      }),
    );
    const all = judge(
      FIRST_STATE,
      rows.map((row, n) => aConcern({ id: ConcernId.parse(`n${n}`), ...row })),
      NOON_MS,
    );
    const since = sinceOf(all, PERIOD.fromMs);
    assert.ok(since.length < all.length);
    assert.deepEqual(ratesOf(since, PERIOD), ratesOf(all, PERIOD));
  });
});
