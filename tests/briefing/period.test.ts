import assert from 'node:assert/strict';
import { earlierSpans, spanBefore, stepOf } from '../../api/briefing/period.ts';
import { endedPeriods, periodOn, type Scheduled } from '../../api/desk/briefings/period.ts';
import { knownSpans, usualOf } from '../../api/briefing/usual.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const shown = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
const PLAN = { atMin: 7 * 60, weekday: 1 };
/** The period whose issue was due last. */
function periodOf(kind: Scheduled, plan: typeof PLAN, atMs: number) {
  return endedPeriods(kind, plan, atMs, 0, 1)[0] ?? assert.fail(`no ${kind} period`);
}

describe('the period of an issue', () => {
  const cases = [
    ['daily', '2026-11-25T07:00', '2026-11-24T07:00', '2026-11-25T07:00'],
    ['daily', '2026-11-25T06:59', '2026-11-23T07:00', '2026-11-24T07:00'],
    ['daily', '2026-11-25T23:59', '2026-11-24T07:00', '2026-11-25T07:00'],
    ['weekly', '2026-11-23T07:00', '2026-11-16T07:00', '2026-11-23T07:00'],
    ['weekly', '2026-11-23T06:59', '2026-11-09T07:00', '2026-11-16T07:00'],
    ['weekly', '2026-11-29T12:00', '2026-11-16T07:00', '2026-11-23T07:00'],
    ['monthly', '2026-12-01T07:00', '2026-11-01T00:00', '2026-12-01T00:00'],
    ['monthly', '2026-12-01T06:59', '2026-10-01T00:00', '2026-11-01T00:00'],
    ['monthly', '2027-01-15T12:00', '2026-12-01T00:00', '2027-01-01T00:00'],
    ['monthly', '2024-03-01T08:00', '2024-02-01T00:00', '2024-03-01T00:00'],
  ] as const;
  for (const [kind, now, from, to] of cases)
    it(`is ${from} to ${to} for a ${kind} issue at ${now}`, () => {
      const period = periodOf(kind, PLAN, at(now));
      assert.deepEqual([shown(period.fromMs), shown(period.toMs)], [from, to]);
      assert.ok(period.madeMs <= at(now));
    });

  it('of a date is the one that was due by the plan’s hour of that day', () => {
    assert.equal(shown(periodOn('daily', '2026-11-25', PLAN)?.toMs ?? 0), '2026-11-25T07:00');
    assert.equal(shown(periodOn('weekly', '2026-11-25', PLAN)?.toMs ?? 0), '2026-11-23T07:00');
    assert.equal(shown(periodOn('monthly', '2026-12-01', PLAN)?.toMs ?? 0), '2026-12-01T00:00');
  });

  it('has earlier ones that end where the next begins, by the calendar for months', () => {
    const month = periodOf('monthly', PLAN, at('2026-03-01T08:00'));
    const [first, second] = earlierSpans(month, 6);
    assert.deepEqual(
      [first, second].map((span) => shown(span?.fromMs ?? 0)),
      ['2026-01-01T00:00', '2025-12-01T00:00'],
    );
    assert.equal(first?.toMs, month.fromMs);
    assert.deepEqual(spanBefore('special', month), null);
  });

  it('is cut into buckets that end where it ends', () => {
    assert.equal(stepOf(periodOf('daily', PLAN, at('2026-11-25T08:00'))), 3_600_000);
    assert.equal(stepOf(periodOf('daily', { ...PLAN, atMin: 7 * 60 + 30 }, at('2026-11-25T08:00'))), 1_800_000);
    assert.equal(stepOf(periodOf('daily', { ...PLAN, atMin: 7 * 60 + 1 }, at('2026-11-25T08:00'))), 60_000);
  });
});

describe('what is usual', () => {
  it('is the 10th to the 90th of a hundred of the known counts, each a count that occurred', () => {
    assert.deepEqual(usualOf([...Array(11).keys()], 7), { low: 1, high: 9 });
    assert.deepEqual(usualOf([5, 5, 5, 5, 5, 5, 100], 7), { low: 5, high: 100 });
  });

  it('is not told from fewer than are asked for, and what is unknown is no zero', () => {
    assert.equal(usualOf([1, 2, 3, 4, 5, 6, null, null], 7), null);
    assert.equal(usualOf([], 0), null);
    assert.deepEqual(usualOf([1, 2, 3, 4, 5, 6, 7, null], 7), { low: 1, high: 7 });
  });

  it('leaves out what lies before the first post and what was not read', () => {
    const spans = [0, 1, 2].map((day) => ({ fromMs: day * 10, toMs: day * 10 + 10 }));
    assert.deepEqual(knownSpans(spans, [{ atMs: 12, count: 1 }], 5), [false, true, false]);
    assert.deepEqual(knownSpans(spans, [{ atMs: 2, count: 1 }], 5), [false, false, false]);
    assert.deepEqual(knownSpans(spans, [], null), [false, false, false]);
  });
});
