/** The four levels of an alert, mildest first. On screens they read 四级 … 一级. */
export type Level = 'blue' | 'yellow' | 'orange' | 'red';

export const LEVELS: readonly Level[] = ['blue', 'yellow', 'orange', 'red'];

export const LEVEL_ZH: Readonly<Record<Level, string>> = { blue: '四级', yellow: '三级', orange: '二级', red: '一级' };

/** How one source took part in a window. `source` is the id of a source, `count` its posts (not voices). */
export type SourceShare = { readonly source: string; readonly count: number };

/**
 * A series above what is expected, with its reason.
 *
 * `voices` is the true count and stays inside the server: what leaves it shows "<5" for counts under 5, as `zh` and `en` do.
 */
export type Spike = {
  /** Key of the series, such as `topic:water|place:xxx`. */
  readonly series: string;
  readonly level: Level;
  /** −log10 of the chance of so many voices on an ordinary day; the best of the windows. */
  readonly score: number;
  readonly windowMin: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Posts in the window that were seen by now. */
  readonly count: number;
  /** Distinct voices that the baseline expects to have been seen by now. */
  readonly expected: number;
  /** Usual range of the count of distinct voices: 10 % and 90 % quantiles. */
  readonly low: number;
  readonly high: number;
  /** Voices over expected. */
  readonly ratio: number;
  readonly voices: number;
  /** Loudest first; at most `SOURCES_SHOWN_MAX`. */
  readonly sources: readonly SourceShare[];
  /** Share of the loudest source among the posts, 0 to 1. */
  readonly loudestShare: number;
  /** Share of the posts that repeat another post's text, 0 to 1. */
  readonly copiesShare: number;
  /** Share of the usual inflow whose sources were working in the window, 0 to 1. */
  readonly coverage: number;
  readonly historyDays: number;
  /** The reason in one sentence, in plain words. */
  readonly zh: string;
  readonly en: string;
};

/** Sources listed in a spike; the rest are only in the counts. */
export const SOURCES_SHOWN_MAX = 8;

/** Rank of a level: 0 for none, 1 blue … 4 red. */
export function rankOf(level: Level | null): number {
  return level === null ? 0 : LEVELS.indexOf(level) + 1;
}
