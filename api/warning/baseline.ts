/**
 * What is usual for one series: a level that forgets with a half-life of 14 days, bent by the hour of day and the hour of week.
 *
 * Each hour is learned once, in order, twelve hours late. What lies far above the expected is cut before it is learned, so that
 * an event does not teach the baseline.
 */
import type { HourPlace, Profile } from './season.ts';
import { DAY_HOURS, WEEK_HOURS } from './season.ts';

export type Baseline = {
  /** Gamma level: `alpha` counts in `beta` level-hours. */
  alpha: number;
  beta: number;
  /** Hours learned, by their coverage. */
  hours: number;
  readonly dayCounts: Float32Array;
  readonly dayWeights: Float32Array;
  readonly weekCounts: Float32Array;
  readonly weekWeights: Float32Array;
};

const ALPHA_START = 0.3;
const BETA_START_HOURS = 24;
const LEVEL_KEEP_PER_HOUR = 0.5 ** (1 / (14 * DAY_HOURS));
const DAY_KEEP = 0.97;
const WEEK_KEEP = 0.9;
const DAY_SHRINK = 20;
const WEEK_SHRINK = 40;
const CLUMPING = 1.4;
const RESTLESS = 0.2;

export function newBaseline(): Baseline {
  return {
    alpha: ALPHA_START,
    beta: BETA_START_HOURS,
    hours: 0,
    dayCounts: new Float32Array(DAY_HOURS),
    dayWeights: new Float32Array(DAY_HOURS),
    weekCounts: new Float32Array(WEEK_HOURS),
    weekWeights: new Float32Array(WEEK_HOURS),
  };
}

/** The season's factor at a place, about 1 on average. */
function seasonAt(baseline: Baseline, place: HourPlace, profile: Profile): number {
  const { hourOfDay, hourOfWeek, cell } = place;
  const day =
    ((baseline.dayCounts[hourOfDay] ?? 0) + DAY_SHRINK) / ((baseline.dayWeights[hourOfDay] ?? 0) + DAY_SHRINK);
  const week =
    ((baseline.weekCounts[hourOfWeek] ?? 0) + WEEK_SHRINK) / ((baseline.weekWeights[hourOfWeek] ?? 0) + WEEK_SHRINK);
  return (profile[cell] ?? 1) * day * week;
}

/** Expected distinct voices in a whole hour at this place, all sources working. */
export function expectedPerHour(baseline: Baseline, place: HourPlace, profile: Profile): number {
  return (baseline.alpha / baseline.beta) * seasonAt(baseline, place, profile);
}

/** Relative variance of that expectation: how little is known. */
export function uncertainty(baseline: Baseline, place: HourPlace): number {
  return (
    1 / baseline.alpha +
    1 / ((baseline.dayWeights[place.hourOfDay] ?? 0) + DAY_SHRINK) +
    1 / ((baseline.weekWeights[place.hourOfWeek] ?? 0) + WEEK_SHRINK) +
    4 / (baseline.hours / DAY_HOURS + DAY_HOURS)
  );
}

/** Learns one hour's `count` of distinct voices, seen with `coverage` (0 to 1) of the usual inflow. Changes the baseline. */
export function learnHour(
  baseline: Baseline,
  place: HourPlace,
  profile: Profile,
  count: number,
  coverage: number,
): void {
  const level = baseline.alpha / baseline.beta;
  const season = seasonAt(baseline, place, profile) * coverage;
  const expected = Math.max(level * season, 1e-6);
  const spread = RESTLESS + uncertainty(baseline, place);
  const cut = Math.min(count, expected + 3 * Math.sqrt(CLUMPING * expected + spread * expected * expected) + 1);
  const trust = 1 / (1 / expected + RESTLESS);
  const shape = level * (profile[place.cell] ?? 1) * coverage;
  const share = (trust * cut) / Math.max(shape, 1e-9);
  const { hourOfDay: d, hourOfWeek: q } = place;
  const dayFactor = ((baseline.dayCounts[d] ?? 0) + DAY_SHRINK) / ((baseline.dayWeights[d] ?? 0) + DAY_SHRINK);
  baseline.dayCounts[d] = DAY_KEEP * (baseline.dayCounts[d] ?? 0) + share;
  baseline.dayWeights[d] = DAY_KEEP * (baseline.dayWeights[d] ?? 0) + trust;
  baseline.weekCounts[q] = WEEK_KEEP * (baseline.weekCounts[q] ?? 0) + share / dayFactor;
  baseline.weekWeights[q] = WEEK_KEEP * (baseline.weekWeights[q] ?? 0) + trust;
  baseline.alpha = ALPHA_START + (baseline.alpha - ALPHA_START) * LEVEL_KEEP_PER_HOUR + cut;
  baseline.beta = BETA_START_HOURS + (baseline.beta - BETA_START_HOURS) * LEVEL_KEEP_PER_HOUR + season;
  baseline.hours += coverage;
}
