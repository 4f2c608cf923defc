import { refuse, type AlertDetail, type AlertId, type AlertView, type Post, type SourceId } from '../contract/index.ts';
import { coverExcerpt } from '../contract/privacy.ts';
import { handlingAt } from '../desk/alerts.ts';
import type { Handlers } from '../http/handler.ts';
import type { PostFilter } from '../posts/port.ts';
import { alertView, spikeView, timelineOf } from './alert-view.ts';
import { chartOf, FINE_SPAN_MS } from './chart.ts';
import { DAY_MS, filterOf, filterOfSeries, HOUR_MS } from './filter.ts';
import { sourceName } from './names.ts';
import { byPerson, type Parts, type RaisedRecord } from './parts.ts';
import { EXCERPT_CHARS_MAX, postViews } from './post-view.ts';
import { risenTerms } from './terms.ts';
import { rowAt } from '../desk/table.ts';

type Keys = 'GET /api/alerts' | 'GET /api/alerts/{id}' | 'POST /api/alerts/{id}/acts';

export const ALERTS_SHOWN_MAX = 200;
const SAMPLES_MAX = 12;
const COPIES_MAX = 5;
/** Posts that the spread over sources and the copies are read from. */
const READ_MAX = 100;
const BEFORE_MS = 30 * 60_000;
const USUAL_MS = 14 * DAY_MS;
const OPEN = ['new', 'acknowledged', 'snoozed'];

/** Alerts, newest first. */
export function alertViews(parts: Parts, wanted: string): AlertView[] {
  const state = parts.desk.state();
  const nowMs = parts.now();
  const isWanted = ({ alert }: RaisedRecord): boolean => {
    const handled = handlingAt(state, alert.id as AlertId, nowMs).state;
    return wanted === 'all' || (wanted === 'open' ? OPEN.includes(handled) : handled === wanted);
  };
  // Asked for with each overview: only what is shown is put into words.
  return parts.raised
    .all()
    .filter(isWanted)
    .toSorted((a, b) => b.alert.firstSeenMs - a.alert.firstSeenMs)
    .slice(0, ALERTS_SHOWN_MAX)
    .map((record) => alertView(parts, record));
}

/** 预警: the list, one with its reason, and what is done about it. */
export function alertAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'GET /api/alerts': ({ query }) => alertViews(parts, query.state),
    'GET /api/alerts/{id}': ({ params }) => {
      const record = parts.raised.get(params.id);
      return record === null ? refuse('not-found') : detail(parts, record);
    },
    'POST /api/alerts/{id}/acts': ({ params, body, actor }) => {
      const record = parts.raised.get(params.id);
      if (record === null) return refuse('not-found');
      const by = byPerson(actor);
      const refused = parts.desk.command({ do: 'alert', id: params.id, act: body }, by);
      if (refused !== null) return refused;
      parts.onAlertChanged(params.id);
      return alertView(parts, record);
    },
  };
}

/** The posts behind an alert: of its strongest series, from shortly before it stood out until it was last seen to. */
async function filterOfAlert(parts: Parts, { alert }: RaisedRecord): Promise<PostFilter> {
  const series = alert.spikes.find((spike) => spike.series.includes('|'))?.series ?? alert.spikes[0]?.series ?? '';
  const fromMs = alert.sinceMs - BEFORE_MS;
  const toMs = alert.updatedMs + HOUR_MS;
  if (!series.startsWith('watch:')) return filterOfSeries(series, fromMs, toMs);
  const watch = rowAt(parts.desk.state().watches, series.slice(6));
  const criteria = watch?.criteria;
  return criteria === undefined ? filterOfSeries('', fromMs, toMs) : filterOf(parts, { ...criteria, fromMs, toMs });
}

async function detail(parts: Parts, record: RaisedRecord): Promise<AlertDetail> {
  const { alert } = record;
  const filter = await filterOfAlert(parts, record);
  const usual = { ...filter, fromMs: alert.sinceMs - USUAL_MS, toMs: alert.sinceMs - BEFORE_MS };
  const options = { limit: READ_MAX, cursor: null, facets: true, stepMs: HOUR_MS } as const;
  const [oldest, newest, terms, chart] = await Promise.all([
    parts.posts.search(filter, { ...options, sort: 'oldest' }),
    parts.posts.search(filter, { ...options, sort: 'newest', limit: SAMPLES_MAX, facets: false }),
    risenTerms(parts, filter, usual),
    chartOf(parts, alert.spikes[0]?.series ?? 'all', filter, chartFrom(alert, parts.now()), alert.updatedMs + HOUR_MS),
  ]);
  return {
    alert: alertView(parts, record),
    spikes: alert.spikes.map((spike) => spikeView(parts, spike)),
    chart,
    spread: spreadOf(parts, oldest.posts, oldest.facets?.sources ?? []),
    copies: await copiesOf(parts, oldest.posts),
    terms,
    samples: await postViews(parts, pick(oldest.posts, newest.posts), true),
    timeline: timelineOf(parts, record),
  };
}

/** The first of each group of copies, oldest first, then the newest: what is said, not how often. */
function pick(oldest: readonly Post[], newest: readonly Post[]): readonly Post[] {
  const seen = new Set<string>();
  return [...oldest.slice(0, SAMPLES_MAX / 2), ...newest.toReversed(), ...oldest]
    .filter((post) => !seen.has(post.group) && seen.add(post.group) !== undefined)
    .slice(0, SAMPLES_MAX)
    .toSorted((a, b) => a.publishedMs - b.publishedMs);
}

function spreadOf(
  parts: Parts,
  posts: readonly Post[],
  counts: readonly { readonly id: string; readonly count: number }[],
): AlertDetail['spread'] {
  const firstMs = new Map<SourceId, number>();
  for (const post of posts) if (!firstMs.has(post.source)) firstMs.set(post.source, post.publishedMs);
  return [...firstMs].map(([source, atMs]) => ({
    source,
    name: sourceName(parts, source),
    firstMs: atMs,
    count: counts.find(({ id }) => id === source)?.count ?? 1,
  }));
}

async function copiesOf(parts: Parts, posts: readonly Post[]): Promise<AlertDetail['copies']> {
  const groups = Map.groupBy(posts, (post) => post.group);
  const sizes = await parts.posts.groupSizes([...groups.keys()]);
  return [...groups]
    .map(([group, members]) => ({
      group,
      excerpt: members.slice(0, 1).map(excerptOf).join(''),
      count: sizes.get(group) ?? members.length,
      sources: new Set(members.map((post) => post.source)).size,
    }))
    .filter(({ count }) => count > 1)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, COPIES_MAX);
}

function excerptOf(post: Post): string {
  return [...coverExcerpt(post.text)].slice(0, EXCERPT_CHARS_MAX / 2).join('');
}

/** A young alert is shown close up with the two hours before it, an older one with its day. */
function chartFrom(alert: RaisedRecord['alert'], nowMs: number): number {
  const closeMs = alert.sinceMs - 2 * HOUR_MS;
  return nowMs - closeMs <= FINE_SPAN_MS ? closeMs : alert.sinceMs - DAY_MS;
}
