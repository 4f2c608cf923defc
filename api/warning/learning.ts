/** Hours become history: they are learned twelve hours late, by their coverage, and the shared rhythm is fitted daily. */
import { LEARN_AFTER_HOURS } from './absorb.ts';
import { learnHour, newBaseline } from './baseline.ts';
import { CHINA_OFFSET_MS } from './calendar.ts';
import { DAY_MS, HOUR_MS, PROFILE_CELLS, fitProfile, hourOf } from './season.ts';
import type { Mix, SeriesState } from './series.ts';
import { HISTORY_HOURS, voicesOfHour } from './series.ts';
import type { SourceGap } from './sources.ts';
import { coveredHours } from './sources.ts';
import type { WarningState } from './state.ts';
import { GAPS_MAX } from './state.ts';

/** Hours seen with less of the usual inflow teach nothing. */
export const COVERAGE_MIN = 0.6;
/** Baselines fitted anew in one tick, apart from those that are needed at once. */
export const FITS_PER_TICK_MAX = 400;

/** A tick so much later than the last one, with no post seen between, means that nobody was listening. */
const DEAF_MS = HOUR_MS;
/** A series' own mix of sources leans on so many posts of the fleet's, told by its loudest sources. */
const MIX_PRIOR = 5;
const FLEET_SOURCES_MAX = 16;
const PROFILE_TAUGHT_MIN = 500;
const PROFILE_SERIES_MIN = 20;

/** What a tick works out once for all series. */
export type Learning = {
  readonly firstHour: number;
  readonly fleet: Mix;
  readonly covered: (source: number) => Uint8Array;
};

/** Prepares a tick: takes the gaps in, and fits the shared rhythm when its day has come. Changes `state`. */
export function prepare(state: WarningState, nowMs: number, gaps: readonly SourceGap[]): Learning {
  keepGaps(state, nowMs, gaps);
  const firstHour = hourOf(nowMs) - LEARN_AFTER_HOURS - HISTORY_HOURS;
  const memo = new Map<number, Uint8Array>();
  const covered = (id: number): Uint8Array => {
    const known = memo.get(id);
    if (known !== undefined) return known;
    const source = state.sources[id];
    if (source === undefined) throw new Error(`no source ${id}`);
    const made = coveredHours(source, state.gaps, firstHour, new Uint8Array(HISTORY_HOURS + LEARN_AFTER_HOURS + 1));
    memo.set(id, made);
    return made;
  };
  const learning = { firstHour, fleet: fleetMix(state), covered };
  const day = Math.floor((nowMs + CHINA_OFFSET_MS) / DAY_MS);
  if (day !== state.profileDay || state.taughtSince >= Math.max(PROFILE_TAUGHT_MIN, state.series.size * 100)) {
    if (day !== state.profileDay) for (const series of state.series.values()) series.stale = true;
    fitFleet(state, learning);
    state.profileDay = day;
    state.taughtSince = 0;
  }
  return learning;
}

function keepGaps(state: WarningState, nowMs: number, gaps: readonly SourceGap[]): void {
  const kept = new Map(state.gaps.map((gap) => [`${gap.source} ${gap.fromMs}`, gap]));
  for (const [key, gap] of kept) if (gap.toMs === null) kept.set(key, { ...gap, toMs: state.tickedMs ?? nowMs });
  for (const gap of gaps) kept.set(`${gap.source} ${gap.fromMs}`, gap);
  const deafTo = Math.min(nowMs, state.heardMs ?? nowMs);
  if (state.tickedMs !== null && deafTo - state.tickedMs > DEAF_MS) {
    kept.set(`* ${state.tickedMs}`, { source: '*', fromMs: state.tickedMs, toMs: deafTo });
  }
  const oldest = nowMs - (HISTORY_HOURS + LEARN_AFTER_HOURS) * HOUR_MS;
  state.gaps = [...kept.values()].filter((gap) => gap.toMs === null || gap.toMs > oldest).slice(-GAPS_MAX);
}

function fleetMix(state: WarningState): Mix {
  const loudest = [...state.fleetMix].sort((a, b) => b[1] - a[1]).slice(0, FLEET_SOURCES_MAX);
  const total = loudest.reduce((sum, [, n]) => sum + n, 0);
  return loudest.map(([source, n]) => [source, n / total] as const);
}

/** A series' sources, leaning on the fleet's. */
export function mixOf(series: SeriesState, fleet: Mix): Mix {
  const mix = new Map(series.mix);
  let total = MIX_PRIOR;
  for (const n of series.mix.values()) total += n;
  for (const [source, share] of fleet) mix.set(source, (mix.get(source) ?? 0) + MIX_PRIOR * share);
  return [...mix].map(([source, n]) => [source, n / total] as const);
}

/** Share of the inflow of `mix` that was covered in each hour of the history. */
export function coverageOf(mix: Mix, learning: Learning, hour: number): number {
  let coverage = 0;
  for (const [source, share] of mix) coverage += share * (learning.covered(source)[hour - learning.firstHour] ?? 0);
  return coverage;
}

/** Learns the hours that are old enough by now. Changes the series. */
export function learnDue(state: WarningState, series: SeriesState, learning: Learning, nowMs: number): void {
  const due = hourOf(nowMs) - LEARN_AFTER_HOURS;
  if (series.nextHour >= due) return;
  const mix = mixOf(series, learning.fleet);
  series.nextHour = Math.max(series.nextHour, due - HISTORY_HOURS);
  for (; series.nextHour < due; series.nextHour += 1) {
    const hour = series.nextHour;
    const count = voicesOfHour(series, hour);
    series.hours[hour % HISTORY_HOURS] = count;
    if (hour < series.sinceHour || series.stale) continue;
    const coverage = coverageOf(mix, learning, hour);
    if (coverage >= COVERAGE_MIN) learnHour(series.baseline, state.placeOf(hour), state.profile, count, coverage);
  }
}

/** Fits the baseline from the whole history. Changes the series. */
export function fit(state: WarningState, series: SeriesState, learning: Learning): void {
  const mix = mixOf(series, learning.fleet);
  const sinceHour = state.sinceMs === null ? Infinity : hourOf(state.sinceMs);
  const from = Math.max(series.sinceHour, sinceHour, series.nextHour - HISTORY_HOURS, learning.firstHour);
  series.baseline = newBaseline();
  for (let hour = from; hour < series.nextHour; hour += 1) {
    const coverage = coverageOf(mix, learning, hour);
    if (coverage < COVERAGE_MIN) continue;
    learnHour(series.baseline, state.placeOf(hour), state.profile, series.hours[hour % HISTORY_HOURS] ?? 0, coverage);
  }
  series.stale = false;
}

/** The rhythm that all series share, each weighted alike once it has fifty posts. */
function fitFleet(state: WarningState, learning: Learning): void {
  const counts = new Float64Array(PROFILE_CELLS);
  const hours = new Float64Array(PROFILE_CELLS);
  const fleetCoverage = new Float64Array(HISTORY_HOURS);
  for (const [source, share] of learning.fleet) {
    const covered = learning.covered(source);
    for (let i = 0; i < HISTORY_HOURS; i += 1) fleetCoverage[i] = (fleetCoverage[i] ?? 0) + share * (covered[i] ?? 0);
  }
  for (const series of state.series.values())
    addToFleet(state, series, learning.firstHour, fleetCoverage, counts, hours);
  state.profile = fitProfile(counts, hours);
}

function addToFleet(
  state: WarningState,
  series: SeriesState,
  firstHour: number,
  coverage: Float64Array,
  counts: Float64Array,
  hours: Float64Array,
): void {
  const sinceHour = state.sinceMs === null ? Infinity : hourOf(state.sinceMs);
  const from = Math.max(firstHour, series.sinceHour, sinceHour, series.nextHour - HISTORY_HOURS);
  const to = Math.min(series.nextHour, firstHour + HISTORY_HOURS);
  let total = 0;
  let level = 0;
  for (let hour = from; hour < to; hour += 1) {
    const covered = coverage[hour - firstHour] ?? 0;
    if (covered < COVERAGE_MIN) continue;
    total += series.hours[hour % HISTORY_HOURS] ?? 0;
    level += covered;
  }
  if (total < PROFILE_SERIES_MIN) return;
  const weight = 1 / Math.max(50, total);
  for (let hour = from; hour < to; hour += 1) {
    const covered = coverage[hour - firstHour] ?? 0;
    if (covered < COVERAGE_MIN) continue;
    const { cell } = state.placeOf(hour);
    counts[cell] = (counts[cell] ?? 0) + weight * (series.hours[hour % HISTORY_HOURS] ?? 0) * 20;
    hours[cell] = (hours[cell] ?? 0) + (20 * weight * total * covered) / level;
  }
}
