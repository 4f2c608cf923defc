import {
  FIGURE_ROWS_MAX,
  SMALL_COUNT,
  type Figure,
  type FigureQuery,
  type FigureView,
  type MadeIssue,
} from '../contract/index.ts';
import type { Span } from '../briefing/period.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';
import { StoreAway } from '../posts/port.ts';
import { carriedBy } from './briefing-effect.ts';
import { figureRows } from './briefing-figure-rows.ts';
import { stateAt, type BriefingParts } from './briefing-parts.ts';
import { rowsOfDesk, usualCounts } from './briefing-recount.ts';
import { groupsOf } from './claim-spread.ts';
import { ALL_POSTS, DAY_MS, filterOf } from './filter.ts';

/**
 * A figure counted again, by another way than it was made by. Null: it cannot be counted now (the store is away, its claim is gone), or
 * it is of voices and under 5. `atMs`: nothing of the desk after it is looked at.
 */
export async function countFigure(parts: BriefingParts, query: FigureQuery, atMs: number): Promise<number | null> {
  try {
    return await counted(parts, query, atMs);
  } catch (error) {
    if (error instanceof StoreAway) return null;
    throw error;
  }
}

async function counted(parts: BriefingParts, query: FigureQuery, atMs: number): Promise<number | null> {
  switch (query.of) {
    case 'posts':
      return parts.posts.count(await filterOf(parts, query.criteria));
    case 'voices': {
      const voices = await parts.posts.voices(await filterOf(parts, query.criteria));
      return voices < SMALL_COUNT ? null : voices;
    }
    case 'claim-posts':
      return claimCount(parts, query.claim, query);
    case 'usual':
      return (await usualCounts(parts, query.criteria, query.periods)).usual?.[query.end] ?? null;
    case 'effect': {
      const statement = rowAt(parts.desk.state().statements, query.statement);
      if (statement === undefined) return null;
      const carried = await carriedBy(parts, statement, query.fromMs, query.toMs);
      return carried.cutMs > query.fromMs ? null : carried[query.what].length;
    }
    case 'desk':
      return (await rowsOfDesk(parts, query, atMs)).length;
  }
}

async function claimCount(parts: BriefingParts, id: string, { fromMs, toMs }: Span): Promise<number | null> {
  const claim = rowAt(parts.desk.state().claims, id);
  if (claim === undefined) return null;
  const options = { sort: 'oldest', limit: 1, cursor: null, facets: false, stepMs: DAY_MS } as const;
  let sum = 0;
  for (const group of groupsOf(claim))
    sum += (await parts.posts.search({ ...ALL_POSTS, groups: [group], fromMs, toMs }, options)).total;
  return sum;
}

const SAME = { zh: '', en: '' };
const CHANGED_POSTS = {
  zh: '与成稿时不同：帖文到期删除、补采到或重新标注过。',
  en: 'Not as it was: posts were removed by age, came in late, or were tagged anew.',
};
const CHANGED_DESK = {
  zh: '与成稿时不同：台账后来又有办理（如重办、延期、改期限）。',
  en: 'Not as it was: the desk has gone on since (redone, extended, another deadline).',
};
const CANNOT = {
  zh: '现在数不出来：帖文库没有应答，或所指事项已不在。',
  en: 'It cannot be counted now: the store does not answer, or the row is gone.',
};

/** What lies behind a number of an issue: counted again now, and the rows or the search that it opens. Null: no such figure. */
export async function figureView(
  parts: BriefingParts,
  made: MadeIssue,
  at: number,
  nowMs: number,
): Promise<FigureView | null> {
  const figure = made.figures[at];
  if (figure === undefined) return null;
  const now = await countFigure(parts, figure.query, nowMs);
  // Folded for those alone that look at the desk: most figures are a search.
  let folded: DeskState | null = null;
  const state = (): DeskState => (folded ??= stateAt(parts, made.head));
  const then: BriefingParts = { ...parts, desk: { ...parts.desk, state } };
  const { search, rows } = await figureRows(then, figure);
  return { figure, now, changed: changedOf(figure, now), search, rows: rows.slice(0, FIGURE_ROWS_MAX) };
}

function changedOf({ value, query }: Figure, now: number | null): FigureView['changed'] {
  if (value === now) return SAME;
  if (now === null && query.of !== 'voices') return CANNOT;
  return query.of === 'desk' ? CHANGED_DESK : CHANGED_POSTS;
}
