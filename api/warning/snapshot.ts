/** The state as bytes, for the time between two runs. Baselines are not written: they are fitted anew from the history. */
import type { Recent, SeriesState } from './series.ts';
import { HISTORY_HOURS, newSeries, restoreRecents } from './series.ts';
import type { SourceGap } from './sources.ts';
import { newSource } from './sources.ts';
import type { WarningOptions, WarningState } from './state.ts';
import { createWarningState } from './state.ts';

const VERSION = 1;

type PlainRecent = readonly [number, number, number, number, number, number, number, number];
type PlainSeries = {
  readonly key: string;
  /** Hours since the one before, count, … for the hours that are not empty. */
  readonly hours: readonly number[];
  readonly numbers: readonly number[];
  readonly recents: readonly PlainRecent[];
  readonly mix: readonly (readonly [number, number])[];
};
type PlainState = {
  readonly version: number;
  readonly numbers: readonly (number | null)[];
  readonly sources: readonly {
    name: string;
    liveFromMs: number | null;
    lags: readonly number[];
    days: readonly number[];
  }[];
  readonly fleetLags: readonly number[];
  readonly fleetMix: readonly (readonly [number, number])[];
  readonly profile: readonly number[];
  readonly gaps: readonly SourceGap[];
  readonly parts: readonly (readonly [string, number])[];
  readonly series: readonly PlainSeries[];
};

/** The state as UTF-8 JSON; a rare series takes some hundred bytes. */
export function serialise(state: WarningState): Uint8Array {
  const plain: PlainState = {
    version: VERSION,
    numbers: [
      state.profileDay,
      state.threshold,
      state.clockMs,
      state.tickedMs,
      state.heardMs,
      state.sinceMs,
      state.dropped,
    ],
    sources: state.sources.map((s) => ({
      name: s.name,
      liveFromMs: s.liveFromMs,
      lags: [...s.lags],
      days: [...s.archiveDays],
    })),
    fleetLags: [...state.fleetLags],
    fleetMix: [...state.fleetMix],
    profile: [...state.profile],
    gaps: state.gaps,
    parts: [...state.partSinceHour],
    series: [...state.series.values()].map(plainSeries),
  };
  return new TextEncoder().encode(JSON.stringify(plain));
}

function plainSeries(series: SeriesState): PlainSeries {
  const hours: number[] = [];
  let last = series.nextHour - HISTORY_HOURS;
  for (let hour = last; hour < series.nextHour; hour += 1) {
    const count = series.hours[((hour % HISTORY_HOURS) + HISTORY_HOURS) % HISTORY_HOURS] ?? 0;
    if (count === 0) continue;
    hours.push(hour - last, count);
    last = hour;
  }
  const { nextHour, sinceHour, thinning, mutedUntilMs, restless, blockMax, block, lastMs } = series;
  return {
    key: series.key,
    hours,
    numbers: [nextHour, sinceHour, thinning, mutedUntilMs, restless, blockMax, block, lastMs],
    recents: series.recents.map((r) => [
      r.slot,
      r.source,
      r.voice,
      r.group,
      r.post,
      r.count,
      r.weight,
      (r.teachesOnly ? 2 : 0) + (r.learned ? 1 : 0),
    ]),
    mix: [...series.mix],
  };
}

/** What `serialise` wrote; null where the bytes are of another version or damaged: start afresh then, and teach again. */
export function parse(bytes: Uint8Array, options: WarningOptions = {}): WarningState | null {
  const plain = read(bytes);
  if (plain === null) return null;
  const state = createWarningState(options);
  const [profileDay, threshold, clockMs, tickedMs, heardMs, sinceMs, dropped] = plain.numbers;
  state.profileDay = profileDay ?? 0;
  state.threshold = threshold ?? state.threshold;
  state.clockMs = clockMs ?? 0;
  state.tickedMs = tickedMs ?? null;
  state.heardMs = heardMs ?? null;
  state.sinceMs = sinceMs ?? null;
  state.dropped = dropped ?? 0;
  for (const { name, liveFromMs, lags, days } of plain.sources) {
    const source = newSource(name);
    source.liveFromMs = liveFromMs;
    source.lags.set(lags);
    for (const day of days) source.archiveDays.add(day);
    state.sourceIds.set(name, state.sources.length);
    state.sources.push(source);
  }
  state.fleetLags.set(plain.fleetLags);
  for (const [id, n] of plain.fleetMix) state.fleetMix.set(id, n);
  state.profile.set(plain.profile);
  state.gaps = [...plain.gaps];
  for (const [part, hour] of plain.parts) state.partSinceHour.set(part, hour);
  for (const one of plain.series) state.series.set(one.key, readSeries(one));
  return state;
}

function read(bytes: Uint8Array): PlainState | null {
  try {
    // Written by `serialise` of the same version; anything else is told by its version or its shape.
    const plain = JSON.parse(new TextDecoder().decode(bytes)) as PlainState | null;
    return plain !== null && plain.version === VERSION && Array.isArray(plain.series) ? plain : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readSeries(plain: PlainSeries): SeriesState {
  const [
    nextHour = 0,
    sinceHour = 0,
    thinning = 0,
    mutedUntilMs = 0,
    restless = 0,
    blockMax = 0,
    block = 0,
    lastMs = 0,
  ] = plain.numbers;
  const series = newSeries(plain.key, nextHour, sinceHour);
  Object.assign(series, { thinning, mutedUntilMs, restless, blockMax, block, lastMs });
  let hour = nextHour - HISTORY_HOURS;
  for (let i = 0; i + 1 < plain.hours.length; i += 2) {
    hour += plain.hours[i] ?? 0;
    series.hours[((hour % HISTORY_HOURS) + HISTORY_HOURS) % HISTORY_HOURS] = plain.hours[i + 1] ?? 0;
  }
  const recents = plain.recents.map(([slot, source, voice, group, post, count, weight, flags]): Recent => ({
    ...{ slot, source, voice, group, post, count, weight },
    teachesOnly: flags >= 2,
    learned: flags % 2 === 1,
    superseded: false,
  }));
  restoreRecents(series, recents);
  for (const [id, n] of plain.mix) series.mix.set(id, n);
  return series;
}
