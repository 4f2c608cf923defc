import type { MarkRow } from '../briefing/input.ts';
import { bodyName } from '../briefing/named.ts';
import { KIND_WORDS } from '../desk/briefings/words.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';

/** Newest first; an issue prints forty rows of a section. */
const MARKS_MAX = 200;

/** 批示: what leaders wrote on issues that were released before this moment. */
export function marksBefore(state: DeskState, ms: number): readonly MarkRow[] {
  return rowsOf(state.briefings)
    .flatMap((row) => row.marks.map((mark) => ({ row, mark })))
    .filter(({ mark }) => mark.atMs < ms)
    .toSorted((a, b) => b.mark.atMs - a.mark.atMs)
    .slice(0, MARKS_MAX)
    .map(({ row: { kind, no }, mark: { by, ...mark } }) => ({
      ...mark,
      body: bodyName(state, mark.body) ?? mark.body,
      issue: `${KIND_WORDS[kind][0]}第 ${no} 期`,
      by: rowAt(state.people, by)?.name ?? by,
    }));
}
