import type { Criteria, Figure, FigureView } from '../contract/index.ts';
import type { Span } from '../briefing/period.ts';
import { shownText, statementTitle, timeText } from '../briefing/words.ts';
import { rowAt } from '../desk/table.ts';
import { StoreAway } from '../posts/port.ts';
import { claimOf } from './briefing-effect.ts';
import type { BriefingParts } from './briefing-parts.ts';
import { rowsOfDesk, usualCounts } from './briefing-recount.ts';
import { groupsOf } from './claim-spread.ts';

type Rows = Pick<FigureView, 'search' | 'rows'>;

/** The address of a search as the screen 检索 reads it. */
function searchAddress(criteria: Partial<Criteria> & Span): string {
  const query = new URLSearchParams();
  const put = (key: string, value: string): void => {
    if (value !== '') query.set(key, value);
  };
  put('q', criteria.text ?? '');
  for (const key of ['topics', 'places', 'markers', 'sources', 'kinds'] as const)
    put(key, (criteria[key] ?? []).join(','));
  put('group', criteria.group ?? '');
  put('from', criteria.fromMs === 0 ? '' : String(criteria.fromMs));
  put('to', criteria.toMs === 0 ? '' : String(criteria.toMs));
  return `/search?${query.toString()}`;
}

/** Where a figure leads: one search, or a row for each thing that was counted. */
export async function figureRows(parts: BriefingParts, { query, value }: Figure): Promise<Rows> {
  switch (query.of) {
    case 'posts':
    case 'voices':
      return { search: searchAddress(query.criteria), rows: [] };
    case 'usual':
      return { search: null, rows: await usualRows(parts, query.criteria, query.periods) };
    case 'claim-posts':
      return claimRows(parts, query.claim, query, value);
    case 'effect':
      return { search: null, rows: effectRowsOf(parts, query.statement, query.what, query) };
    case 'desk':
      return { search: null, rows: [...(await rowsOfDesk(parts, query, query.toMs))] };
  }
}

async function usualRows(parts: BriefingParts, criteria: Criteria, periods: number): Promise<FigureView['rows']> {
  try {
    const { spans, counts } = await usualCounts(parts, criteria, periods);
    return spans.map((span, at) => ({
      title: `${timeText(span.fromMs)} 至 ${timeText(span.toMs)}`,
      link: searchAddress({ ...criteria, ...span }),
      atMs: span.fromMs,
      note: counts[at] === null ? '没有数据，不计' : `${counts[at]} 条`,
    }));
  } catch (error) {
    if (error instanceof StoreAway) return [];
    throw error;
  }
}

async function claimRows(parts: BriefingParts, id: string, span: Span, value: number | null): Promise<Rows> {
  const claim = rowAt(parts.desk.state().claims, id);
  const groups = claim === undefined ? [] : groupsOf(claim);
  const search = groups.length === 0 ? null : searchAddress({ group: groups.join(','), ...within(span) });
  if (groups.length < 2) return { search, rows: [] };
  const variants = claim?.variants ?? [];
  const rows = groups.map((group) => ({
    title: shownText(variants.find((variant) => variant.group === group)?.text ?? group),
    link: searchAddress({ group, ...within(span) }),
    atMs: variants.find((variant) => variant.group === group)?.firstSeenMs ?? null,
    note: value === 0 ? '0 条' : '一种说法的相同帖文',
  }));
  return { search, rows };
}

const within = ({ fromMs, toMs }: Span): Span => ({ fromMs, toMs });

/** Repeats by the groups and words of the claim's variants; mentions by the statement's title. */
function effectRowsOf(parts: BriefingParts, id: string, what: 'repeats' | 'mentions', span: Span): FigureView['rows'] {
  const statement = rowAt(parts.desk.state().statements, id);
  if (statement === undefined) return [];
  const row = (title: string, criteria: Partial<Criteria>, note: string): FigureView['rows'][number] => ({
    title: shownText(title),
    link: searchAddress({ ...criteria, ...within(span) }),
    atMs: null,
    note,
  });
  if (what === 'mentions') {
    const title = statementTitle(statement);
    return [row(title, { text: `"${title}"` }, '写有通报标题的帖文；引用原文或网页地址的另计')];
  }
  const claim = claimOf(parts, statement);
  if (claim === null) return [];
  const grouped = groupsOf(claim).map((group) => {
    const text = claim.variants.find((variant) => variant.group === group)?.text ?? group;
    return row(text, { group }, '相同帖文；转发通报的不计');
  });
  const typed = claim.variants.filter(({ group }) => group === null);
  return [...grouped, ...typed.map(({ text }) => row(text, { text: `"${shownText(text, 40)}"` }, '按说法的原文查找'))];
}
