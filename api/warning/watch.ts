/**
 * Early warning, the table of contents.
 *
 *     state = createWarningState()
 *     absorb(state, facts)                     posts are counted                              absorb.ts
 *     tick(state, nowMs, coverage)             hours become history                           learning.ts, baseline.ts, season.ts
 *                                              windows are counted, scored and explained      windows.ts, score.ts, reason.ts
 *     mergeSpikes(open, spikes, nowMs)         spikes become alerts with a life               alert.ts
 *     expectedBand(state, series, from, to)    the band of a chart                            view.ts
 *     resetSeries(state, series, nowMs)        before a lexicon edit goes live                absorb.ts
 *     serialise(state), parse(bytes)           the state between two runs                     snapshot.ts
 *
 * Everything is a function of its arguments: no clock, no random, no input or output.
 */
import { nextThreshold } from './budget.ts';
import type { WatchedSpike } from './judgement.ts';
import { judge } from './judgement.ts';
import { FITS_PER_TICK_MAX, fit, learnDue, prepare } from './learning.ts';
import { momentOf } from './outlook.ts';
import { VOICES_MIN } from './score.ts';
import { DAY_MS } from './season.ts';
import type { SeriesState } from './series.ts';
import { forgetOld } from './series.ts';
import type { Coverage, WarningState } from './state.ts';

export { absorb, resetSeries } from './absorb.ts';
export { parse, serialise } from './snapshot.ts';
export { createWarningState } from './state.ts';
export type { Coverage, Fact, WarningOptions, WarningState } from './state.ts';
export type { SourceGap } from './sources.ts';
export type { WatchedSpike } from './judgement.ts';

/** Spikes of one tick; the highest scores are kept. */
export const SPIKES_MAX = 500;

/** A source added to a running office is judged by after so long. */
const NEW_SOURCE_MS = DAY_MS;
const RUNNING_MS = 3 * DAY_MS;

export type Tick = { readonly state: WarningState; readonly spikes: readonly WatchedSpike[] };

/**
 * Learns what is due and judges every series at `nowMs`. Spikes come highest score first, again at each tick while they last.
 * Changes `state` and gives it back.
 */
export function tick(state: WarningState, nowMs: number, coverage: Coverage): Tick {
  state.sinceMs ??= nowMs;
  const learning = prepare(state, nowMs, coverage.gaps);
  const moment = momentOf(state, nowMs, learning, newSources(state, nowMs));
  const spikes: WatchedSpike[] = [];
  let fits = FITS_PER_TICK_MAX;
  for (const series of state.series.values()) {
    if (series.recents.length > 0) forgetOld(series, moment.nowSlot);
    learnDue(state, series, learning, nowMs);
    const active = isActive(series);
    if (series.stale && (active || fits > 0)) {
      fit(state, series, learning);
      fits -= 1;
    }
    const spike = active ? judge(state, series, moment) : null;
    if (spike !== null) spikes.push(spike);
  }
  state.tickedMs = nowMs;
  state.clockMs = nowMs;
  state.heardMs = null;
  return { state, spikes: spikes.sort((a, b) => b.score - a.score).slice(0, SPIKES_MAX) };
}

/** Fewer posts than could raise anything need no look. */
function isActive(series: SeriesState): boolean {
  let posts = 0;
  for (const recent of series.recents) {
    if (!recent.teachesOnly) posts += 1;
    if (posts >= VOICES_MIN) return true;
  }
  return false;
}

function newSources(state: WarningState, nowMs: number): ReadonlySet<number> {
  const found = new Set<number>();
  const runningFrom = (state.sinceMs ?? nowMs) + RUNNING_MS;
  for (const [id, { liveFromMs, archiveDays }] of state.sources.entries()) {
    if (liveFromMs === null || archiveDays.size > 0 || liveFromMs < runningFrom) continue;
    if (nowMs - liveFromMs < NEW_SOURCE_MS) found.add(id);
  }
  return found;
}

/**
 * Moves the threshold, once a day. `wrongOrOpen`: alerts of the last seven days judged false or not judged at all;
 * `perDay`: how many of these the office bears. Changes `state` and gives it back.
 */
export function adjustThreshold(state: WarningState, wrongOrOpen: number, perDay: number): WarningState {
  state.threshold = nextThreshold(state.threshold, wrongOrOpen, perDay);
  return state;
}
