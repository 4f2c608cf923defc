import { HOT_MAX, type Criteria, type PlaceLevel, type Post } from '../contract/index.ts';
import type { HotRow } from '../briefing/input.ts';
import { DAY_MS, HOUR_MS, type Span } from '../briefing/period.ts';
import { typicalPosts } from '../briefing/typical.ts';
import { sumIn, type Bucket } from '../briefing/usual.ts';
import type { Counted as FacetCount, PostFilter } from '../posts/port.ts';
import type { BriefingParts } from './briefing-parts.ts';
import { bucketsOf, countedOf, criteriaOf, plainFilter, valueIn, type History } from './briefing-history.ts';
import { ALL_POSTS } from './filter.ts';
import { sourceName } from './names.ts';
import { risenTerms } from './terms.ts';

/** Topics that are looked at: the commonest of the period. */
const TOPICS_MAX = 12;
/** Under this a subject is no hot one. */
const HOT_POSTS_MIN = 3;
/** A place leads where it has so much of the topic's posts. */
const LEADS_SHARE = 0.5;
/** Places as wide as the office's own area lead nowhere. */
const WIDE: readonly PlaceLevel[] = ['country', 'province', 'city', 'county'];
/** Posts of a row that typical ones are chosen from. */
const SAMPLE_POSTS = 60;
/** Two rows with more of their posts in common are one subject. */
const SAME_MIN = 0.6;
const TERMS_MAX = 6;
const LAST_MS = 3 * HOUR_MS;

type Subject = { readonly topic: string; readonly place: string | null; readonly posts: readonly Post[] };
type Candidate = Subject & { readonly row: Omit<HotRow, 'voices' | 'terms' | 'typical'>; readonly weight: number };

/** The five subjects that stand out most above their usual band, of the commonest topics, each with its place where one leads. */
export async function hotRows(
  parts: BriefingParts,
  history: History,
  binMs: number,
  silences: readonly Span[],
): Promise<readonly HotRow[]> {
  const { posts } = parts;
  const period = { ...ALL_POSTS, ...history.span };
  const { facets } = await posts.search(period, {
    sort: 'newest',
    limit: 1,
    cursor: null,
    facets: true,
    stepMs: DAY_MS,
  });
  const topics = (facets?.topics ?? []).filter(({ count }) => count >= HOT_POSTS_MIN).slice(0, TOPICS_MAX);
  const candidates = await Promise.all(topics.map(({ id }) => candidateOf(parts, history, id, { binMs, silences })));
  return Promise.all(strongest(candidates).map((candidate) => hotRow(parts, history, candidate)));
}

/** The heaviest first; of two with mostly the same posts the lighter one goes. */
function strongest(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = candidates
    .filter(({ row }) => row.count >= HOT_POSTS_MIN)
    .toSorted((a, b) => b.weight - a.weight || b.row.count - a.row.count || (a.row.series < b.row.series ? -1 : 1));
  const ids = (candidate: Candidate): readonly string[] => candidate.posts.map(({ id }) => id);
  const chosen: Candidate[] = [];
  for (const candidate of sorted) {
    if (chosen.length === HOT_MAX) break;
    if (chosen.every((other) => shareOf(ids(candidate), ids(other)) < SAME_MIN)) chosen.push(candidate);
  }
  return chosen;
}

/** Of the shorter list, the share that is in the other. */
function shareOf(a: readonly string[], b: readonly string[]): number {
  const other = new Set(b);
  const shared = a.filter((id) => other.has(id)).length;
  return shared / Math.max(1, Math.min(a.length, b.length));
}

type Drawn = { readonly binMs: number; readonly silences: readonly Span[] };

async function candidateOf(parts: BriefingParts, history: History, topic: string, drawn: Drawn): Promise<Candidate> {
  const options = { sort: 'newest', limit: SAMPLE_POSTS, cursor: null, facets: true, stepMs: DAY_MS } as const;
  const topical = plainFilter(criteriaOf({ topics: [topic] }, history.span));
  const found = await parts.posts.search(topical, options);
  const place = leadingPlace(parts, found.facets?.places ?? [], found.total);
  const given: Partial<Criteria> = { topics: [topic], places: place === null ? [] : [place] };
  const filter = plainFilter(criteriaOf(given, history.span));
  const posts = place === null ? found.posts : (await parts.posts.search(filter, { ...options, facets: false })).posts;
  const { histogram } = await bucketsOf(parts, filter, history);
  const counted = countedOf(history, given, histogram);
  const series = `topic:${topic}${place === null ? '' : `|place:${place}`}`;
  const row = { ...counted, series, topic, place, ...courseOf(history, histogram, drawn) };
  return { topic, place, posts, row, weight: weightOf(history, counted.count, histogram) };
}

function leadingPlace({ lexicon }: BriefingParts, places: readonly FacetCount[], total: number): string | null {
  const { places: entries } = lexicon();
  const isWide = (id: string): boolean => WIDE.includes(entries.find((entry) => entry.id === id)?.level ?? 'site');
  const [first] = places.filter(({ id }) => !isWide(id));
  return first !== undefined && first.count >= total * LEADS_SHARE ? first.id : null;
}

/** How far above what is usual, in the width of chance: (count − mean) ÷ √(mean + 1). */
function weightOf({ earlier, known }: History, count: number, buckets: readonly Bucket[]): number {
  const counts = earlier.filter((_, at) => known[at] === true).map((span) => sumIn(buckets, span));
  const mean = counts.length === 0 ? 0 : counts.reduce((sum, each) => sum + each, 0) / counts.length;
  return (count - mean) / Math.sqrt(mean + 1);
}

function courseOf({ span }: History, buckets: readonly Bucket[], { binMs, silences }: Drawn) {
  const bins: Span[] = [];
  for (let fromMs = span.fromMs; fromMs < span.toMs; fromMs += binMs) {
    bins.push({ fromMs, toMs: Math.min(fromMs + binMs, span.toMs) });
  }
  const counted = bins.map((bin) => ({ ...bin, count: sumIn(buckets, bin) }));
  const peak = counted.reduce((most, each) => (each.count > most.count ? each : most), { ...span, count: -1 });
  const last = { fromMs: span.toMs - (binMs >= DAY_MS ? DAY_MS : LAST_MS), toMs: span.toMs };
  return {
    peak,
    last: { ...last, count: sumIn(buckets, last) },
    line: bins.map((bin) => valueIn(buckets, bin, silences)),
  };
}

async function hotRow(
  parts: BriefingParts,
  history: History,
  { row, posts, topic, place }: Candidate,
): Promise<HotRow> {
  const filter: PostFilter = plainFilter(row.criteria);
  const usual = { ...filter, fromMs: history.fromMs, toMs: history.span.fromMs };
  const [voices, risen] = await Promise.all([parts.posts.voices(filter), risenTerms(parts, filter, usual)]);
  const own = namesOf(parts, topic, place);
  const terms = risen.map(({ term }) => term).filter((term) => !own.some((name) => name.includes(term)));
  return {
    ...row,
    voices,
    terms: terms.slice(0, TERMS_MAX),
    typical: typicalPosts({
      posts,
      terms: risen.map(({ term }) => term),
      sourceName: (id) => sourceName(parts, id),
      isPersonName: parts.isPersonName,
    }),
  };
}

/** The subject's own names say nothing of what people are after. */
function namesOf({ lexicon }: BriefingParts, topic: string, place: string | null): readonly string[] {
  const { topics, places } = lexicon();
  const entry = places.find(({ id }) => id === place);
  return [topics.find(({ id }) => id === topic)?.zh ?? '', entry?.name ?? '', ...(entry?.aliases ?? [])];
}
