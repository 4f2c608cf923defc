import assert from 'node:assert/strict';
import type { ClockView } from '../../api/contract/index.ts';
import { countdownOf } from '../../dashboard/lib/countdown.ts';
import { HOUR_MS } from '../../dashboard/lib/time.ts';

const START_MS = Date.parse('2026-11-23T10:00:00+08:00');
const five = (state: ClockView['state'], doneMs: number | null = null): Parameters<typeof countdownOf>[0] => ({
  state,
  startMs: START_MS,
  endMs: START_MS + 5 * HOUR_MS,
  doneMs,
});

describe('a clock', () => {
  it('runs over its end by itself, before the server says so', () => {
    assert.equal(countdownOf(five('soon'), START_MS + 5 * HOUR_MS - 1).look, 'soon');
    assert.equal(countdownOf(five('soon'), START_MS + 5 * HOUR_MS).look, 'over');
    assert.equal(countdownOf(five('running'), START_MS + 6 * HOUR_MS).look, 'over');
  });

  it('that is paused or suspended never becomes overdue on the screen', () => {
    for (const state of ['paused', 'suspended'] as const) {
      assert.equal(countdownOf(five(state), START_MS + 99 * HOUR_MS).look, 'paused');
    }
  });

  it('that is done says how early or how late it was, and stays so', () => {
    const early = countdownOf(five('met', START_MS + 4 * HOUR_MS), START_MS + 99 * HOUR_MS);
    assert.deepEqual([early.look, early.leftMs, early.used], ['done', HOUR_MS, 0.8]);
    const late = countdownOf(five('missed', START_MS + 6 * HOUR_MS), START_MS + 99 * HOUR_MS);
    assert.deepEqual([late.look, late.leftMs, late.used], ['done', -HOUR_MS, 1]);
  });

  it('of no length divides by nothing', () => {
    const none = countdownOf({ ...five('running'), endMs: START_MS }, START_MS);
    assert.deepEqual([none.look, none.used], ['over', 1]);
  });
});
