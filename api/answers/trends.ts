import type { TrendView } from '../contract/index.ts';
import { BAND_WEEKS, moved, trendOf, weeksUpTo, type Weekly } from '../briefing/trend.ts';
import { DAY_MS, type Span } from '../briefing/period.ts';
import { knownSpans, sumIn, type Bucket } from '../briefing/usual.ts';
import { judge, ratesOf, sinceOf } from '../desk/concerns/rates.ts';
import { rowsOf } from '../desk/table.ts';
import { leadTimes } from '../effect/lead-times.ts';
import { medianOf } from '../effect/score.ts';
import type { Handlers } from '../http/handler.ts';
import type { PostFilter } from '../posts/port.ts';
import { unlessAway } from './claim-spread.ts';
import { ALL_POSTS } from './filter.ts';
import { seriesName } from './names.ts';
import type { Parts } from './parts.ts';

/** Topics and places that are looked at, the most talked of first, and how many of those that moved most are drawn. */
const LOOKED_AT = 10;
const DRAWN = 3;
/** A whole county or city is no place among others. */
const BROAD = /^\d{1,4}$/;
const POSTS = { zh: '条', en: 'posts' };
const PERCENT = { zh: '%', en: '%' };
const MINUTES = { zh: '分钟', en: 'min' };
const MINUTE_MS = 60_000;

type TrendParts = Pick<Parts, 'posts' | 'desk' | 'now' | 'lexicon'>;

/** Topics, places, rates and lead times over weeks. */
export function trendAnswers(parts: Parts): Pick<Handlers, 'GET /api/trends'> {
  return { 'GET /api/trends': ({ query }) => trendsOf(parts, Number(query.weeks)) };
}

async function trendsOf(parts: TrendParts, shown: number): Promise<TrendView> {
  const weeks = weeksUpTo(parts.now(), shown + BAND_WEEKS);
  const talk = await unlessAway(talkOf(parts, weeks));
  const known = talk?.known ?? [];
  return {
    fromMs: weeks[BAND_WEEKS]?.fromMs ?? 0,
    toMs: weeks.at(-1)?.toMs ?? 0,
    weeks: known.slice(BAND_WEEKS).filter(Boolean).length,
    trends: [...(talk?.series ?? []), ...ratesBy(parts, weeks), ...leadsBy(parts, weeks)].map((each) =>
      trendOf(each, weeks),
    ),
    sources: rowsOf(parts.desk.state().sources).length,
    posts: talk?.posts ?? 0,
  };
}

/** One trend for a leader: of all topics and places the one that moved most, else all posts. */
export async function oneTrend(parts: TrendParts, shown: number) {
  const weeks = weeksUpTo(parts.now(), shown + BAND_WEEKS);
  const talk = await unlessAway(talkOf(parts, weeks));
  const [first] = (talk?.series ?? []).toSorted((a, b) => moved(b) - moved(a));
  return first === undefined ? null : trendOf(first, weeks);
}

type Talk = { readonly series: readonly Weekly[]; readonly known: readonly boolean[]; readonly posts: number };

async function talkOf(parts: TrendParts, weeks: readonly Span[]): Promise<Talk> {
  const span = { fromMs: weeks[0]?.fromMs ?? 0, toMs: weeks.at(-1)?.toMs ?? 0 };
  const [all, oldest] = await Promise.all([
    searched(parts, { ...ALL_POSTS, ...span }),
    parts.posts.search({ ...ALL_POSTS, ...span }, { ...ONE, sort: 'oldest', facets: false }),
  ]);
  const known = knownSpans(weeks, all.histogram, oldest.posts[0]?.publishedMs ?? null);
  const weekly = (id: string, zh: string, en: string, buckets: readonly Bucket[]): Weekly => ({
    ...{ id, section: 'hot', zh, en, unit: POSTS },
    values: weeks.map((week, at) => (known[at] === true ? sumIn(buckets, week) : null)),
  });
  const read = async (kind: 'topic' | 'place', ids: readonly string[]): Promise<readonly Weekly[]> => {
    const found = await Promise.all(
      ids.slice(0, LOOKED_AT).map(async (id) => {
        const key = `${kind}:${id}`;
        const { zh, en } = seriesName(parts, key);
        const { histogram } = await searched(parts, { ...ALL_POSTS, ...span, [`${kind}s`]: [id] });
        return weekly(key, zh, en, histogram);
      }),
    );
    return found.toSorted((a, b) => moved(b) - moved(a)).slice(0, DRAWN);
  };
  const idsOf = (counted: readonly { readonly id: string }[]): readonly string[] => counted.map(({ id }) => id);
  const topics = await read('topic', idsOf(all.facets?.topics ?? []));
  const places = await read(
    'place',
    idsOf(all.facets?.places ?? []).filter((id) => !BROAD.test(id)),
  );
  const whole = weekly('all', '全部帖文', 'All posts', all.histogram);
  const shown = { fromMs: weeks[BAND_WEEKS]?.fromMs ?? 0, toMs: span.toMs };
  return { series: [whole, ...topics, ...places], known, posts: sumIn(all.histogram, shown) };
}

const ONE = { limit: 1, cursor: null, stepMs: DAY_MS } as const;

function searched({ posts }: Pick<Parts, 'posts'>, filter: PostFilter) {
  return posts.search(filter, { ...ONE, sort: 'newest', facets: true });
}

const RATES = [
  ['response', '响应率', 'Response rate'],
  ['solved', '解决率', 'Solution rate'],
  ['satisfied', '满意率', 'Satisfaction rate'],
] as const;

function ratesBy({ desk, now }: TrendParts, weeks: readonly Span[]): readonly Weekly[] {
  const state = desk.state();
  const judged = sinceOf(judge(state, rowsOf(state.concerns), now()), weeks[0]?.fromMs ?? 0);
  const byWeek = weeks.map((week) => ratesOf(judged, week));
  return RATES.map(([id, zh, en]) => ({
    ...{ id: `rate:${id}`, section: 'ledger', zh, en, unit: PERCENT },
    values: byWeek.map(({ [id]: { part, whole } }) => (whole === 0 ? null : Math.round((part / whole) * 100))),
  }));
}

const LEADS = [
  ['known-to-word', '从知悉到首次回应', 'From knowing to the first word'],
  ['known-to-statement', '从知悉到情况通报', 'From knowing to the statement'],
] as const;

function leadsBy({ desk, now }: TrendParts, weeks: readonly Span[]): readonly Weekly[] {
  const rows = leadTimes(desk.state(), () => null, now());
  const medianIn = (id: (typeof LEADS)[number][0], { fromMs, toMs }: Span): number | null => {
    const own = rows.filter(({ knownMs }) => knownMs >= fromMs && knownMs < toMs);
    const medianMs = medianOf(own.flatMap(({ spans }) => spans[id] ?? []));
    return medianMs === null ? null : Math.round(medianMs / MINUTE_MS);
  };
  return LEADS.map(([id, zh, en]) => ({
    ...{ id: `lead:${id}`, section: 'effect', zh, en, unit: MINUTES },
    values: weeks.map((week) => medianIn(id, week)),
  }));
}
