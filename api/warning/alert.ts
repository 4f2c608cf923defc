/** Spikes that belong together are one alert, told once an episode, and again only when it grows. */
import type { Level } from '../contract/spike.ts';
import { rankOf } from '../contract/spike.ts';
import type { WatchedSpike } from './judgement.ts';
import { HOUR_MS } from './season.ts';
import { hashOf } from './state.ts';

export type RaisedAlert = {
  readonly id: string;
  /** Keys of the series, in the order in which they joined. */
  readonly series: readonly string[];
  /** Level now; it may fall again. */
  readonly level: Level;
  readonly score: number;
  readonly peakLevel: Level;
  /** Start of the first window that stood out. */
  readonly sinceMs: number;
  /** When it was raised. */
  readonly firstSeenMs: number;
  readonly updatedMs: number;
  readonly endedMs: number | null;
  readonly recovered: boolean;
  /** When people were to be told last: at first, at a higher level, at 1.3 times the score. Equal to `nowMs` means: tell now. */
  readonly tellMs: number;
  readonly toldScore: number;
  /** The latest spike of each series, at most `ALERT_SERIES_MAX`, highest score first. */
  readonly spikes: readonly WatchedSpike[];
};

export type Merged = {
  readonly raised: readonly RaisedAlert[];
  /** Alerts that are not as they were, for storing; `tellMs` says whether people are told. */
  readonly changed: readonly RaisedAlert[];
  /** All alerts to give in next time: those open, and those that ended within six hours. */
  readonly open: readonly RaisedAlert[];
};

export const ALERT_SERIES_MAX = 12;
/** Alerts looked through; those updated last are kept. */
export const OPEN_ALERTS_MAX = 500;

const TOGETHER_MS = 6 * HOUR_MS;
/** Without a spike for so long an alert has recovered. */
const RECOVERY_MS = 2 * HOUR_MS;
const SHARED_MIN = 0.3;
const GROWN = 1.3;

/**
 * Puts the spikes of one tick into alerts. `open`: what the last call gave as `open`. A spike joins an alert of the last six
 * hours that has its series, or 0.3 of its posts (Jaccard), or its topic and place; otherwise it begins one.
 */
export function mergeSpikes(open: readonly RaisedAlert[], spikes: readonly WatchedSpike[], nowMs: number): Merged {
  const alerts = open.filter((a) => nowMs - a.updatedMs <= TOGETHER_MS || a.endedMs === null).slice(-OPEN_ALERTS_MAX);
  const before = new Map(alerts.map((alert) => [alert.id, alert]));
  const touched = new Map<string, WatchedSpike[]>();
  for (const spike of [...spikes].sort((a, b) => b.score - a.score)) {
    let at = alerts.findIndex((alert) => nowMs - alert.updatedMs <= TOGETHER_MS && belongs(alert, spike));
    if (at < 0) {
      at = alerts.length;
      alerts.push(newAlert(spike, nowMs));
    }
    const alert = alerts[at];
    if (alert === undefined) throw new Error('an alert was lost');
    alerts[at] = withSpike(alert, spike, nowMs);
    touched.set(alert.id, [...(touched.get(alert.id) ?? []), spike]);
  }
  const settled = alerts.map((alert) => settle(alert, touched.get(alert.id) ?? [], before.get(alert.id), nowMs));
  return {
    raised: settled.filter((alert) => !before.has(alert.id)),
    changed: settled.filter((alert) => before.has(alert.id) && before.get(alert.id) !== alert),
    open: settled.slice(-OPEN_ALERTS_MAX),
  };
}

function newAlert(spike: WatchedSpike, nowMs: number): RaisedAlert {
  return {
    id: `alert-${nowMs.toString(36)}-${hashOf(spike.series).toString(36)}`,
    series: [],
    level: spike.level,
    score: spike.score,
    peakLevel: spike.level,
    sinceMs: spike.fromMs,
    firstSeenMs: nowMs,
    updatedMs: nowMs,
    endedMs: null,
    recovered: false,
    tellMs: nowMs,
    toldScore: 0,
    spikes: [],
  };
}

function withSpike(alert: RaisedAlert, spike: WatchedSpike, nowMs: number): RaisedAlert {
  const others = alert.spikes.filter((other) => other.series !== spike.series);
  return {
    ...alert,
    series: [...new Set([...alert.series, ...(alert.series.length < ALERT_SERIES_MAX ? [spike.series] : [])])],
    sinceMs: Math.min(alert.sinceMs, spike.fromMs),
    updatedMs: nowMs,
    spikes: [...others, spike].sort((a, b) => b.score - a.score).slice(0, ALERT_SERIES_MAX),
  };
}

/** Level, score, telling and end, once all spikes of the tick are in. */
function settle(
  alert: RaisedAlert,
  spikes: readonly WatchedSpike[],
  old: RaisedAlert | undefined,
  nowMs: number,
): RaisedAlert {
  if (spikes.length === 0) {
    if (alert.endedMs !== null || nowMs - alert.updatedMs < RECOVERY_MS) return alert;
    return { ...alert, endedMs: nowMs, recovered: true };
  }
  const level = spikes.reduce<Level>((most, s) => (rankOf(s.level) > rankOf(most) ? s.level : most), 'blue');
  const score = Math.max(...spikes.map((spike) => spike.score));
  const peakLevel = rankOf(level) > rankOf(alert.peakLevel) ? level : alert.peakLevel;
  const tells = old === undefined || rankOf(level) > rankOf(old.peakLevel) || score >= GROWN * old.toldScore;
  return {
    ...alert,
    level,
    score,
    peakLevel,
    endedMs: null,
    recovered: false,
    tellMs: tells ? nowMs : alert.tellMs,
    toldScore: tells ? Math.max(score, alert.toldScore) : alert.toldScore,
  };
}

function belongs(alert: RaisedAlert, spike: WatchedSpike): boolean {
  if (alert.series.includes(spike.series)) return true;
  return alert.spikes.some(
    (other) => sameSubject(other.series, spike.series) || jaccard(other.signature, spike.signature) >= SHARED_MIN,
  );
}

/** The same topic and the same place, both named. */
function sameSubject(a: string, b: string): boolean {
  const parts = (key: string): string =>
    key
      .split('|')
      .filter((part) => part.startsWith('topic:') || part.startsWith('place:'))
      .sort()
      .join('|');
  return a.includes('|') && parts(a) === parts(b);
}

/**
 * Share of posts that two windows have in common, from the least hashes of each: of the least hashes of both together,
 * how many are in both. Exact while both windows have at most 64 posts.
 */
export function jaccard(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const inA = new Set(a);
  const inB = new Set(b);
  const size = Math.max(a.length, b.length);
  const exact = size < 64;
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, exact ? a.length + b.length : size);
  return union.filter((hash) => inA.has(hash) && inB.has(hash)).length / union.length;
}
