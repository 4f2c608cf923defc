/** One series at one moment: what was expected by now, what came, and the spike with its reason if it stands out. */
import type { Level, Spike } from '../contract/spike.ts';
import { LEVELS, SOURCES_SHOWN_MAX, rankOf } from '../contract/spike.ts';
import { YOUNG_EXTRA, levelOf } from './budget.ts';
import { quantile } from './negative-binomial.ts';
import type { Moment } from './outlook.ts';
import { expectationOf, outlookOf } from './outlook.ts';
import type { Reason } from './reason.ts';
import { reasonEn, reasonZh } from './reason.ts';
import type { Score } from './score.ts';
import { ELSEWHERE_MIN, VOICES_MIN, scoreWindows, widthAt } from './score.ts';
import { SLOT_MS } from './season.ts';
import { RESTLESS_START } from './series.ts';
import type { Outlook, SeriesState } from './series.ts';
import type { WarningState } from './state.ts';
import type { WindowContent, WindowCount } from './windows.ts';
import { WIDTHS, countWindows, readWindow } from './windows.ts';

/** A spike as the alerts use it: with its posts' least hashes, and what lowered its level. */
export type WatchedSpike = Spike & {
  readonly signature: readonly number[];
  readonly lowered: 'flood' | 'paste' | null;
};

const RESTLESS_FREE = 2.2;
/** From this share of one source, or one text, the level is lowered. */
const LOUD_SHARE = 0.8;
const LOUD_POSTS_MIN = 5;
/** A series under a day old is raised from so many voices and sources within 40 minutes, if they are most of what was ever seen. */
const NEW_VOICES = 5;
const NEW_SOURCES = 2;
const NEW_WINDOW = WIDTHS.indexOf(8);
const NEW_SHARE = 0.6;

/** The spike of a series now, or null. Keeps the series' restlessness. */
export function judge(state: WarningState, series: SeriesState, moment: Moment): WatchedSpike | null {
  const counts = countWindows(series, moment.nowSlot, moment.ignored);
  const widest = counts[counts.length - 1];
  if (widest === undefined || widest.voices < VOICES_MIN || widest.elsewhere < ELSEWHERE_MIN) return null;
  const outlook = outlookOf(state, series, moment);
  const historyDays = series.baseline.hours / 24;
  if (historyDays < 1)
    return moment.nowMs < series.mutedUntilMs ? null : newcomer(state, series, outlook, counts, moment);
  const expectation = expectationOf(outlook, moment);
  const score = scoreWindows(counts, expectation, 2 ** series.thinning);
  calm(series, moment.nowMs, score.score);
  if (score.window < 0 || moment.nowMs < series.mutedUntilMs) return null;
  const threshold = thresholdOf(state, series, historyDays);
  const sources = counts[score.window]?.sources ?? 0;
  const own = expectation.means[score.window] ?? 0;
  const level = levelOf(score.score, threshold, (counts[score.window]?.voices ?? 0) / Math.max(own, 1e-3), sources);
  if (level === null) return null;
  return spikeOf(state, series, outlook, moment, {
    score,
    level,
    expected: own,
    counts,
    spread: expectation.uncertainty,
  });
}

/** Score that this series needs for blue: a restless one more, a young one more. */
export function thresholdOf(state: WarningState, series: SeriesState, historyDays: number): number {
  return state.threshold + Math.max(0, series.restless - RESTLESS_FREE) + (historyDays < 3 ? YOUNG_EXTRA : 0);
}

const BLOCK_MS = 6 * 3_600_000;
const RESTLESS_STEP = 0.4;
const RESTLESS_SHARE = 0.95;

/** Follows the 95 % quantile of the 6-hour maxima of a series' scores by small steps. */
function calm(series: SeriesState, nowMs: number, score: number): void {
  const block = Math.floor(nowMs / BLOCK_MS);
  if (block !== series.block) {
    const above = series.blockMax > series.restless;
    const empty = Math.min(1000, Math.max(0, block - series.block - (above ? 1 : 0)));
    if (series.block === 0) series.restless = RESTLESS_START;
    else {
      series.restless += above ? RESTLESS_STEP * RESTLESS_SHARE : 0;
      series.restless = Math.max(0, series.restless - empty * RESTLESS_STEP * (1 - RESTLESS_SHARE));
    }
    series.block = block;
    series.blockMax = 0;
  }
  series.blockMax = Math.max(series.blockMax, score);
}

/** The rule for series that are watched since less than a day: there is no baseline, so only a burst of its own counts. */
function newcomer(
  state: WarningState,
  series: SeriesState,
  outlook: Outlook,
  counts: readonly WindowCount[],
  moment: Moment,
): WatchedSpike | null {
  const now = counts[NEW_WINDOW];
  const all = counts[counts.length - 1];
  if (now === undefined || all === undefined) return null;
  if (now.voices < NEW_VOICES || now.sources < NEW_SOURCES || now.elsewhere < 2 || now.voices < NEW_SHARE * all.voices)
    return null;
  const score = { score: state.threshold, window: NEW_WINDOW, mean: 0, size: 1 };
  return spikeOf(state, series, outlook, moment, { score, level: 'blue', expected: 0, counts, spread: 1 });
}

type Raised = {
  readonly score: Score;
  readonly level: Level;
  readonly expected: number;
  readonly counts: readonly WindowCount[];
  readonly spread: number;
};

function spikeOf(
  state: WarningState,
  series: SeriesState,
  outlook: Outlook,
  moment: Moment,
  raised: Raised,
): WatchedSpike {
  const { score, expected } = raised;
  const width = widthAt(score.window);
  const content = readWindow(series, moment.nowSlot, width, moment.ignored);
  const reason = reasonOf(state, series, outlook, moment, raised, content);
  const { lowered, voices } = reason;
  return {
    series: series.key,
    level: lowered === null ? raised.level : (LEVELS[Math.max(0, rankOf(raised.level) - 2)] ?? 'blue'),
    score: score.score,
    windowMin: width * 5,
    fromMs: reason.fromMs,
    toMs: reason.toMs,
    count: reason.count,
    expected,
    low: reason.low,
    high: reason.high,
    ratio: voices / Math.max(expected, 0.01),
    voices,
    sources: reason.sources,
    loudestShare: (content.bySource[0]?.[1] ?? 0) / Math.max(1, content.posts),
    copiesShare: content.copies / Math.max(1, content.posts),
    coverage: outlook.coverage,
    historyDays: series.baseline.hours / 24,
    zh: reasonZh(reason),
    en: reasonEn(reason),
    signature: content.signature,
    lowered,
  };
}

/** What the sentence says: the window, the usual range around it, and who spoke. */
function reasonOf(
  state: WarningState,
  series: SeriesState,
  outlook: Outlook,
  moment: Moment,
  raised: Raised,
  content: WindowContent,
): Reason {
  const { score, expected } = raised;
  const width = widthAt(score.window);
  const { voices, sources: sourceCount } = raised.counts[score.window] ?? { voices: 0, sources: 0 };
  const lowered = lowers(content, voices);
  const size = 1 / (0.1 + raised.spread + 0.4 / Math.max(expected, 1e-3));
  return {
    fromMs: (moment.nowSlot - width + 1) * SLOT_MS,
    toMs: moment.nowMs,
    count: content.posts,
    low: quantile(0.1, expected, size),
    high: quantile(0.9, expected, size),
    voices,
    sources: content.bySource
      .slice(0, SOURCES_SHOWN_MAX)
      .map(([id, count]) => ({ source: state.sources[id]?.name ?? '', count })),
    sourceCount,
    pasted: content.pasted,
    lowered,
    coverage: outlook.coverage,
    unknown: series.baseline.hours < 24,
  };
}

/** One flooding source, or one text pasted by few, lowers the level. */
function lowers(content: WindowContent, voices: number): 'flood' | 'paste' | null {
  if (content.posts < LOUD_POSTS_MIN) return null;
  const loudest = content.bySource[0]?.[1] ?? 0;
  if (content.bySource.length > 1 && loudest >= LOUD_SHARE * content.posts && voices < content.posts / 2)
    return 'flood';
  return content.pasted >= LOUD_SHARE * content.posts ? 'paste' : null;
}
