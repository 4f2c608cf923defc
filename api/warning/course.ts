/**
 * One course of counts in any steady step, judged row by row by what came before it: the method of the watch without sources,
 * voices and lateness, for the `spikes` command. What the watch knows beforehand (how restless counts are) is learned here, and
 * one window, the step, is enough: wider ones found no more on real courses, since the local level follows a slow rise.
 */
import type { Level } from '../contract/spike.ts';
import { THRESHOLD_START, levelOf } from './budget.ts';
import { quantile, tailScore } from './negative-binomial.ts';
import { DAY_MS, HOUR_MS, WEEK_HOURS } from './season.ts';

export type CourseRow = { readonly atMs: number; readonly count: number };

export type JudgedRow = {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** −log10 p; 0 while warming up. */
  readonly score: number;
  readonly level: Level | null;
};

/** The step is the median of the first gaps, so that a later row changes nothing before it. */
const GAPS_READ = 48;
const WARM_STEPS = 48;
const WARM_STEPS_OF_DAYS = 14;
const HALF_LIFE_DAYS = 14;
const HALF_LIFE_STEPS_MIN = 14;
const SEASON_PRIOR = 4;
const LOCAL_HALF_LIFE_STEPS = 4;
const LOCAL_PRIOR = 2;
const SPREAD_HALF_LIFE_STEPS = 400;
const SPREAD_MIN = 0.005;
const MARGIN = 1.1;
/** The 99 % quantile of an honest score. */
const HONEST = 2;
const QUANTILE_STEP = 0.15;

type Sum = { y: number; m: number };

type Course = {
  rows: number;
  level: Sum;
  readonly ofDay: Sum[];
  readonly ofWeek: Sum[];
  local: Sum;
  /** Mean of squared errors over the mean, and of the relative variance beyond chance. */
  unit: number;
  spread: number;
  restless: number;
};

/** Median of the first gaps between rows; an hour where there is none. */
export function stepOf(rows: readonly CourseRow[]): number {
  const gaps: number[] = [];
  for (let i = 1; i < rows.length && gaps.length < GAPS_READ; i += 1) {
    const gap = (rows[i]?.atMs ?? 0) - (rows[i - 1]?.atMs ?? 0);
    if (gap > 0) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? HOUR_MS;
}

/** Judges the rows in order. */
export function judgeCourse(rows: readonly CourseRow[]): readonly JudgedRow[] {
  const stepMs = stepOf(rows);
  const warm = stepMs >= DAY_MS / 2 ? WARM_STEPS_OF_DAYS : Math.max(WARM_STEPS, Math.ceil(DAY_MS / stepMs));
  const course: Course = {
    rows: 0,
    level: { y: 0, m: 0 },
    ofDay: sums(24),
    ofWeek: sums(WEEK_HOURS),
    local: { y: 0, m: 0 },
    unit: 1,
    spread: 0.1,
    restless: 0,
  };
  return rows.map((row) => judgeRow(course, row, stepMs, warm));
}

function sums(length: number): Sum[] {
  return Array.from({ length }, () => ({ y: 0, m: 0 }));
}

function judgeRow(course: Course, row: CourseRow, stepMs: number, warm: number): JudgedRow {
  const level = course.level.m > 0 ? course.level.y / course.level.m : row.count;
  const season = course.rows < warm ? 1 : seasonOf(course, row.atMs, level);
  const prior = LOCAL_PRIOR * Math.max(level, course.unit);
  const local = Math.min(20, Math.max(0.3, (course.local.y + prior) / (course.local.m + prior)));
  const mean = Math.max(level * season * local, 1e-9);
  const unit = Math.min(1, Math.max(course.unit, 1e-9));
  const size = 1 / Math.max(course.spread, SPREAD_MIN);
  const raw =
    course.rows < warm || row.count <= MARGIN * mean ? 0 : tailScore(row.count / unit, (MARGIN * mean) / unit, size);
  const score = (raw * HONEST) / Math.max(HONEST, course.restless);
  learn(course, row, { level, season, mean, raw, warming: course.rows < warm }, stepMs);
  return {
    expected: mean,
    low: quantile(0.1, mean / unit, size) * unit,
    high: quantile(0.9, mean / unit, size) * unit,
    score,
    level: levelOf(score, THRESHOLD_START, row.count / mean, Infinity),
  };
}

function cellsOf(course: Course, atMs: number): readonly [Sum, Sum] {
  const hour = Math.floor(atMs / HOUR_MS);
  const day = course.ofDay[((hour % 24) + 24) % 24];
  const week = course.ofWeek[((hour % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS];
  if (day === undefined || week === undefined) throw new Error(`no hour ${hour}`);
  return [day, week];
}

function seasonOf(course: Course, atMs: number, level: number): number {
  const [day, week] = cellsOf(course, atMs);
  const prior = SEASON_PRIOR * Math.max(level, course.unit);
  const ofDay = (day.y + prior) / (day.m + prior);
  return (ofDay * (week.y + prior)) / (week.m + prior);
}

type Told = {
  readonly level: number;
  readonly season: number;
  readonly mean: number;
  readonly raw: number;
  readonly warming: boolean;
};

function learn(course: Course, row: CourseRow, told: Told, stepMs: number): void {
  const { level, season, mean } = told;
  const { spread } = course;
  const cut = told.warming
    ? row.count
    : Math.min(row.count, mean + 3 * Math.sqrt(mean * course.unit + spread * mean * mean) + course.unit);
  learnSpread(course, row.count, told);
  const keep = 0.5 ** (1 / Math.max(HALF_LIFE_STEPS_MIN, (HALF_LIFE_DAYS * DAY_MS) / stepMs));
  course.level = { y: course.level.y * keep + cut, m: course.level.m * keep + season };
  const [day, week] = cellsOf(course, row.atMs);
  const prior = SEASON_PRIOR * Math.max(level, course.unit);
  const ofDay = (day.y + prior) / (day.m + prior);
  fade(day, 0.995, cut, level);
  fade(week, 0.98, cut, level * ofDay);
  const localKeep = 0.5 ** (1 / LOCAL_HALF_LIFE_STEPS);
  course.local = { y: course.local.y * localKeep + cut, m: course.local.m * localKeep + level * season };
  course.rows += 1;
  if (told.warming) return;
  course.restless += told.raw > course.restless ? QUANTILE_STEP * 0.99 : -QUANTILE_STEP * 0.01;
}

function fade(sum: Sum, keep: number, y: number, m: number): void {
  sum.y = sum.y * keep + y;
  sum.m = sum.m * keep + m;
}

/** Follows how far counts lie from what was expected; an event counts no more than nine times the usual. */
function learnSpread(course: Course, count: number, { mean, warming }: Told): void {
  const rate = Math.max(1 - 0.5 ** (1 / SPREAD_HALF_LIFE_STEPS), 1 / (course.rows + 2));
  const error = (count - mean) ** 2 / mean;
  course.unit += rate * (Math.min(error, warming ? error : 9 * course.unit + 1) - course.unit);
  const beyond = Math.max(0, (count - mean) ** 2 - Math.min(1, course.unit) * mean) / (mean * mean);
  course.spread += rate * (Math.min(beyond, 9 * course.spread + 0.01) - course.spread);
}
