import type { Bin, PostsInput } from '../briefing/input.ts';
import {
  DAY_MS,
  earlierSpans,
  HOUR_MS,
  knownMin,
  spanBefore,
  stepOf,
  USUAL_PERIODS,
  type Span,
} from '../briefing/period.ts';
import { knownSpans, sumIn, usualOf } from '../briefing/usual.ts';
import type { PostFilter } from '../posts/port.ts';
import { claimCounts } from './briefing-claims.ts';
import { bucketsOf, countedOf, criteriaOf, valueIn, type History } from './briefing-history.ts';
import { hotRows } from './briefing-hot.ts';
import type { Asked, BriefingParts } from './briefing-parts.ts';
import { ALL_POSTS } from './filter.ts';
import { isSample } from './names.ts';

/** Hours without any post in a row that are a hole, where there usually are some. */
const SILENT_HOURS_MIN = 3;

export async function postsInput(parts: BriefingParts, asked: Asked): Promise<PostsInput> {
  const span = { fromMs: asked.fromMs, toMs: asked.toMs };
  const periods = USUAL_PERIODS[asked.kind];
  const earlier = earlierSpans(span, periods);
  const fromMs = Math.min(span.fromMs, ...earlier.map((each) => each.fromMs));
  const stepMs = stepOf(span);
  const [found, first, read] = await Promise.all([
    bucketsOf(parts, ALL_POSTS, { fromMs, stepMs, span }),
    oneOf(parts, { ...ALL_POSTS, toMs: span.toMs }, 'oldest'),
    readOf(parts, span),
  ]);
  const all = found.histogram;
  const known = knownSpans(earlier, all, first);
  const history: History = { span, stepMs, periods, earlier, known, all, fromMs };
  const total = countedOf(history, {}, all);
  const before = spanBefore(asked.kind, span);
  const silences = asked.about === null ? silencesOf(history) : [];
  const binMs = asked.kind === 'daily' ? HOUR_MS : DAY_MS;
  return {
    total,
    before:
      before === null || known[0] !== true || asked.kind === 'daily'
        ? null
        : { criteria: criteriaOf({}, before), count: sumIn(all, before) },
    read,
    bins: asked.about === null ? binsOf(history, binMs, silences) : [],
    binMs,
    hot: asked.about === null && total.count > 0 ? await hotRows(parts, history, binMs, silences) : [],
    claims: await claimCounts(parts, asked),
    lastMs: found.posts[0]?.publishedMs ?? (await oneOf(parts, { ...ALL_POSTS, toMs: span.toMs }, 'newest')),
    firstMs: first,
    silences,
    sample: Object.keys(read).length > 0 && Object.keys(read).every((id) => isSample(parts, id)),
  };
}

async function oneOf({ posts }: BriefingParts, filter: PostFilter, sort: 'oldest' | 'newest'): Promise<number | null> {
  const found = await posts.search(filter, { sort, limit: 1, cursor: null, facets: false, stepMs: DAY_MS });
  return found.posts[0]?.publishedMs ?? null;
}

/** Posts by source in the span: those since its start less those since its end. */
export async function readOf({ posts }: Pick<BriefingParts, 'posts'>, { fromMs, toMs }: Span) {
  const [since, after] = await Promise.all([posts.countsBySource(fromMs), posts.countsBySource(toMs)]);
  const rows = [...since].map(([id, count]): [string, number] => [id, count - (after.get(id) ?? 0)]);
  return Object.fromEntries(rows.filter(([, count]) => count > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The period by hours or days, each with what is usual in the same bin of earlier periods. */
export function binsOf(history: History, binMs: number, silences: readonly Span[]): readonly Bin[] {
  const { span, all } = history;
  const bins: Bin[] = [];
  for (let atMs = span.fromMs; atMs < span.toMs; atMs += binMs) {
    const bin = { fromMs: atMs, toMs: Math.min(atMs + binMs, span.toMs) };
    bins.push({ atMs, count: valueIn(all, bin, silences), usual: binUsual(history, bin) });
  }
  return bins;
}

function binUsual({ span, earlier, known, periods, all }: History, bin: Span): Bin['usual'] {
  // Months are not equally long: a day of one has no fellow in another.
  if (periods === 0 || periods === USUAL_PERIODS.monthly) return null;
  const counts = earlier.map((each, at) => {
    const backMs = span.fromMs - each.fromMs;
    return known[at] === true ? sumIn(all, { fromMs: bin.fromMs - backMs, toMs: bin.toMs - backMs }) : null;
  });
  return usualOf(counts, knownMin(periods));
}

/** Runs of hours without one post, in each of which at least half of the known earlier days have some. */
function silencesOf({ span, all, stepMs }: History): readonly Span[] {
  if (stepMs > HOUR_MS) return [];
  const counts = new Map<number, number>();
  for (const { atMs, count } of all) {
    const hour = Math.floor(atMs / HOUR_MS) * HOUR_MS;
    counts.set(hour, (counts.get(hour) ?? 0) + count);
  }
  const silences: { fromMs: number; toMs: number }[] = [];
  for (let atMs = Math.ceil(span.fromMs / HOUR_MS) * HOUR_MS; atMs + HOUR_MS <= span.toMs; atMs += HOUR_MS) {
    if ((counts.get(atMs) ?? 0) > 0 || !isUsuallyHeard(counts, atMs)) continue;
    const last = silences.at(-1);
    if (last?.toMs === atMs) last.toMs = atMs + HOUR_MS;
    else silences.push({ fromMs: atMs, toMs: atMs + HOUR_MS });
  }
  return silences.filter(({ fromMs, toMs }) => toMs - fromMs >= SILENT_HOURS_MIN * HOUR_MS);
}

const SILENCE_DAYS = 14;
const SILENCE_DAYS_MIN = 7;

function isUsuallyHeard(counts: ReadonlyMap<number, number>, atMs: number): boolean {
  const days = Array.from({ length: SILENCE_DAYS }, (_, at) => counts.get(atMs - (at + 1) * DAY_MS) ?? 0);
  return days.filter((count) => count > 0).length >= SILENCE_DAYS_MIN;
}
