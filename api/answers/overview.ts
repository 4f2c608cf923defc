import type { Overview, Rising } from '../contract/index.ts';
import type { Handlers } from '../http/handler.ts';
import { ALL_SERIES } from '../lookout/series.ts';
import { alertViews } from './alerts.ts';
import { chartOf } from './chart.ts';
import { ALL_POSTS, DAY_MS, filterOfSeries, HOUR_MS } from './filter.ts';
import { seriesName } from './names.ts';
import type { Parts } from './parts.ts';
import { postViews } from './post-view.ts';
import { risenTerms } from './terms.ts';

/** The overview is made at most so often, however many ask. */
export const OVERVIEW_MS = 3_000;
const NEWEST_MAX = 12;
const ALERTS_MAX = 20;
const RISING_MAX = 5;
const USUAL_DAYS = 14;

/** 总览: what is rising, how bad, who has it. */
export function overviewAnswers(parts: Parts): Pick<Handlers, 'GET /api/overview'> {
  return { 'GET /api/overview': () => parts.overview() };
}

/** Keeps the last overview for `OVERVIEW_MS`, and lets those who ask meanwhile share the one being made. */
export function createOverview(parts: Omit<Parts, 'overview'>): () => Promise<Overview> {
  let kept: { readonly madeMs: number; readonly overview: Promise<Counted> } | null = null;
  return () => {
    const nowMs = parts.now();
    if (kept === null || nowMs - kept.madeMs >= OVERVIEW_MS) {
      const made = { madeMs: nowMs, overview: make(parts as Parts, nowMs) };
      kept = made;
      made.overview.catch(() => {
        if (kept === made) kept = null;
      });
    }
    // Alerts and banners are in memory: a screen that comes right after one was raised must not miss it.
    return kept.overview.then((overview) => ({ ...overview, ...current(parts as Parts) }));
  };
}

type Current = Pick<Overview, 'alerts' | 'banners'>;
/** What the store was asked for. */
type Counted = Omit<Overview, keyof Current>;

function current(parts: Parts): Current {
  return { alerts: alertViews(parts, 'open').slice(0, ALERTS_MAX), banners: [...parts.banners()] };
}

async function make(parts: Parts, nowMs: number): Promise<Counted> {
  const day = { ...ALL_POSTS, fromMs: nowMs - DAY_MS, toMs: nowMs + HOUR_MS };
  const before = { ...ALL_POSTS, fromMs: nowMs - (USUAL_DAYS + 1) * DAY_MS, toMs: nowMs - DAY_MS };
  const [newest, usual, stats, chart, terms] = await Promise.all([
    parts.posts.search(day, { sort: 'newest', limit: NEWEST_MAX, cursor: null, facets: true, stepMs: HOUR_MS }),
    parts.posts.search(before, { sort: 'oldest', limit: 1, cursor: null, facets: false, stepMs: DAY_MS }),
    parts.posts.stats(),
    chartOf(parts, ALL_SERIES, day, nowMs - DAY_MS, nowMs + HOUR_MS),
    risenTerms(parts, day, before),
  ]);
  const states = [...sourceStates(parts)];
  return {
    nowMs,
    posts24h: newest.total,
    posts24hUsual: usualPerDay(usual.total, usual.posts[0]?.publishedMs, nowMs),
    postsTotal: stats.posts,
    sourcesWell: states.filter((state) => ['well', 'waiting', 'visiting'].includes(state)).length,
    sourcesFailing: states.filter((state) => ['failing', 'set-aside', 'resting'].includes(state)).length,
    lastSeenMs: stats.lastSeenMs,
    rising: await risingOf(parts, newest.facets?.topics ?? [], nowMs),
    chart,
    terms,
    newest: await postViews(parts, newest.posts, true),
  };
}

/** Posts a day of the days before, over as many days as there is a record of; null with less than one. */
function usualPerDay(total: number, firstMs: number | undefined, nowMs: number): number | null {
  if (firstMs === undefined) return null;
  const days = Math.min(USUAL_DAYS, (nowMs - DAY_MS - firstMs) / DAY_MS);
  return days < 1 ? null : Math.round(total / days);
}

function sourceStates(parts: Parts): readonly string[] {
  const { sources } = parts.desk.state();
  return sources.buckets.flatMap((bucket) =>
    Object.values(bucket)
      .filter((source) => source.url !== null && !source.paused)
      .map((source) => parts.leases.health(source).state),
  );
}

async function risingOf(
  parts: Parts,
  topics: readonly { readonly id: string; readonly count: number }[],
  nowMs: number,
): Promise<Rising[]> {
  const fromMs = nowMs - DAY_MS;
  const found = await Promise.all(
    topics.map(async ({ id, count }) => {
      const series = `topic:${id}`;
      const band = parts.lookout.band(series, fromMs, nowMs);
      const expected = band.reduce((sum, point) => sum + point.expected, 0);
      const name = seriesName(parts, series);
      const ratio = (count + 2) / (expected + 2);
      return {
        series,
        nameZh: name.zh,
        nameEn: name.en,
        count,
        expected: Math.round(expected),
        ratio: Number(ratio.toFixed(1)),
      };
    }),
  );
  const widest = found.toSorted((a, b) => b.ratio - a.ratio).slice(0, RISING_MAX);
  return Promise.all(
    widest.map(async (each) => {
      const filter = filterOfSeries(each.series, fromMs, nowMs + HOUR_MS);
      const { points } = await chartOf(parts, each.series, filter, fromMs, nowMs);
      return { ...each, line: points.map((point) => point.count ?? 0) };
    }),
  );
}
