import type { Criteria, FigureQuery } from '../contract/index.ts';
import { deskRows } from '../briefing/desk-rule.ts';
import { earlierSpans, knownMin } from '../briefing/period.ts';
import { usualOf } from '../briefing/usual.ts';
import { alertRows, type BriefingParts } from './briefing-parts.ts';
import { readOf } from './briefing-posts.ts';
import { ALL_POSTS, DAY_MS, filterOf } from './filter.ts';

/** The rows behind a desk figure, in the state that `parts` has. */
export async function rowsOfDesk(parts: BriefingParts, query: Extract<FigureQuery, { of: 'desk' }>, atMs: number) {
  const read = query.rule.startsWith('sources-') ? await readOf(parts, query) : {};
  const facts = { state: parts.desk.state(), alerts: alertRows(parts), read };
  return deskRows(facts, query.rule, { body: query.body, fromMs: query.fromMs, toMs: query.toMs, atMs });
}

/** Span by span: how many posts, or null where that time is not known. */
export async function usualCounts(parts: BriefingParts, criteria: Criteria, periods: number) {
  const spans = earlierSpans(criteria, periods);
  const filter = await filterOf(parts, criteria);
  const options = { sort: 'oldest', limit: 1, cursor: null, facets: false, stepMs: DAY_MS } as const;
  const first = (await parts.posts.search({ ...ALL_POSTS, toMs: criteria.toMs }, options)).posts[0]?.publishedMs;
  const counts: (number | null)[] = [];
  for (const span of spans) {
    const isKnown =
      first !== undefined && span.fromMs >= first && (await parts.posts.count({ ...ALL_POSTS, ...span })) > 0;
    counts.push(isKnown ? await parts.posts.count({ ...filter, ...span }) : null);
  }
  return { spans, counts, usual: usualOf(counts, knownMin(periods)) };
}
