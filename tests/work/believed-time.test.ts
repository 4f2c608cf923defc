import assert from 'node:assert/strict';
import {
  believe,
  BELIEVE_MS,
  believedMs,
  DRIFT_MS,
  isDoubted,
  LOOK_MS_MAX,
  type Belief,
} from '../../api/work/believed-time.ts';
import { NOON_MS } from './scene.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** The belief after looking each hour at a clock that is off by so much, for so many hours. */
function lookOn(held: Belief | null, trueMs: number, hours: number, offMs: number): Belief {
  let belief = held ?? believe(null, trueMs + offMs, null);
  for (let at = 1; at <= hours; at += 1) belief = believe(belief, trueMs + at * HOUR + offMs, null);
  return belief;
}

describe('the time to delete by', () => {
  it('is what the clock shows while that runs', () => {
    const belief = lookOn(null, NOON_MS, 500, 0);
    assert.equal(believedMs(belief), NOON_MS + 500 * HOUR);
    assert.equal(isDoubted(belief), false);
  });

  for (const [name, offMs] of [
    ['forward', YEAR],
    ['back', -YEAR],
  ] as const) {
    it(`never runs ahead of the truth while a clock is a year ${name}, nor after it is right again`, () => {
      let belief = lookOn(null, NOON_MS, 10, 0);
      for (let hour = 11; hour <= 60; hour += 1) {
        belief = believe(belief, NOON_MS + hour * HOUR + offMs, null);
        assert.ok(believedMs(belief) <= NOON_MS + hour * HOUR + LOOK_MS_MAX, `hour ${hour}`);
        assert.equal(isDoubted(belief), true);
      }
      belief = believe(belief, NOON_MS + 61 * HOUR, null);
      assert.equal(isDoubted(belief), false);
      assert.equal(believedMs(belief), NOON_MS + 61 * HOUR);
    });
  }

  it('is not believed by a clock that keeps jumping, however long it does', () => {
    let belief = believe(null, NOON_MS, null);
    for (let hour = 1; hour < 24 * 30; hour += 1) {
      belief = believe(belief, NOON_MS + hour * HOUR + (hour % 12 < 6 ? YEAR : -YEAR), null);
      assert.ok(believedMs(belief) <= NOON_MS + hour * HOUR * 2);
    }
  });

  it('is that of a new clock once that has run steadily for long enough', () => {
    const jumped = believe(believe(null, NOON_MS, null), NOON_MS + YEAR, null);
    const hours = BELIEVE_MS / HOUR;
    const almost = lookOn(jumped, NOON_MS, hours - 1, YEAR);
    assert.equal(isDoubted(almost), true);
    assert.equal(isDoubted(lookOn(jumped, NOON_MS, hours, YEAR)), false);
  });

  it('follows a short stop at once, and a long one late', () => {
    const before = believe(null, NOON_MS, null);
    assert.equal(isDoubted(believe(before, NOON_MS + DRIFT_MS, null)), false);
    const long = believe(before, NOON_MS + 21 * 24 * HOUR, null);
    assert.equal(isDoubted(long), true);
    assert.equal(believedMs(long), NOON_MS + LOOK_MS_MAX);
  });

  it('goes by the newest post where nothing is remembered', () => {
    assert.equal(believedMs(believe(null, NOON_MS + YEAR, NOON_MS)), NOON_MS);
    assert.equal(isDoubted(believe(null, NOON_MS + HOUR, NOON_MS)), false);
    assert.equal(believedMs(believe(null, NOON_MS, NOON_MS + YEAR)), NOON_MS, 'nor by a post from the future');
  });
});
