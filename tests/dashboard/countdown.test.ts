import assert from 'node:assert/strict';
import { countdownOf, type Deadline } from '../../dashboard/lib/countdown.ts';
import { HOUR_MS, MINUTE_MS } from '../../dashboard/lib/time.ts';

const START_MS = Date.parse('2026-11-23T10:00:00+08:00');
const two = (hours: number): Deadline => ({ startedMs: START_MS, endMs: START_MS + hours * HOUR_MS });

describe('a clock', () => {
  it('runs, is soon in its last quarter, and is over in words', () => {
    const clock = two(48);
    const looks = [1, 35.9, 36, 47, 48, 60].map((hours) => countdownOf(clock, START_MS + hours * HOUR_MS).look);
    assert.deepEqual(looks, ['running', 'running', 'soon', 'soon', 'over', 'over']);
  });

  it('the last hour is soon, but a clock of fifteen minutes does not begin as soon', () => {
    assert.equal(countdownOf(two(3), START_MS + 2 * HOUR_MS).look, 'soon');
    const short = { startedMs: START_MS, endMs: START_MS + 15 * MINUTE_MS };
    assert.equal(countdownOf(short, START_MS + 5 * MINUTE_MS).look, 'running');
    assert.equal(countdownOf(short, START_MS + 8 * MINUTE_MS).look, 'soon');
  });

  it('a pause stops the time that is left, even past the end', () => {
    const paused = { ...two(5), pausedMs: START_MS + HOUR_MS };
    const late = countdownOf(paused, START_MS + 9 * HOUR_MS);
    assert.deepEqual([late.look, late.leftMs], ['paused', 4 * HOUR_MS]);
  });

  it('what is done says how early or how late it was, and stays so', () => {
    const done = countdownOf({ ...two(5), doneMs: START_MS + 6 * HOUR_MS }, START_MS + 99 * HOUR_MS);
    assert.deepEqual([done.look, done.leftMs, done.used], ['done', -HOUR_MS, 1]);
  });
});
