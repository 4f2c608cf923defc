import type { AlertView, Banner, LiveEvent, Overview, PostView } from '../../api/contract/index.ts';
import { byUrgency, isOpen, rankOf } from './level.ts';

/** What the page holds of the live stream. `shown` is the list under the reader's eyes; `waiting` is what came since. */
export type LiveView = {
  readonly seq: number;
  readonly overview: Overview | null;
  readonly shown: readonly PostView[];
  readonly waiting: readonly PostView[];
  /** How many came since: more than `waiting` holds when many come at once. */
  readonly waitingCount: number;
  readonly banners: readonly Banner[];
};

export const SHOWN_MAX = 60;
export const WAITING_MAX = 40;

export const EMPTY_VIEW: LiveView = {
  seq: 0,
  overview: null,
  shown: [],
  waiting: [],
  waitingCount: 0,
  banners: [],
};

/** The new ones first, each once, at most `max`. */
function merge(newer: readonly PostView[], older: readonly PostView[], max: number): readonly PostView[] {
  const known = new Set<string>();
  return [...newer, ...older].filter((post) => !known.has(post.id) && known.add(post.id)).slice(0, max);
}

export function upsert(alerts: readonly AlertView[], alert: AlertView): readonly AlertView[] {
  return [alert, ...alerts.filter((other) => other.id !== alert.id)];
}

/** Worth a word: unheard of, or graver than it was, and nobody has it yet. */
export function isNews(known: readonly AlertView[], alert: AlertView): boolean {
  if (alert.state !== 'new') return false;
  const before = known.find((other) => other.id === alert.id);
  return before === undefined || rankOf(alert.level) > rankOf(before.level);
}

/** A whole overview, by the socket or by GET: numbers are replaced, the list being read stays where it is. */
export function takeOverview(view: LiveView, overview: Overview): LiveView {
  const first = view.shown.length === 0;
  const known = new Set(view.shown.map((post) => post.id));
  const fresh = overview.newest.filter((post) => !known.has(post.id));
  const waiting = merge(fresh, view.waiting, WAITING_MAX);
  return {
    ...view,
    overview: { ...overview, alerts: [...overview.alerts].sort(byUrgency) },
    shown: first ? overview.newest : view.shown,
    waiting: first ? [] : waiting,
    waitingCount: first ? 0 : Math.max(view.waitingCount, waiting.length),
    banners: overview.banners,
  };
}

function takePosts(view: LiveView, event: Extract<LiveEvent, { kind: 'posts' }>): LiveView {
  const { overview } = view;
  if (overview === null) return view;
  const counts = new Map(event.counts.map((bin) => [bin.atMs, bin.count]));
  const points = overview.chart.points.map((point) => ({ ...point, count: counts.get(point.atMs) ?? point.count }));
  return {
    ...view,
    overview: {
      ...overview,
      nowMs: event.nowMs,
      lastSeenMs: event.nowMs,
      posts24h: event.posts24h,
      postsTotal: overview.postsTotal + event.accepted,
      chart: { ...overview.chart, points },
    },
    waiting: merge(event.newest, view.waiting, WAITING_MAX),
    waitingCount: view.waitingCount + event.accepted,
  };
}

/** Each event in its place. One that was had already changes nothing. */
export function fold(view: LiveView, event: LiveEvent): LiveView {
  if (event.kind === 'snapshot') return { ...takeOverview(view, event.overview), seq: event.seq };
  if (event.seq <= view.seq) return view;
  const next = { ...view, seq: event.seq };
  switch (event.kind) {
    case 'posts':
      return takePosts(next, event);
    case 'alert': {
      if (next.overview === null) return next;
      const alerts = upsert(next.overview.alerts, event.alert).filter(isOpen).sort(byUrgency);
      return { ...next, overview: { ...next.overview, alerts } };
    }
    case 'banners':
      return { ...next, banners: event.banners };
    case 'session-ended':
    case 'changed':
    case 'source':
      return next;
  }
}

/** The reader asks for what waits. */
export function showWaiting(view: LiveView): LiveView {
  return { ...view, shown: merge(view.waiting, view.shown, SHOWN_MAX), waiting: [], waitingCount: 0 };
}
