import type { Source, SourceHealth } from '../contract/index.ts';
import type { PostsInput, SourceGapRow } from '../briefing/input.ts';
import { earlierSpans, HOUR_MS, USUAL_PERIODS } from '../briefing/period.ts';
import { sumIn } from '../briefing/usual.ts';
import { rowsOf } from '../desk/table.ts';
import type { Asked, BriefingParts } from './briefing-parts.ts';
import { ALL_POSTS } from './filter.ts';

/** Silent sources that are looked into, by name. */
const SOURCES_MAX = 40;
const EARLIER = 7;
/** A source that had posts in so many of the seven periods before is expected to have some. */
const EXPECTED_MIN = 5;
const DOWN: readonly SourceHealth['state'][] = ['failing', 'set-aside', 'resting'];

/** Sources without a post in the period that are paused, failing, or usually have some: since when, and why. */
export async function sourceGaps(
  parts: BriefingParts,
  asked: Asked,
  { read }: PostsInput,
): Promise<readonly SourceGapRow[]> {
  const silent = rowsOf(parts.desk.state().sources)
    .filter(({ id, url, addedMs }) => url !== null && addedMs < asked.toMs && (read[id] ?? 0) === 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
    .slice(0, SOURCES_MAX);
  const rows: SourceGapRow[] = [];
  for (const source of silent) {
    const gap = await gapOf(parts, asked, source);
    if (gap !== null) rows.push(gap);
  }
  return rows;
}

async function gapOf({ posts, leases }: BriefingParts, asked: Asked, source: Source): Promise<SourceGapRow | null> {
  const spans = earlierSpans(asked, USUAL_PERIODS[asked.kind]).slice(0, EARLIER);
  const filter = { ...ALL_POSTS, sources: [source.id], toMs: asked.toMs };
  const found = await posts.search(filter, {
    sort: 'newest',
    limit: 1,
    cursor: null,
    facets: true,
    stepMs: HOUR_MS,
  });
  const heard = spans.filter((span) => sumIn(found.histogram, span) > 0).length;
  const health = leases?.health(source);
  const why = whyOf(source, health);
  if (why === null && heard < EXPECTED_MIN) return null;
  const fromMs = found.posts[0]?.publishedMs ?? null;
  return {
    source: source.id,
    name: source.name,
    fromMs,
    why: why ?? '平常各期都有帖文，本期没有；采集未报错，请查看网站是否改版',
  };
}

function whyOf(source: Source, health: SourceHealth | undefined): string | null {
  if (source.paused) return '已人工暂停采集';
  if (health === undefined || !DOWN.includes(health.state)) return null;
  return health.reason?.zh ?? '采集失败';
}
