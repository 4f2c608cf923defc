import type { ChartConfiguration } from 'chart.js';
import { commonOptions, gapBoxes, type Look } from './chart-look.ts';
import { exactOf } from './number.ts';

export type Bars = {
  readonly labels: readonly string[];
  readonly titles: readonly string[];
  /** Null was not read, and is hatched. */
  readonly counts: readonly (number | null)[];
  readonly count: string;
};

/** Plain counts over time, without a band: a search has no usual. */
export function barsConfig(bars: Bars, look: Look): ChartConfiguration {
  const { plugins, axes, ...options } = commonOptions(look, (index) => bars.titles[index] ?? '');
  return {
    type: 'bar',
    data: {
      labels: [...bars.labels],
      datasets: [{ data: [...bars.counts], backgroundColor: look.bar, categoryPercentage: 1, barPercentage: 0.92 }],
    },
    options: {
      ...options,
      plugins: {
        ...plugins,
        annotation: {
          annotations: gapBoxes(
            bars.counts.map((count) => count === null),
            look,
          ),
        },
        tooltip: {
          ...plugins.tooltip,
          displayColors: false,
          callbacks: { ...plugins.tooltip.callbacks, label: (item) => `${bars.count} ${exactOf(item.parsed.y ?? 0)}` },
        },
      },
      scales: axes,
    },
  };
}

export type Line = { readonly name: string; readonly values: readonly (number | null)[] };

/** The look of up to five lines: told apart by colour, dash and weight, so that grey print still reads. */
const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [10, 3, 2, 3], [4, 4]];

export function lineColour(look: Look, index: number): string {
  return [look.bar, look.second, look.over, look.line, look.off][index] ?? look.ink;
}

/** Up to five lines over time; a missing value leaves a hole. `unit` stands after each number. */
export function linesConfig(
  lines: readonly Line[],
  labels: readonly string[],
  titles: readonly string[],
  look: Look,
  unit = '',
): ChartConfiguration {
  const { plugins, axes, ...options } = commonOptions(look, (index) => titles[index] ?? '');
  const callback = (value: number | string): string => `${typeof value === 'number' ? exactOf(value) : value}${unit}`;
  return {
    type: 'line',
    data: {
      labels: [...labels],
      datasets: lines.map((line, index) => ({
        label: line.name,
        data: [...line.values],
        borderColor: lineColour(look, index),
        backgroundColor: lineColour(look, index),
        borderDash: [...(DASHES[index] ?? [])],
        borderWidth: 2,
        // A value between two holes has no line; its point must stand by itself.
        pointRadius: line.values.includes(null) ? 1.5 : 0,
        pointHitRadius: 8,
        spanGaps: false,
      })),
    },
    options: { ...options, plugins, scales: { ...axes, y: { ...axes.y, ticks: { ...axes.y.ticks, callback } } } },
  };
}
