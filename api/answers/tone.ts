import { SMALL_COUNT, TONES, type Tone, type ToneQuery, type ToneReply } from '../contract/index.ts';
import { coverExcerpt } from '../contract/privacy.ts';
import type { Handlers } from '../http/handler.ts';
import type { PostFilter, ToneGrouping } from '../posts/port.ts';
import { ALL_POSTS, DAY_MS, HOUR_MS } from './filter.ts';
import { placeName, sourceName } from './names.ts';
import type { Parts } from './parts.ts';
import { EXCERPT_CHARS_MAX } from './post-view.ts';
import { risenTerms } from './terms.ts';
import { shareBand, sumOf, type Counts } from './tone-sum.ts';

const USUAL_DAYS = 28;
const ROWS_PER_KIND_MAX = 10;
const EXCERPTS_MAX = 6;
/** Widths of a point, tried in turn until a point has enough posts for its shares to say something. */
const STEPS_MS = [HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, DAY_MS] as const;
const POINT_POSTS_MIN = 25;
/** Days in China begin here, in milliseconds of UTC. */
const CHINA_DAY_MS = 16 * HOUR_MS;

/** 情绪: how people feel about what, in sums of five and more; never of one post. */
export function toneAnswers(parts: Parts): Pick<Handlers, 'POST /api/tone'> {
  return { 'POST /api/tone': ({ body }) => toneReply(parts, body) };
}

function filterOfTone(query: ToneQuery): PostFilter {
  const ids = query.id === '' ? [] : [query.id];
  return {
    ...ALL_POSTS,
    topics: query.by === 'topic' ? ids : [],
    places: query.by === 'place' ? ids : [],
    sources: query.by === 'source' ? ids : [],
    fromMs: query.fromMs,
    toMs: query.toMs,
  };
}

async function toneReply(parts: Parts, query: ToneQuery): Promise<ToneReply> {
  const filter = filterOfTone(query);
  const usualFilter = { ...filter, fromMs: query.fromMs - USUAL_DAYS * DAY_MS, toMs: query.fromMs };
  const [tones, usual, terms, rows] = await Promise.all([
    parts.posts.tones(filter, HOUR_MS),
    parts.posts.tones(usualFilter, DAY_MS),
    risenTerms(parts, filter, usualFilter),
    rowsOf(parts, filter),
  ]);
  const total = tones.reduce((all, row) => all + row.count, 0);
  const stepMs = stepFor(total, query.toMs - query.fromMs);
  const sum = sumOf(added(tones));
  return {
    stepMs,
    points: bucketed(tones.map((row) => ({ ...row, atMs: stepStart(row.atMs, stepMs) }))).map(([atMs, counts]) => ({
      atMs,
      ...sumOf(counts),
    })),
    sum,
    usual: TONES.map((tone) => ({
      tone,
      ...shareBand(
        bucketed(usual).map(([, counts]) => counts),
        tone,
      ),
    })),
    rows,
    terms,
    excerpts: await excerptsOf(
      parts,
      filter,
      terms.map((term) => term.term),
    ),
  };
}

function stepFor(total: number, spanMs: number): number {
  const enough = (stepMs: number): boolean => total / (spanMs / stepMs) >= POINT_POSTS_MIN;
  return STEPS_MS.find(enough) ?? DAY_MS;
}

function stepStart(atMs: number, stepMs: number): number {
  return Math.floor((atMs - CHINA_DAY_MS) / stepMs) * stepMs + CHINA_DAY_MS;
}

type ToneRow = { readonly tone: Tone; readonly count: number };

function added(rows: readonly ToneRow[]): Counts {
  const counts: Record<Tone, number> = { calm: 0, worried: 0, angry: 0, helpless: 0, thankful: 0 };
  for (const { tone, count } of rows) counts[tone] += count;
  return counts;
}

function bucketed(rows: readonly (ToneRow & { readonly atMs: number })[]): readonly (readonly [number, Counts])[] {
  return [...Map.groupBy(rows, (row) => row.atMs)]
    .map(([atMs, members]) => [atMs, added(members)] as const)
    .toSorted(([a], [b]) => a - b);
}

const GROUPINGS: readonly (readonly [ToneGrouping, 'topic' | 'place' | 'source'])[] = [
  ['topics', 'topic'],
  ['places', 'place'],
  ['sources', 'source'],
];

async function rowsOf(parts: Parts, filter: PostFilter): Promise<ToneReply['rows']> {
  const all = await Promise.all(
    GROUPINGS.map(async ([by, kind]) => {
      const found = await parts.posts.tonesBy(filter, by);
      return [...Map.groupBy(found, (row) => row.id)]
        .map(([id, members]) => ({ kind, id, name: nameOf(parts, kind, id), ...sumOf(added(members)) }))
        .filter((row) => row.total !== null)
        .toSorted((a, b) => (b.total ?? 0) - (a.total ?? 0))
        .slice(0, ROWS_PER_KIND_MAX);
    }),
  );
  return all.flat();
}

function nameOf(parts: Parts, kind: 'topic' | 'place' | 'source', id: string): string {
  if (kind === 'source') return sourceName(parts, id);
  if (kind === 'place') return placeName(parts, id);
  return parts.lexicon().topics.find((topic) => topic.id === id)?.zh ?? id;
}

/** Chosen by the terms that rose, one a term; a term in under five posts gives none, for it could point at one person. */
async function excerptsOf(parts: Parts, filter: PostFilter, terms: readonly string[]): Promise<ToneReply['excerpts']> {
  const excerpts: ToneReply['excerpts'] = [];
  const used = new Set<string>();
  for (const term of terms) {
    if (excerpts.length >= EXCERPTS_MAX) break;
    const found = await parts.posts.search(
      { ...filter, phrases: [[term]] },
      { sort: 'newest', limit: SMALL_COUNT, cursor: null, facets: false, stepMs: DAY_MS },
    );
    const post = found.total < SMALL_COUNT ? undefined : found.posts.find((each) => !used.has(each.group));
    if (post === undefined) continue;
    used.add(post.group);
    const text = [...coverExcerpt(post.text)].slice(0, EXCERPT_CHARS_MAX).join('');
    excerpts.push({ term, text, sourceName: sourceName(parts, post.source), publishedMs: post.publishedMs });
  }
  return excerpts;
}
