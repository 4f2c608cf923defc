import assert from 'node:assert/strict';
import { SPREAD_BINS_MAX, spreadBins } from '../../api/answers/spread-bins.ts';
import { bucketAt } from '../../api/posts/slice.ts';

const HOUR_MS = 3_600_000;
const START_MS = bucketAt(Date.UTC(2026, 10, 20, 4), HOUR_MS);
const NOW_MS = START_MS + 5 * HOUR_MS + 60_000;
const counted = {
  buckets: [
    { atMs: START_MS, count: 6 },
    { atMs: START_MS + 3 * HOUR_MS, count: 2 },
  ],
  stepMs: HOUR_MS,
  shares: new Map([
    ['forum', 0.75],
    ['paper', 0.25],
  ]),
  gaps: [],
  nowMs: NOW_MS,
};
const counts = (gaps: Parameters<typeof spreadBins>[0]['gaps']): (number | null)[] =>
  spreadBins({ ...counted, gaps }).map(({ count }) => count);

describe('the bins of a spread', () => {
  it('reach from the first post to now; an hour that was read without a post is 0', () => {
    assert.deepEqual(counts([]), [6, 0, 0, 2, 0, 0]);
  });

  it('are null where the crawl stood still, and while a loud source was paused', () => {
    const span = { fromMs: START_MS + HOUR_MS, toMs: START_MS + 3 * HOUR_MS };
    assert.deepEqual(counts([{ source: '*', ...span }]), [6, null, null, 2, 0, 0]);
    assert.deepEqual(counts([{ source: 'forum', ...span }]), [6, null, null, 2, 0, 0]);
    assert.deepEqual(counts([{ source: 'paper', ...span }]), [6, 0, 0, 2, 0, 0]);
  });

  it('are null from the beginning of a gap that is still open, and keep what was seen all the same', () => {
    const bins = spreadBins({ ...counted, gaps: [{ source: '*', fromMs: START_MS + 3 * HOUR_MS, toMs: null }] });
    assert.deepEqual(
      bins.map(({ count, seen }) => [count, seen]),
      [
        [6, 6],
        [0, 0],
        [0, 0],
        [null, 2],
        [null, 0],
        [null, 0],
      ],
    );
  });

  it('are never more than fit into a figure, and none without a post', () => {
    assert.equal(spreadBins({ ...counted, nowMs: NOW_MS + 1_000 * HOUR_MS }).length, SPREAD_BINS_MAX);
    assert.deepEqual(spreadBins({ ...counted, buckets: [] }), []);
  });
});
