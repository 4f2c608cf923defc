/** What a series is expected to bring, worked out once an hour so that a tick is a short loop. */
import { expectedPerHour, uncertainty } from './baseline.ts';
import type { Learning } from './learning.ts';
import { COVERAGE_MIN, coverageOf, mixOf } from './learning.ts';
import type { Expectation } from './score.ts';
import { HOUR_SLOTS, SLOT_MS } from './season.ts';
import type { Mix, Outlook, SeriesState } from './series.ts';
import { HISTORY_HOURS } from './series.ts';
import { LAG_BINS, gapStart, lagPlace, lagShares } from './sources.ts';
import type { WarningState } from './state.ts';
import { WIDEST, WIDTHS } from './windows.ts';

/** The bin and the part of it that posts of each slot back from now have had time for. */
export type AgeTable = { readonly bins: Uint8Array; readonly parts: Float64Array };

/** What a tick works out once for all series. */
export type Moment = {
  readonly nowMs: number;
  /** The newest slot, which `nowMs` lies in or ends. */
  readonly nowSlot: number;
  /** Part of the newest slot that has passed. */
  readonly passed: number;
  readonly learning: Learning;
  /** Sources too new to be judged by. */
  readonly ignored: ReadonlySet<number>;
  readonly ages: AgeTable;
  readonly gapFrom: ReadonlyMap<number, number>;
  readonly gapsKey: string;
};

const EARLIER_HOURS = 12;
const RATE_HOURS = Math.ceil(WIDEST / HOUR_SLOTS) + 3;

export function momentOf(state: WarningState, nowMs: number, learning: Learning, ignored: ReadonlySet<number>): Moment {
  const nowSlot = Math.floor((nowMs - 1) / SLOT_MS);
  const gapFrom = new Map<number, number>();
  if (state.gaps.some((gap) => gap.fromMs <= nowMs && (gap.toMs === null || gap.toMs > nowMs))) {
    for (const [id, { name }] of state.sources.entries()) {
      const from = gapStart(state.gaps, name, nowMs);
      if (from !== null) gapFrom.set(id, from);
    }
  }
  return {
    nowMs,
    nowSlot,
    passed: (nowMs - nowSlot * SLOT_MS) / SLOT_MS,
    learning,
    ignored,
    ages: agesUntil(nowMs, nowMs, nowSlot),
    gapFrom,
    gapsKey: [...gapFrom.keys()].join(),
  };
}

function agesUntil(untilMs: number, nowMs: number, nowSlot: number): AgeTable {
  const bins = new Uint8Array(WIDEST);
  const parts = new Float64Array(WIDEST);
  for (let back = 0; back < WIDEST; back += 1) {
    const fromMs = (nowSlot - back) * SLOT_MS;
    const middleMs = (fromMs + Math.min(nowMs, fromMs + SLOT_MS)) / 2;
    const { bin, part } = lagPlace(untilMs - middleMs);
    bins[back] = bin;
    parts[back] = part;
  }
  return { bins, parts };
}

/** The outlook of a series, made anew when its hour, the gaps or its baseline changed. Keeps it in the series. */
export function outlookOf(state: WarningState, series: SeriesState, moment: Moment): Outlook {
  const hour = Math.floor(moment.nowSlot / HOUR_SLOTS);
  const known = series.outlook;
  if (known?.hour === hour && known.gapsKey === moment.gapsKey && known.baseline === series.baseline) return known;
  const mix = mixOf(series, moment.learning.fleet);
  const rates = new Float64Array(RATE_HOURS);
  for (let i = 0; i < RATE_HOURS; i += 1) {
    rates[i] = expectedPerHour(series.baseline, state.placeOf(hour + 1 - i), state.profile);
  }
  const made: Outlook = {
    hour,
    gapsKey: moment.gapsKey,
    baseline: series.baseline,
    mix,
    rates,
    uncertainty: uncertainty(series.baseline, state.placeOf(hour)),
    ...lagsOf(state, mix, moment),
    ...earlier(state, series, mix, moment.learning),
  };
  series.outlook = made;
  return made;
}

function lagsOf(state: WarningState, mix: Mix, moment: Moment): Pick<Outlook, 'lagSums' | 'cut' | 'coverage'> {
  const shares = new Float64Array(LAG_BINS);
  const cut: { fromMs: number; lagSums: Float64Array }[] = [];
  let coverage = 1;
  for (const [source, share] of mix) {
    const own = lagShares(state.sources[source]?.lags ?? new Float64Array(LAG_BINS), state.fleetLags);
    const fromMs = moment.gapFrom.get(source);
    if (fromMs === undefined) {
      for (let bin = 0; bin < LAG_BINS; bin += 1) shares[bin] = (shares[bin] ?? 0) + share * (own[bin] ?? 0);
    } else {
      coverage -= share;
      cut.push({ fromMs, lagSums: summed(own.map((value) => value * share)) });
    }
  }
  return { lagSums: summed(shares), cut, coverage: Math.max(0, coverage) };
}

/** Sums up to each bin: as many as bins, and one more. */
function summed(shares: Float64Array): Float64Array {
  const sums = new Float64Array(LAG_BINS + 1);
  for (let bin = 0; bin < LAG_BINS; bin += 1) sums[bin + 1] = (sums[bin] ?? 0) + (shares[bin] ?? 0);
  return sums;
}

function earlier(
  state: WarningState,
  series: SeriesState,
  mix: Mix,
  learning: Learning,
): Pick<Outlook, 'earlierSeen' | 'earlierMean'> {
  let earlierSeen = 0;
  let earlierMean = 0;
  for (let hour = series.nextHour - EARLIER_HOURS; hour < series.nextHour; hour += 1) {
    if (hour < series.sinceHour || coverageOf(mix, learning, hour) < COVERAGE_MIN) continue;
    earlierSeen += series.hours[hour % HISTORY_HOURS] ?? 0;
    earlierMean += expectedPerHour(series.baseline, state.placeOf(hour), state.profile);
  }
  return { earlierSeen, earlierMean };
}

/** What was expected of the windows by now; slots lie on straight lines between the middles of the hours. */
export function expectationOf(outlook: Outlook, moment: Moment): Expectation {
  const means = new Float64Array(WIDTHS.length);
  const { rates, lagSums } = outlook;
  const { bins, parts } = moment.ages;
  const cuts = outlook.cut.map(({ fromMs, lagSums: sums }) => ({
    sums,
    ages: agesUntil(fromMs, moment.nowMs, moment.nowSlot),
  }));
  // Place of a slot among `rates`, whose first is the hour after this one.
  const first = outlook.hour + 1 - (moment.nowSlot - (HOUR_SLOTS - 1) / 2) / HOUR_SLOTS;
  let sum = 0;
  let width = 0;
  for (let back = 0; back < WIDEST; back += 1) {
    let seen = shareAt(lagSums, bins[back] ?? 0, parts[back] ?? 0);
    for (const { sums, ages } of cuts) seen += shareAt(sums, ages.bins[back] ?? 0, ages.parts[back] ?? 0);
    const place = first + back / HOUR_SLOTS;
    const at = Math.floor(place);
    const from = rates[at] ?? 0;
    const rate = from + ((rates[at + 1] ?? from) - from) * (place - at);
    sum += rate * seen * (back === 0 ? moment.passed : 1);
    if (back + 1 === WIDTHS[width]) {
      means[width] = sum / HOUR_SLOTS;
      width += 1;
    }
  }
  return {
    means,
    uncertainty: outlook.uncertainty,
    earlierSeen: outlook.earlierSeen,
    earlierMean: outlook.earlierMean,
  };
}

function shareAt(sums: Float64Array, bin: number, part: number): number {
  const below = sums[bin] ?? 0;
  return below + ((sums[bin + 1] ?? below) - below) * part;
}
