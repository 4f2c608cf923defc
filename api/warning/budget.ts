/** How high a score must be: levels above a threshold that follows the budget of false alarms. */
import type { Level } from '../contract/spike.ts';

export const THRESHOLD_START = 3.2;
export const THRESHOLD_MIN = 2.5;
export const THRESHOLD_MAX = 8;
export const FALSE_ALARMS_PER_DAY = 5;
/** In the first days of a series the threshold is so much higher. */
export const YOUNG_EXTRA = 1.5;

const STEP = 0.15;
const YELLOW = 1.1;
const ORANGE = 2;
const RED = 3;
const RED_RATIO = 5;
const RED_SOURCES = 3;
/** Red lies outside the budget: it never needs more than this, wherever the threshold went. */
const RED_MAX = THRESHOLD_START + RED + 2;

/**
 * The threshold for the next day. `wrongOrOpen`: alerts of the last seven days judged false, or not judged at all; those that
 * became a claim or a concern do not count, so that a real crisis does not make the system deaf.
 */
export function nextThreshold(threshold: number, wrongOrOpen: number, perDay: number): number {
  const next = threshold + STEP * Math.log((wrongOrOpen + 1) / (7 * perDay + 1));
  return Math.min(THRESHOLD_MAX, Math.max(THRESHOLD_MIN, next));
}

/** Level of a score over a threshold; null under it. */
export function levelOf(score: number, threshold: number, ratio: number, sources: number): Level | null {
  if (score >= Math.min(threshold + RED, RED_MAX) && ratio >= RED_RATIO && sources >= RED_SOURCES) return 'red';
  if (score < threshold) return null;
  if (score >= threshold + ORANGE) return 'orange';
  return score >= threshold + YELLOW ? 'yellow' : 'blue';
}
