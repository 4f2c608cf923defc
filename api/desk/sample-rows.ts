import type { DeskState } from './state.ts';
import { rowsOf, withoutRows, type Table } from './table.ts';

/** Rows that went with the sample, by table: running numbers go on after them, so that none is given twice. */
export type GoneRows = Readonly<Record<'claims' | 'inquiries' | 'statements' | 'concerns' | 'consultations', number>>;

export const NONE_GONE: GoneRows = { claims: 0, inquiries: 0, statements: 0, concerns: 0, consultations: 0 };

/** The number of the next row. */
export function nextNo(state: DeskState, table: keyof GoneRows): number {
  return state[table].size + state.gone[table] + 1;
}

/** The invented matters of the sample town go with it, and what was said of them in public. The journal keeps all. */
export function withoutSampleRows(state: DeskState): DeskState {
  const lost = new Set<string | null>(
    [...rowsOf(state.claims), ...rowsOf(state.concerns)].filter(({ sample }) => sample).map(({ id }) => id),
  );
  const kept = {
    claims: withoutRows(state.claims, ({ sample }) => sample),
    inquiries: withoutRows(state.inquiries, ({ claim }) => lost.has(claim)),
    statements: withoutRows(state.statements, ({ sample }) => sample),
    concerns: withoutRows(state.concerns, ({ sample }) => sample),
    consultations: withoutRows(state.consultations, ({ concern }) => concern !== null && lost.has(concern)),
  };
  const count = (table: keyof GoneRows): number => state.gone[table] + sizeOf(state[table]) - sizeOf(kept[table]);
  const gone: GoneRows = {
    claims: count('claims'),
    inquiries: count('inquiries'),
    statements: count('statements'),
    concerns: count('concerns'),
    consultations: count('consultations'),
  };
  // Their numbers stay given, in `briefingNos`.
  const briefings = withoutRows(state.briefings, ({ sample }) => sample);
  return { ...state, ...kept, briefings, gone };
}

function sizeOf(table: Table<unknown>): number {
  return table.size;
}
