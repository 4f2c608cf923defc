/**
 * The state of one series: hourly counts of the last eight weeks, the posts of the last half day, and its sources.
 *
 * Distinct voices are exact up to `RECENT_MAX` posts in the last half day. Beyond, voices are sampled by their hash: half of
 * them are kept, then a quarter, … and counts are scaled up. With 1024 kept voices the error is about 3 %.
 */
import type { Baseline } from './baseline.ts';
import { newBaseline } from './baseline.ts';
import { HOUR_SLOTS } from './season.ts';

/** Share of a series' inflow by source; the shares sum to 1 unless nothing was ever seen. */
export type Mix = readonly (readonly [source: number, share: number])[];

export type Outlook = {
  /** Hour, gaps and baseline that it was made for. */
  readonly hour: number;
  readonly gapsKey: string;
  readonly baseline: object;
  readonly mix: Mix;
  /** Share of the inflow whose sources work. */
  readonly coverage: number;
  /** Posts by lag bin over the sources that work, summed up from the left; and of each source in a gap. */
  readonly lagSums: Float64Array;
  readonly cut: readonly { readonly fromMs: number; readonly lagSums: Float64Array }[];
  /** Expected voices of an hour, newest first, from the next hour on. */
  readonly rates: Float64Array;
  readonly uncertainty: number;
  readonly earlierSeen: number;
  readonly earlierMean: number;
};

/** Hours of history kept for each series: eight weeks. */
export const HISTORY_HOURS = 56 * 24;
/** 5-minute slots of which single posts are kept: the widest window, and twelve hours until an hour is learned. */
export const RECENT_SLOTS = 13 * HOUR_SLOTS;
/** Posts kept for each series before voices are sampled. */
export const RECENT_MAX = 2048;
/** Sources told apart for each series; the faintest gives way. */
export const MIX_MAX = 16;

const MIX_HALVED_AT = 400;
const COUNT_MAX = 65_535;
const HASH_SPAN = 2 ** 32;

/** One post, or several of one voice in one slot and source. */
export type Recent = {
  readonly slot: number;
  readonly source: number;
  readonly voice: number;
  readonly group: number;
  readonly post: number;
  count: number;
  /** Teaches only: from an archive, or seen too late. */
  readonly teachesOnly: boolean;
  /** Its hour was learned before it came, so it is in `hours` already. */
  readonly learned: boolean;
  /** The same voice has a newer post here, which counts in its stead. */
  superseded: boolean;
  /** Voices that it stands for: 1 while voices are not sampled. */
  weight: number;
};

export type SeriesState = {
  readonly key: string;
  /** Distinct voices of each learned hour, at `hour % HISTORY_HOURS`. */
  readonly hours: Uint16Array;
  /** The first hour that is not learned yet. */
  nextHour: number;
  /** No hour before this one belongs to the history. */
  sinceHour: number;
  recents: Recent[];
  /** Voices whose hash is under 2^32 / 2^thinning are kept. */
  thinning: number;
  /** Source → live and taught posts, halved now and then. */
  readonly mix: Map<number, number>;
  baseline: Baseline;
  /** The baseline must be fitted anew from `hours`. */
  stale: boolean;
  mutedUntilMs: number;
  /** High quantile of the scores' 6-hour maxima, and the running maximum. */
  restless: number;
  blockMax: number;
  block: number;
  lastMs: number;
  /** Oldest slot among `recents`. */
  oldestSlot: number;
  outlook: Outlook | null;
};

export function newSeries(key: string, nextHour: number, sinceHour: number): SeriesState {
  return {
    key,
    hours: new Uint16Array(HISTORY_HOURS),
    nextHour,
    sinceHour,
    recents: [],
    thinning: 0,
    mix: new Map(),
    baseline: newBaseline(),
    stale: true,
    mutedUntilMs: 0,
    restless: RESTLESS_START,
    blockMax: 0,
    block: 0,
    lastMs: 0,
    oldestSlot: Infinity,
    outlook: null,
  };
}

/** Where the restlessness of a series starts: an ordinary one reaches this in a week. */
export const RESTLESS_START = 1.5;

/** Adds to a learned hour. Does nothing where the hour is too old or not learned yet. */
export function addToHour(series: SeriesState, hour: number, count: number): void {
  if (hour >= series.nextHour || hour < series.nextHour - HISTORY_HOURS) return;
  const at = hour % HISTORY_HOURS;
  series.hours[at] = Math.min(COUNT_MAX, (series.hours[at] ?? 0) + count);
  series.sinceHour = Math.min(series.sinceHour, hour);
  series.stale = true;
}

export function learnSource(series: SeriesState, source: number): void {
  const { mix } = series;
  mix.set(source, (mix.get(source) ?? 0) + 1);
  let total = 0;
  for (const count of mix.values()) total += count;
  if (total > MIX_HALVED_AT) for (const [id, count] of mix) mix.set(id, count / 2);
  if (mix.size > MIX_MAX) {
    const faintest = [...mix].filter(([id]) => id !== source).sort((a, b) => a[1] - b[1])[0];
    if (faintest !== undefined) mix.delete(faintest[0]);
  }
}

/** Adds a post. A post that is here already changes nothing. Gives whether it was new. */
export function addRecent(series: SeriesState, recent: Recent): boolean {
  for (const other of series.recents) if (other.post === recent.post) return false;
  if (recent.voice >= HASH_SPAN / 2 ** series.thinning) return true;
  recent.weight = 2 ** series.thinning;
  markNewest(series.recents, recent);
  series.recents.push(recent);
  series.oldestSlot = Math.min(series.oldestSlot, recent.slot);
  if (series.recents.length > RECENT_MAX) shrink(series);
  return true;
}

/** Of one voice's posts that may raise something only the newest counts: any window with an older one has it too. */
function markNewest(recents: readonly Recent[], added: Recent): void {
  if (added.teachesOnly) return;
  for (const other of recents) {
    if (other.voice !== added.voice || other.superseded || other.teachesOnly) continue;
    if (other.slot > added.slot) added.superseded = true;
    else other.superseded = true;
  }
}

/** Puts posts in place that were written out before. */
export function restoreRecents(series: SeriesState, recents: readonly Recent[]): void {
  series.recents = [];
  series.oldestSlot = Infinity;
  for (const recent of recents) {
    markNewest(series.recents, recent);
    series.recents.push(recent);
    series.oldestSlot = Math.min(series.oldestSlot, recent.slot);
  }
}

/** First joins the posts of one voice in one slot, then samples voices until three quarters of the room are enough. */
function shrink(series: SeriesState): void {
  const joined = new Map<string, Recent>();
  for (const recent of series.recents) {
    const key = `${recent.slot}/${recent.source}/${recent.voice}/${recent.teachesOnly ? 1 : 0}${recent.learned ? 1 : 0}`;
    const known = joined.get(key);
    if (known === undefined) joined.set(key, recent);
    else {
      known.count += recent.count;
      known.superseded &&= recent.superseded;
    }
  }
  series.recents = [...joined.values()];
  while (series.recents.length > RECENT_MAX * 0.75) {
    series.thinning += 1;
    const bound = HASH_SPAN / 2 ** series.thinning;
    series.recents = series.recents.filter((recent) => recent.voice < bound);
    for (const recent of series.recents) recent.weight = 2 ** series.thinning;
  }
}

/** Forgets posts older than the half day that is kept. A series that calmed down samples less. */
export function forgetOld(series: SeriesState, nowSlot: number): void {
  const oldest = nowSlot - RECENT_SLOTS;
  if (series.oldestSlot >= oldest) return;
  series.recents = series.recents.filter((recent) => recent.slot >= oldest);
  series.oldestSlot = series.recents.reduce((least, recent) => Math.min(least, recent.slot), Infinity);
  if (series.thinning > 0 && series.recents.length < RECENT_MAX / 4) series.thinning -= 1;
}

/** Distinct voices of one hour among the posts kept, those that count in `hours` already left out. */
export function voicesOfHour(series: SeriesState, hour: number): number {
  const voices = new Map<number, number>();
  for (const recent of series.recents) {
    if (!recent.learned && Math.floor(recent.slot / HOUR_SLOTS) === hour) voices.set(recent.voice, recent.weight);
  }
  return Math.min(COUNT_MAX, sumOf(voices.values()));
}

export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
