import {
  type Finding,
  type PaperChart,
  type PaperSpan,
  PostId,
  type Section,
  type SpanMark,
  type TypicalPost,
} from '../../api/contract/index.ts';

/** 2026-11-23 18:00 in China: where the sample issue ends. */
export const END_MS = Date.parse('2026-11-23T18:00:00+08:00');
export const HOUR_MS = 3_600_000;

export function span(text: string, mark?: SpanMark, figure?: number): PaperSpan {
  return { text, ...(mark === undefined ? {} : { mark }), ...(figure === undefined ? {} : { figure }) };
}

/** A cell of one plain text, or of spans. */
export type Cell = string | PaperSpan | readonly PaperSpan[];

function cellOf(cell: Cell): PaperSpan[] {
  if (typeof cell === 'string') return [span(cell)];
  return 'text' in cell ? [cell] : [...cell];
}

export function finding(key: string, cells: readonly Cell[], more: Partial<Finding> = {}): Finding {
  return { key, cells: cells.map(cellOf), link: null, fresh: false, posts: [], ...more };
}

export function section(
  id: Section['id'],
  title: string,
  findings: readonly Finding[],
  more: Partial<Section> = {},
): Section {
  return { id, title, columns: [], numeric: [], findings: [...findings], empty: '本期无。', ...more };
}

export function typical(at: number, source: string, text: string): TypicalPost {
  return { post: PostId.parse(`${at}`.padStart(32, '0')), source, publishedMs: END_MS - at * HOUR_MS, text };
}

export function hours(count: number): PaperChart['bins'] {
  return Array.from({ length: count }, (_, at) => ({
    atMs: END_MS - (count - at) * HOUR_MS,
    label: `${String((18 + 24 * 10 - count + at) % 24).padStart(2, '0')}:00`,
  }));
}
