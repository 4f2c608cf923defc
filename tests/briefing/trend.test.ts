import assert from 'node:assert/strict';
import { BAND_WEEKS, bandsOf, moved, trendOf, WEEK_MS, weeksUpTo, type Weekly } from '../../api/briefing/trend.ts';

const NOON_MS = Date.UTC(2026, 10, 25, 4);
const USUAL = [10, 12, 14, 16, 18, 20, 22, 24];
const weekly = (values: Weekly['values']): Weekly => ({
  ...{ id: 'topic:water', section: 'hot', zh: '自来水', en: 'Water', values },
  unit: { zh: '条', en: 'posts' },
});

describe('trends over weeks', () => {
  it('weeks begin on Monday in China, and the one that runs is left out', () => {
    const weeks = weeksUpTo(NOON_MS, 3);
    assert.equal(weeks.at(-1)?.toMs, Date.UTC(2026, 10, 22, 16));
    assert.equal(weeks[0]?.fromMs, Date.UTC(2026, 10, 22, 16) - 3 * WEEK_MS);
    assert.equal(weeksUpTo(Date.UTC(2026, 10, 22, 16), 1)[0]?.toMs, Date.UTC(2026, 10, 22, 16));
    assert.equal(weeksUpTo(Date.UTC(2026, 10, 22, 15, 59), 1)[0]?.toMs, Date.UTC(2026, 10, 15, 16));
  });

  it('a week is held against the eight before it and not against itself', () => {
    assert.deepEqual(bandsOf([...USUAL, 1_000, 15]), [
      { low: 10, high: 24 },
      { low: 12, high: 1_000 },
    ]);
  });

  it('with fewer than four weeks known there is nothing usual', () => {
    assert.deepEqual(bandsOf([null, null, null, null, null, 1, 2, 3, 9]), [null]);
    const { usual, title } = trendOf(weekly([null, null, null, null, null, 1, 2, 3, 9]), weeksUpTo(NOON_MS, 9));
    assert.ok(usual.zh.includes('不足 4 周'));
    assert.equal(title.zh, '自来水上周 9 条，平常数据不足');
  });

  it('the title is what was found', () => {
    const told = (last: number | null): string => trendOf(weekly([...USUAL, last]), weeksUpTo(NOON_MS, 9)).title.zh;
    assert.equal(told(203), '自来水上周 203 条，高于平常（10–24）');
    assert.equal(told(3), '自来水上周 3 条，低于平常（10–24）');
    assert.equal(told(15), '自来水上周 15 条，处于平常（10–24）');
    assert.equal(told(null), '自来水：上周没有数据');
  });

  it('a week without data is a gap in the chart, and counted', () => {
    const { chart, summary } = trendOf(weekly([...USUAL, null, 15]), weeksUpTo(NOON_MS, BAND_WEEKS + 2));
    assert.deepEqual(chart.lines[0]?.values, [null, 15]);
    assert.equal(chart.bins.length, 2);
    assert.ok(summary.zh.endsWith('1 周没有数据'));
    assert.ok(!/\p{Script=Han}/u.test(summary.en), summary.en);
  });

  it('what moved is told by how far it left its band', () => {
    assert.equal(moved(weekly([...USUAL, 20])), 0);
    assert.ok(moved(weekly([...USUAL, 99])) > moved(weekly([...USUAL, 30])));
    assert.ok(moved(weekly([...USUAL, 1])) > 0);
  });
});
