import type { PaperChart } from '../contract/briefing-paper.ts';
import type { TableBlock } from './blocks.ts';
import { clean } from './clean.ts';

/** Moments that are printed: a month of days. What is over is left to the screen. */
export const CHART_ROWS_MAX = 31;

/** A chart's numbers, for where its picture cannot be drawn. Missing data read 缺数, not 0. */
export function chartTable(chart: PaperChart): TableBlock {
  const rows = chart.bins.slice(-CHART_ROWS_MAX).map((bin, shown) => {
    const at = shown + Math.max(0, chart.bins.length - CHART_ROWS_MAX);
    const values = chart.lines.map(({ values: of }) => of[at] ?? null);
    return [clean(bin.label), ...values.map((value) => (value === null ? '缺数' : String(value)))];
  });
  return {
    is: 'table',
    title: clean(chart.title),
    columns: [`时间（${clean(chart.unit)}）`, ...chart.lines.map(({ name }) => clean(name))],
    numeric: chart.lines.map((_, at) => at + 1),
    rows: rows.map((row) => row.map((text) => [{ text, mark: null }])),
  };
}
