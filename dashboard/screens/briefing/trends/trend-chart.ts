import type { ChartConfiguration } from 'chart.js';
import { commonOptions, gapBoxes, type Look } from '../../../lib/chart-look.ts';
import { tooltipOf, type Lines, type TooltipWords } from './trend-view.ts';

export type TrendWords = TooltipWords & {
  readonly labels: readonly string[];
  readonly titles: readonly string[];
  /** The top of the axis where nothing is higher: 100 of a percentage. */
  readonly top: number | null;
};

/** A bar a week before its usual band. The band is made anew of the weeks before each, so it has steps of its own; unknown weeks are hatched. */
export function trendConfig(lines: Lines, words: TrendWords, look: Look): ChartConfiguration {
  const { counts, low, high } = lines;
  const { plugins, axes, ...options } = commonOptions(look, (index) => words.titles[index] ?? '');
  const edge = { type: 'line' as const, pointRadius: 0, pointHitRadius: 0, borderColor: look.edge, borderWidth: 1 };
  const annotations = gapBoxes(
    counts.map((count) => count === null),
    look,
  );
  return {
    type: 'bar',
    data: {
      labels: [...words.labels],
      datasets: [
        { ...edge, data: [...low], order: 3 },
        { ...edge, data: [...high], fill: '-1', backgroundColor: look.band, order: 3 },
        { type: 'bar', data: [...counts], backgroundColor: look.bar, maxBarThickness: 36, order: 2 },
      ],
    },
    options: {
      ...options,
      plugins: {
        ...plugins,
        annotation: { annotations },
        tooltip: {
          ...plugins.tooltip,
          filter: (item) => item.datasetIndex === 2,
          displayColors: false,
          callbacks: { ...plugins.tooltip.callbacks, label: (item) => tooltipOf(lines, item.dataIndex, words) },
        },
      },
      scales: { ...axes, y: { ...axes.y, ...(words.top === null ? {} : { suggestedMax: words.top }) } },
    },
  };
}
