import assert from 'node:assert/strict';
import { LEADER_CLOCKS, TrendQuery } from '../../api/contract/trend.ts';
import { homeOf, isOffered } from '../../dashboard/lib/role.ts';
import {
  grouped,
  isBlank,
  linesOf,
  postsOf,
  SPANS,
  spanOf,
  tooltipOf,
  weekEnd,
  type Trend,
} from '../../dashboard/screens/briefing/trends/trend-view.ts';
import { isOfToday } from '../../dashboard/screens/leader/issue-day.ts';
import { zh } from '../../dashboard/text/zh.ts';

const both = { zh: '说', en: 'said' };
const MONDAY_MS = Date.UTC(2026, 10, 15, 16);

function aTrend(id: string, counts: readonly (number | null)[], band: readonly (number | null)[] = []): Trend {
  const bins = counts.map((_, at) => ({ atMs: MONDAY_MS + at, label: '' }));
  const ends = band.length === 0 ? [] : [{ name: '下', kind: 'low' as const, values: [...band] }];
  const lines = [{ name: '条数', kind: 'bar' as const, values: [...counts] }, ...ends];
  const chart: Trend['chart'] = { id, section: 'hot', title: '', summary: '', unit: '', bins, lines, marks: [] };
  return { chart, usual: both, title: both, summary: both };
}

describe('the trends on the screen', () => {
  it('the address says how many weeks; one typed wrong shows a quarter of a year', () => {
    assert.deepEqual([...SPANS], TrendQuery.shape.weeks.unwrap().options);
    for (const span of SPANS) assert.equal(spanOf(new URLSearchParams(`weeks=${span}`)), span);
    for (const typed of ['', 'weeks=', 'weeks=9', 'weeks=all']) assert.equal(spanOf(new URLSearchParams(typed)), '13');
  });

  it('groups stand in one order, and an empty one is left out', () => {
    const trends = ['lead:known-to-word', 'place:a', 'all', 'topic:water', 'topic:power'].map((id) => aTrend(id, [1]));
    assert.deepEqual(
      grouped(trends).map(({ group, trends: own }) => [group, own.length]),
      [
        ['all', 1],
        ['topic', 2],
        ['place', 1],
        ['lead', 1],
      ],
    );
  });

  it('a week leads to its posts, of that topic or place alone; a rate leads to none', () => {
    const toMs = weekEnd(MONDAY_MS);
    assert.equal(toMs - MONDAY_MS, 7 * 86_400_000);
    assert.equal(postsOf('topic:water', MONDAY_MS, toMs), `/search?topics=water&from=${MONDAY_MS}&to=${toMs}`);
    assert.equal(postsOf('place:城东', 1, 2), `/search?places=${encodeURIComponent('城东')}&from=1&to=2`);
    assert.equal(postsOf('all', 1, 2), '/search?from=1&to=2');
    assert.equal(postsOf('rate:solved', 1, 2), null);
    assert.equal(postsOf('lead:known-to-word', 1, 2), null);
  });

  it('an unknown week is a gap, and is said to be one; without a usual none is said', () => {
    const lines = linesOf(aTrend('all', [null, 5], [null, null]));
    assert.deepEqual(lines, { counts: [null, 5], low: [null, null], high: [null, null] });
    const words = { count: '条', band: '平常', gap: zh.trend.gap };
    assert.deepEqual(tooltipOf(lines, 0, words), [zh.trend.gap]);
    assert.deepEqual(tooltipOf(lines, 1, words), ['条 5']);
    assert.deepEqual(tooltipOf({ ...lines, low: [1, 2], high: [3, 4] }, 1, words), ['条 5', '平常 2–4']);
  });

  it('blank is only what knows nothing at all: a known 0 is a week on record', () => {
    assert.ok(isBlank([aTrend('all', [null, null]), aTrend('rate:solved', [null])]));
    assert.ok(!isBlank([aTrend('all', [null, null]), aTrend('rate:solved', [0])]));
  });
});

describe('the leader’s page', () => {
  it('is the front door on a phone for who is a leader and nothing else', () => {
    assert.equal(homeOf(['leader'], true), '/today');
    assert.equal(homeOf(['leader'], false), '/');
    assert.equal(homeOf(['leader', 'approver'], true), '/');
    assert.equal(homeOf(['monitor'], true), '/');
    assert.equal(homeOf(['department'], false), '/tasks');
  });

  it('stands in the navigation of leaders, whatever else they are, and of nobody else', () => {
    assert.ok(isOffered(['leader'], 'leader') && isOffered(['approver', 'leader'], 'leader'));
    assert.ok(!isOffered(['administrator'], 'leader') && isOffered(['administrator'], 'overview'));
    assert.ok(!isOffered(['department'], 'leader'));
  });

  it('an issue is today’s by the day in China on which it came out', () => {
    const midnightMs = Date.UTC(2026, 10, 24, 16);
    const released = (ms: number | null) => ({ releasedMs: ms });
    assert.ok(isOfToday(released(midnightMs), midnightMs + 1));
    assert.ok(!isOfToday(released(midnightMs - 1), midnightMs));
    assert.ok(!isOfToday(released(null), midnightMs));
    assert.equal(LEADER_CLOCKS, 3);
  });
});
