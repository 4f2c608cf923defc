import assert from 'node:assert/strict';
import { logTail, quantile, tailScore } from '../../api/warning/negative-binomial.ts';

/** The tail by summing the mass function in plain numbers: exact for small counts. */
function summed(y: number, mean: number, size: number): number {
  const q = mean / (mean + size);
  let mass = (1 - q) ** size;
  let below = 0;
  for (let i = 0; i < y; i += 1) {
    below += mass;
    mass *= (q * (i + size)) / (i + 1);
  }
  return 1 - below;
}

describe('warning: tails of the negative binomial', () => {
  it('small counts are exact', () => {
    for (const mean of [0.01, 0.4, 2, 9]) {
      for (const size of [0.3, 1, 4, 50]) {
        for (let y = 1; y <= 6; y += 1) {
          const exact = summed(y, mean, size);
          if (exact < 1e-6) continue;
          assert.ok(Math.abs(Math.exp(logTail(y, mean, size)) / exact - 1) < 1e-7, `${y} ${mean} ${size}`);
        }
      }
    }
  });

  it('far tails do not cancel out: size 1 is the geometric distribution', () => {
    for (const y of [10, 100, 1000]) {
      assert.ok(Math.abs(logTail(y, 0.5, 1) / (y * Math.log(1 / 3)) - 1) < 1e-9);
    }
  });

  it('a score is never negative, and nothing expected is no fault', () => {
    assert.equal(tailScore(0, 5, 2), 0);
    assert.ok(tailScore(1, 5, 2) >= 0);
    assert.equal(logTail(3, 0, 1), -Infinity);
  });

  it('a quantile is the least count that reaches its share', () => {
    for (const [mean, size] of [
      [0.2, 1],
      [5, 3],
      [400, 20],
    ] as const) {
      const y = quantile(0.9, mean, size);
      assert.ok(1 - summed(y + 1, mean, size) <= 1 && summed(y + 1, mean, size) <= 0.1 + 1e-9);
      if (y > 0) assert.ok(summed(y, mean, size) > 0.1);
    }
  });
});
