import assert from 'node:assert/strict';
import { OPEN_ALERTS_MAX, jaccard, mergeSpikes } from '../../api/warning/alert.ts';
import {
  FALSE_ALARMS_PER_DAY,
  THRESHOLD_MAX,
  THRESHOLD_MIN,
  levelOf,
  nextThreshold,
} from '../../api/warning/budget.ts';
import { CHINA, livedDay } from '../../api/warning/calendar.ts';
import { RECENT_MAX } from '../../api/warning/series.ts';
import type { WatchedSpike } from '../../api/warning/watch.ts';
import { absorb, createWarningState } from '../../api/warning/watch.ts';
import { DAY_MS, HOUR_MS, START_MS, aFact } from './town.ts';

function aSpike(part: Partial<WatchedSpike>): WatchedSpike {
  const counts = { windowMin: 10, count: 12, expected: 0.5, low: 0, high: 2, ratio: 24, voices: 12, sources: [] };
  const shares = { loudestShare: 0.3, copiesShare: 0, coverage: 1, historyDays: 30, zh: '', en: '' };
  const span = { fromMs: START_MS - 600_000, toMs: START_MS };
  const own = { series: 'topic:water', level: 'blue', score: 4, signature: [1, 2, 3], lowered: null } as const;
  return { ...own, ...counts, ...shares, ...span, ...part };
}

describe('warning: alerts', () => {
  it('spikes that share 0.3 of their posts, or topic and place, are one alert; others are not', () => {
    const spikes = [
      aSpike({}),
      aSpike({ series: 'place:3', signature: [2, 3, 4] }),
      aSpike({ series: 'topic:school', signature: [7, 8, 9] }),
    ];
    const { raised } = mergeSpikes([], spikes, START_MS);
    assert.deepEqual(
      raised.map((alert) => alert.series),
      [['topic:water', 'place:3'], ['topic:school']],
    );
    assert.equal(jaccard([1, 2, 3], [2, 3, 4]), 0.5);
  });

  it('one alert an episode; told again only at a higher level or 1.3 times the score', () => {
    let open = mergeSpikes([], [aSpike({})], START_MS).open;
    const told: number[] = [];
    for (const [minute, score, level] of [
      [1, 4.5, 'blue'],
      [2, 5.3, 'blue'],
      [3, 5.4, 'blue'],
      [4, 5.5, 'yellow'],
    ] as const) {
      const nowMs = START_MS + minute * 60_000;
      const merged = mergeSpikes(open, [aSpike({ score, level })], nowMs);
      assert.equal(merged.raised.length, 0);
      if (merged.changed[0]?.tellMs === nowMs) told.push(minute);
      open = merged.open;
    }
    assert.deepEqual(told, [2, 4]);
  });

  it('recovers after two quiet hours, and another day is another alert', () => {
    const first = mergeSpikes([], [aSpike({})], START_MS).open;
    const ended = mergeSpikes(first, [], START_MS + 2 * HOUR_MS);
    assert.equal(ended.changed[0]?.recovered, true);
    const again = mergeSpikes(ended.open, [aSpike({})], START_MS + DAY_MS);
    assert.equal(again.raised.length, 1);
  });

  it('open alerts are bounded', () => {
    const many = Array.from({ length: OPEN_ALERTS_MAX + 20 }, (_, i) =>
      aSpike({ series: `topic:${i}`, signature: [i] }),
    );
    assert.equal(mergeSpikes([], many, START_MS).open.length, OPEN_ALERTS_MAX);
  });
});

describe('warning: budget, calendar and limits', () => {
  it('the threshold rises with alerts judged false, falls without, and stays in its bounds', () => {
    assert.ok(nextThreshold(3.2, 100, FALSE_ALARMS_PER_DAY) > 3.2);
    assert.ok(nextThreshold(3.2, 0, FALSE_ALARMS_PER_DAY) < 3.2);
    assert.equal(nextThreshold(8, 1e6, 5), THRESHOLD_MAX);
    assert.equal(nextThreshold(2.5, 0, 5), THRESHOLD_MIN);
  });

  it('red needs three sources and five times the usual, and lies outside the budget', () => {
    assert.equal(levelOf(7, 3.2, 6, 3), 'red');
    assert.equal(levelOf(7, 3.2, 6, 2), 'orange');
    assert.equal(levelOf(7, 3.2, 4, 3), 'orange');
    assert.equal(levelOf(9, 8, 6, 3), 'red');
    assert.equal(levelOf(3.1, 3.2, 6, 3), null);
  });

  it('a public holiday is lived as a Sunday, a make-up workday as a workday', () => {
    const day = (name: string): number => Date.parse(name) / DAY_MS;
    assert.deepEqual(livedDay(day('2026-10-01'), CHINA), { kind: 2, weekday: 6 });
    assert.deepEqual(livedDay(day('2026-10-10'), CHINA), { kind: 0, weekday: 2 });
    assert.deepEqual(livedDay(day('2026-11-28'), CHINA), { kind: 1, weekday: 5 });
  });

  it('posts kept for a series are bounded, and the count of voices stays near the truth', () => {
    const state = createWarningState();
    const voices = 3 * RECENT_MAX;
    absorb(
      state,
      Array.from({ length: voices }, (_, i) => aFact({ publishedMs: START_MS + i * 100 })),
    );
    const recents = state.series.get('topic:water')?.recents ?? [];
    assert.ok(recents.length <= RECENT_MAX);
    const counted = recents.reduce((sum, recent) => sum + (recent.superseded ? 0 : recent.weight), 0);
    assert.ok(Math.abs(counted / voices - 1) < 0.12, `${counted} of ${voices}`);
  });
});
