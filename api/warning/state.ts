/** What the warning remembers. It is owned by one caller, changed in place, and written out by `serialise`. */
import type { Calendar } from './calendar.ts';
import { CHINA } from './calendar.ts';
import { THRESHOLD_START } from './budget.ts';
import type { HourPlace, Profile } from './season.ts';
import { hourPlaces, usualProfile } from './season.ts';
import type { SeriesState } from './series.ts';
import type { SourceGap, SourceState } from './sources.ts';
import { newLags, newSource } from './sources.ts';

/** One post, as far as counting goes. */
export type Fact = {
  /** Id of the post. */
  readonly id: string;
  /** Keys of the series it belongs to: `topic:ID`, `place:ID`, `topic:ID|place:ID`, `term:HASH`. */
  readonly series: readonly string[];
  readonly source: string;
  /** Pseudonym of the voice; null where the page names none: such posts count once a copy group. */
  readonly voice: string | null;
  /** Copy group: near-copies share it. */
  readonly group: string;
  readonly publishedMs: number;
  readonly seenMs: number;
  /** From an archive or a re-count: teaches the baseline and never raises. */
  readonly backfill: boolean;
};

/** Which sources are not crawled with success: open gaps, and those that ended within the last day. */
export type Coverage = { readonly gaps: readonly SourceGap[] };

export type WarningOptions = {
  /** Score from which a series is raised at first; moved by the budget. */
  readonly threshold?: number;
  /** Holidays and make-up workdays; China's by default. */
  readonly calendar?: Calendar;
};

export type WarningState = {
  readonly calendar: Calendar;
  readonly placeOf: (hour: number) => HourPlace;
  readonly series: Map<string, SeriesState>;
  readonly sources: SourceState[];
  readonly sourceIds: Map<string, number>;
  readonly fleetLags: Float64Array;
  /** Source → posts, halved now and then: what an unknown series is taken to be made of. */
  readonly fleetMix: Map<number, number>;
  profile: Profile;
  /** Local day of the last fit of the profile, and posts taught since. */
  profileDay: number;
  taughtSince: number;
  threshold: number;
  /** Latest tick; before the first one the latest `seenMs`. */
  clockMs: number;
  tickedMs: number | null;
  /** Earliest `seenMs` of a live post since the last tick. */
  heardMs: number | null;
  sinceMs: number | null;
  gaps: SourceGap[];
  /** Parts of keys (`topic:ID`) that were re-counted → the first hour of their history. */
  readonly partSinceHour: Map<string, number>;
  /** Voices already taught to an hour, so that an archive counts each once. Bounded, forgotten when full. */
  readonly taught: Set<string>;
  /** Series dropped because `SERIES_MAX` was reached. */
  dropped: number;
};

/** Series watched at once. At the limit the ones silent for longest give way. */
export const SERIES_MAX = 20_000;
export const SOURCES_MAX = 5_000;
export const GAPS_MAX = 4_096;
export const SERIES_PER_FACT_MAX = 64;
export const TAUGHT_MAX = 100_000;

/** A state that knows nothing. */
export function createWarningState(options: WarningOptions = {}): WarningState {
  const calendar = options.calendar ?? CHINA;
  return {
    calendar,
    placeOf: hourPlaces(calendar),
    series: new Map(),
    sources: [],
    sourceIds: new Map(),
    fleetLags: newLags(),
    fleetMix: new Map(),
    profile: usualProfile(),
    profileDay: 0,
    taughtSince: 0,
    threshold: options.threshold ?? THRESHOLD_START,
    clockMs: 0,
    tickedMs: null,
    heardMs: null,
    sinceMs: null,
    gaps: [],
    partSinceHour: new Map(),
    taught: new Set(),
    dropped: 0,
  };
}

/** Number of a source, made if new; past `SOURCES_MAX` all further ones share the last number. */
export function sourceIdOf(state: WarningState, name: string): number {
  const known = state.sourceIds.get(name);
  if (known !== undefined) return known;
  if (state.sources.length >= SOURCES_MAX) return SOURCES_MAX - 1;
  state.sources.push(newSource(name));
  state.sourceIds.set(name, state.sources.length - 1);
  return state.sources.length - 1;
}

/** 32 bits of a text (FNV-1a with a final mix). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
