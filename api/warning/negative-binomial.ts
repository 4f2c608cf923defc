/**
 * Tails of the negative binomial distribution in log space.
 *
 * P(Y ≥ y) for mean m and size k equals the regularised incomplete beta function I_q(y, k) with q = m / (m + k). Above the
 * mean its continued fraction gives the small tail directly, without "one minus", so 1e-300 is as exact as 0.01, and y may be a
 * decimal.
 */

const STIRLING_FROM = 8;
const FRACTION_STEPS_MAX = 400;
const FRACTION_PRECISION = 1e-12;
const TINY = 1e-300;

/** ln Γ(x) for x > 0, by Stirling's series after stepping up to 8; absolute error under 1e-10. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < STIRLING_FROM) {
    shift += Math.log(z);
    z += 1;
  }
  const inverse = 1 / z;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (z - 0.5) * Math.log(z) - z + 0.9189385332046728 + series - shift;
}

/** The continued fraction of the incomplete beta function (modified Lentz). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= FRACTION_STEPS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < FRACTION_PRECISION) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** ln P(Y ≥ y), Y negative binomial with this mean and size (variance mean + mean²/size). 0 where y ≤ 0. */
export function logTail(y: number, mean: number, size: number): number {
  if (!(y > 0)) return 0;
  if (!(mean > 0)) return -Infinity;
  const logQ = -Math.log1p(size / mean);
  const logP = -Math.log1p(mean / size);
  const q = mean / (mean + size);
  const front = logGamma(y + size) - logGamma(y) - logGamma(size) + y * logQ + size * logP;
  if (q < (y + 1) / (y + size + 2)) {
    return Math.min(0, front + Math.log(betaFraction(y, size, q) / y));
  }
  const below = Math.exp(front) * (betaFraction(size, y, size / (mean + size)) / size);
  return Math.log1p(-Math.min(below, 1 - Number.EPSILON));
}

/** −log10 P(Y ≥ y), never negative. */
export function tailScore(y: number, mean: number, size: number): number {
  return Math.max(0, -logTail(y, mean, size) / Math.LN10);
}

/** The least whole y with P(Y ≤ y) ≥ share, for 0 < share < 1, found by doubling and halving. */
export function quantile(share: number, mean: number, size: number): number {
  if (!(mean > 0)) return 0;
  const above = Math.log1p(-share);
  const reached = (y: number): boolean => logTail(y + 1, mean, size) <= above;
  let high = 1;
  while (!reached(high)) high *= 2;
  let low = -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}
