/** Facts come in: each is counted in the series that it belongs to. */
import { DAY_MS, HOUR_MS, SLOT_MS, hourOf } from './season.ts';
import type { SeriesState } from './series.ts';
import { RECENT_SLOTS, addRecent, addToHour, learnSource, newSeries } from './series.ts';
import { learnLag } from './sources.ts';
import type { Fact, WarningState } from './state.ts';
import { SERIES_MAX, SERIES_PER_FACT_MAX, TAUGHT_MAX, hashOf, sourceIdOf } from './state.ts';
import { WIDEST } from './windows.ts';

/** An hour is learned so much later, when nearly all of its posts have come. */
export const LEARN_AFTER_HOURS = 12;

/** A post seen so long after it was published teaches only. */
const LATE_MS = WIDEST * SLOT_MS;
const FLEET_SOURCE_MAX = 20_000;
/** After a re-count a series is silent for so long. */
const MUTED_MS = 10 * 60_000;
/** Share of series that give way at the limit. */
const SWEEP_SHARE = 0.05;

/**
 * Counts the facts. Changes `state` and gives it back. A post that was counted in the last half day changes nothing when it
 * comes again; an archive must be given once.
 */
export function absorb(state: WarningState, facts: readonly Fact[]): WarningState {
  if (state.tickedMs === null) for (const { seenMs } of facts) state.clockMs = Math.max(state.clockMs, seenMs);
  for (const fact of facts) absorbOne(state, fact);
  return state;
}

function absorbOne(state: WarningState, fact: Fact): void {
  // A site's clock may run ahead: nothing is published after it was seen.
  const publishedMs = Math.min(fact.publishedMs, fact.seenMs);
  const lagMs = fact.seenMs - publishedMs;
  const source = sourceIdOf(state, fact.source);
  meetSource(state, source, fact, publishedMs);
  const teachesOnly = fact.backfill || lagMs > LATE_MS;
  const voice = hashOf(fact.voice === null ? `group ${fact.group}` : `voice ${fact.voice}`);
  const slot = Math.floor(publishedMs / SLOT_MS);
  const isRecent = slot >= Math.floor(state.clockMs / SLOT_MS) - RECENT_SLOTS;
  const post = hashOf(fact.id);
  const group = hashOf(fact.group);
  for (const key of fact.series.slice(0, SERIES_PER_FACT_MAX)) {
    const series = seriesOf(state, key);
    const hour = hourOf(publishedMs);
    const learned = hour < series.nextHour;
    const recent = { slot, source, voice, group, post, count: 1, teachesOnly, learned, superseded: false, weight: 1 };
    if (isRecent && !addRecent(series, recent)) continue;
    learnSource(series, source);
    series.lastMs = Math.max(series.lastMs, publishedMs);
    if (learned && isNewVoice(state, key, hour, voice)) addToHour(series, hour, 1);
  }
}

function meetSource(state: WarningState, id: number, fact: Fact, publishedMs: number): void {
  const source = state.sources[id];
  if (source === undefined) throw new Error(`no source ${id}`);
  state.fleetMix.set(id, (state.fleetMix.get(id) ?? 0) + 1);
  if ((state.fleetMix.get(id) ?? 0) > FLEET_SOURCE_MAX) {
    for (const [key, n] of state.fleetMix) state.fleetMix.set(key, n / 2);
  }
  if (fact.backfill) {
    state.taughtSince += 1;
    source.archiveDays.add(Math.floor(publishedMs / DAY_MS));
    state.sinceMs = Math.min(state.sinceMs ?? Infinity, publishedMs);
    return;
  }
  source.liveFromMs = Math.min(source.liveFromMs ?? Infinity, fact.seenMs);
  state.sinceMs = Math.min(state.sinceMs ?? Infinity, fact.seenMs);
  state.heardMs = Math.min(state.heardMs ?? Infinity, fact.seenMs);
  learnLag(source.lags, fact.seenMs - publishedMs);
  learnLag(state.fleetLags, fact.seenMs - publishedMs);
}

function isNewVoice(state: WarningState, key: string, hour: number, voice: number): boolean {
  const taught = `${key}/${hour}/${voice}`;
  if (state.taught.has(taught)) return false;
  if (state.taught.size >= TAUGHT_MAX) state.taught.clear();
  state.taught.add(taught);
  return true;
}

/** The series of a key, made if new. One that was never met before had no posts: its history is that of the office. */
function seriesOf(state: WarningState, key: string): SeriesState {
  const known = state.series.get(key);
  if (known !== undefined) return known;
  if (state.series.size >= SERIES_MAX) dropSilent(state);
  let sinceHour = 0;
  for (const part of key.split('|')) sinceHour = Math.max(sinceHour, state.partSinceHour.get(part) ?? 0);
  const made = newSeries(key, hourOf(state.clockMs) - LEARN_AFTER_HOURS, sinceHour);
  state.series.set(key, made);
  return made;
}

function dropSilent(state: WarningState): void {
  const longest = [...state.series.values()].sort((a, b) => a.lastMs - b.lastMs);
  for (const series of longest.slice(0, Math.ceil(SERIES_MAX * SWEEP_SHARE))) {
    state.series.delete(series.key);
    state.dropped += 1;
  }
}

/**
 * Forgets series before a re-count: those named, and those that have one of them as a part (`topic:x` takes
 * `topic:x|place:y` along). Afterwards absorb their posts of the last eight weeks with `backfill: true`; their history then
 * begins at the oldest of these. They are silent for ten minutes: an edit is not a spike. Changes `state`.
 */
export function resetSeries(state: WarningState, keys: readonly string[], nowMs: number): WarningState {
  const parts = new Set(keys);
  const hour = hourOf(nowMs) + 1;
  for (const key of keys) if (!key.includes('|')) state.partSinceHour.set(key, hour);
  const wanted = new Set(keys);
  for (const key of state.series.keys()) {
    if (key.split('|').some((part) => parts.has(part))) wanted.add(key);
  }
  for (const key of wanted) {
    const made = newSeries(key, hourOf(Math.max(nowMs, state.clockMs)) - LEARN_AFTER_HOURS, hour);
    made.mutedUntilMs = nowMs + MUTED_MS;
    made.lastMs = nowMs - HOUR_MS;
    state.series.set(key, made);
  }
  state.taught.clear();
  return state;
}
