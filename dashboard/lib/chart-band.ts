import type { ChartConfiguration } from 'chart.js';
import type { BandPoint } from '../../api/contract/index.ts';
import { commonOptions, hatch, type Look } from './chart-look.ts';
import { gapsOf } from './finding.ts';
import { bandOf, exactOf } from './number.ts';

/** Words that a figure needs, so that this stays free of languages. */
export type BandWords = {
  /** The last bin is not over: it is drawn faint. */
  readonly unfinished: boolean;
  readonly labels: readonly string[];
  readonly titles: readonly string[];
  readonly gap: string;
  readonly count: string;
  readonly band: string;
};

/** Bars in the usual grey up to the band's top, orange above it; the band behind; missing bins hatched. */
export function bandConfig(points: readonly BandPoint[], look: Look, words: BandWords): ChartConfiguration {
  const { plugins, axes, ...options } = commonOptions(look, (index) => words.titles[index] ?? '');
  const line = { type: 'line' as const, pointRadius: 0, pointHitRadius: 0, borderColor: look.edge, borderWidth: 1 };
  const bar = { type: 'bar' as const, stack: 'count', categoryPercentage: 1, barPercentage: 0.92 };
  return {
    type: 'bar',
    data: {
      labels: [...words.labels],
      datasets: [
        { ...line, stack: 'low', data: points.map((p) => p.low), order: 3 },
        { ...line, stack: 'high', data: points.map((p) => p.high), fill: '-1', backgroundColor: look.band, order: 3 },
        {
          ...bar,
          data: points.map((p) => (p.count === null ? null : Math.min(p.count, p.high))),
          ...hollowLast(points.length, words.unfinished, look.bar),
          order: 2,
        },
        {
          ...bar,
          data: points.map((p) => (p.count === null ? null : Math.max(0, p.count - p.high))),
          ...hollowLast(points.length, words.unfinished, look.over),
          order: 2,
        },
      ],
    },
    options: {
      ...options,
      plugins: {
        ...plugins,
        tooltip: {
          ...plugins.tooltip,
          filter: (item) => item.datasetIndex === 2,
          displayColors: false,
          callbacks: { ...plugins.tooltip.callbacks, label: (item) => tooltipLines(points[item.dataIndex], words) },
        },
        annotation: { annotations: gapBoxes(points, look, words) },
      },
      scales: { x: { ...axes.x, stacked: true }, y: { ...axes.y, stacked: true } },
    },
  };
}

/** Alpha of a `#rrggbb` token, as two hex digits. */
const FAINT = '55';

/** Solid bars, but for the last one where it is not over: its edge, and a faint fill. */
function hollowLast(bins: number, unfinished: boolean, colour: string) {
  const bars = Array.from({ length: bins }, (_, index) => unfinished && index === bins - 1);
  return {
    backgroundColor: bars.map((hollow) => (hollow ? colour + FAINT : colour)),
    borderColor: colour,
    borderWidth: bars.map((hollow) => (hollow ? 1.5 : 0)),
  };
}

function tooltipLines(point: BandPoint | undefined, words: BandWords): string[] {
  if (point === undefined) return [];
  const count = point.count === null ? words.gap : `${words.count} ${exactOf(point.count)}`;
  return [count, `${words.band} ${bandOf(point.low, point.high)}`];
}

function gapBoxes(points: readonly BandPoint[], look: Look, words: BandWords) {
  return gapsOf(points).map(({ from, to }) => ({
    type: 'box' as const,
    xMin: from - 0.5,
    xMax: to + 0.5,
    backgroundColor: hatch(look),
    borderWidth: 0,
    label: {
      display: (to - from + 1) / points.length > 0.05,
      content: words.gap,
      color: look.ink,
      backgroundColor: look.surface,
      font: { size: 14, weight: 'normal' as const, family: look.font },
      position: { x: 'center' as const, y: 'start' as const },
    },
  }));
}
