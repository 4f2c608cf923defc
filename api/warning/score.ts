/** The score of a series at one moment: the most surprising of its windows, by a negative binomial around what is expected. */
import { tailScore } from './negative-binomial.ts';
import type { WindowCount } from './windows.ts';
import { WIDTHS } from './windows.ts';

export type Expectation = {
  /** Expected distinct voices seen by now, one a width of `WIDTHS`. */
  readonly means: Float64Array;
  /** Relative variance of the baseline. */
  readonly uncertainty: number;
  /** Voices of the hours before the widest window, and what was expected of them. */
  readonly earlierSeen: number;
  readonly earlierMean: number;
};

export type Score = {
  readonly score: number;
  /** Index into `WIDTHS`; −1 where nothing stood out. */
  readonly window: number;
  readonly mean: number;
  readonly size: number;
};

/** Fewer voices than this never raise anything, and fewer elsewhere than in the loudest source neither. */
export const VOICES_MIN = 3;
export const ELSEWHERE_MIN = 2;

/** A rise of less than 30 % is of no interest, however certain. */
const MARGIN = 1.3;
const RESTLESS = 0.1;
const SPREAD = 0.01;
/** How much the hours before a window, but inside the widest, move its level: they may be the event's own beginning. */
const BEFORE_SHARE = 0.5;
const CLUMPING = 0.4;
const LOCAL_LOW = 0.9;
const LOCAL_HIGH = 20;

export const NOTHING: Score = { score: 0, window: -1, mean: 0, size: 1 };

/**
 * The best window. The loudest source may at most double what the others say. `sampled`: voices that one kept voice stands for;
 * chance works on the kept ones.
 */
export function scoreWindows(counts: readonly WindowCount[], expectation: Expectation, sampled: number): Score {
  const whole = expectation.means.length - 1;
  const allSeen = counts[whole]?.voices ?? 0;
  const allMean = expectation.means[whole] ?? 0;
  let best = NOTHING;
  let before = -1;
  for (const [window, { voices, elsewhere }] of counts.entries()) {
    const same = voices === before;
    before = voices;
    if (voices < VOICES_MIN || elsewhere < ELSEWHERE_MIN || same) continue;
    const own = expectation.means[window] ?? 0;
    const usual = localMean(own, expectation, allSeen - voices, allMean - own);
    if (voices <= usual.mean) continue;
    const full = tailScore(voices / sampled, usual.mean / sampled, usual.size);
    if (full <= best.score) continue;
    const score = Math.min(full, 2 * tailScore(elsewhere / sampled, usual.mean / sampled, usual.size));
    if (score > best.score) best = { score, window, mean: usual.mean / MARGIN, size: usual.size };
  }
  return best;
}

/** Mean (with the margin) and size for one window, given what the hours before it brought against what they should have. */
export function localMean(
  own: number,
  expectation: Expectation,
  seenBefore: number,
  meanBefore: number,
): { readonly mean: number; readonly size: number } {
  const known = 1 / (RESTLESS + expectation.uncertainty);
  const seen = expectation.earlierSeen + BEFORE_SHARE * seenBefore;
  const expected = expectation.earlierMean + BEFORE_SHARE * meanBefore;
  const local = Math.min(LOCAL_HIGH, Math.max(LOCAL_LOW, (known + seen) / (known + expected)));
  const mean = Math.max(1e-4, MARGIN * own * local);
  return { mean, size: 1 / (SPREAD + 1 / (known + expected) + CLUMPING / mean) };
}

export function widthAt(window: number): number {
  return WIDTHS[window] ?? 1;
}
