import {
  LEAD_SPANS,
  SCORE_MONTHS_MAX,
  SCORE_ROWS_MAX,
  type ClockShare,
  type ClockView,
  type LeadRow,
  type ScoreSum,
  type ScoreView,
} from '../contract/index.ts';
import { upwardClock } from '../desk/clocks/clocks-of.ts';
import type { DeskState } from '../desk/state.ts';
import { leadTimes, type PeakOf } from './lead-times.ts';

/** Its time ran out: done too late, or not done and over. */
const MISSED: readonly ClockView['state'][] = ['missed', 'over'];

type Name = Pick<ClockShare, 'id' | 'zh' | 'en'>;

/** The office's scoreboard: rows, and sums by month and in all. The sample's claims count only while there are no others. */
export function scoreOf(state: DeskState, peakOf: PeakOf, nowMs: number): ScoreView {
  const rows = leadTimes(state, peakOf, nowMs);
  const own = rows.filter((row) => !row.sample);
  const counted = own.length > 0 ? own : rows;
  const names = clockNames(state);
  const months = [...Map.groupBy(counted, (row) => row.month)]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, SCORE_MONTHS_MAX)
    .map(([month, of]) => ({ month, ...sumOf(of, names) }));
  return {
    rows: rows.slice(0, SCORE_ROWS_MAX),
    months,
    all: sumOf(counted, names),
    sample: own.length === 0 && rows.length > 0,
  };
}

/** Medians over the claims that came so far, and how many clocks were kept. */
export function sumOf(rows: readonly LeadRow[], names: readonly Name[]): ScoreSum {
  const medians = LEAD_SPANS.map((span) => {
    const lengths = rows.flatMap((row) => row.spans[span] ?? []);
    return [span, { medianMs: medianOf(lengths), claims: lengths.length }] as const;
  });
  const clocks = names.flatMap((name) => {
    const states = rows.flatMap((row) => row.clocks.filter(({ id }) => id === name.id).map(({ state }) => state));
    if (states.length === 0) return [];
    const met = states.filter((state) => state === 'met').length;
    const missed = states.filter((state) => MISSED.includes(state)).length;
    return [{ ...name, met, missed, open: states.length - met - missed }];
  });
  return {
    claims: rows.length,
    // The edge: made of all the spans.
    medians: Object.fromEntries(medians) as ScoreSum['medians'],
    clocks,
    overturned: rows.reduce((sum, row) => sum + row.overturned, 0),
  };
}

function clockNames(state: DeskState): readonly Name[] {
  const rules = state.clockRules.map(({ id, zh, en }) => ({ id, zh, en }));
  const upward = state.dutyPlan.reports.map(({ id, to }) => ({
    id: upwardClock(id),
    zh: `上报${to}`,
    en: `Report to ${to}`,
  }));
  return [...rules, ...upward];
}

/** The middle one, or the mean of the two in the middle; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? upper) + upper) / 2;
}
