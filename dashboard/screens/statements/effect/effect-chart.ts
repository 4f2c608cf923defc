import type { ChartConfiguration } from 'chart.js';
import type { EffectBin } from '../../../../api/contract/index.ts';
import { commonOptions, gapBoxes, type Look } from '../../../lib/chart-look.ts';
import { exactOf } from '../../../lib/number.ts';

export type EffectWords = {
  readonly labels: readonly string[];
  readonly titles: readonly string[];
  readonly repeats: string;
  readonly mentions: string;
  readonly missing: string;
  /** One for each moment, in their order. */
  readonly moments: readonly string[];
};

type Marked = { readonly bins: readonly EffectBin[]; readonly stepMs: number; readonly momentsMs: readonly number[] };

/** A band of the topic that dwarfs the repeats would flatten them: it is drawn only up to so many times their height. */
const BAND_HEIGHT_MAX = 2;

export function showsUsual(bins: readonly EffectBin[]): boolean {
  const top = Math.max(0, ...bins.flatMap(({ repeats }) => repeats ?? []));
  const band = Math.max(0, ...bins.flatMap(({ usual }) => usual?.high ?? []));
  return band > 0 && band <= BAND_HEIGHT_MAX * top;
}

/** Repeats as bars, mentions as a line, the statements as upright lines, what was not read as hatching. */
export function effectConfig({ bins, stepMs, momentsMs }: Marked, look: Look, words: EffectWords): ChartConfiguration {
  const { plugins, axes, ...options } = commonOptions(look, (index) => words.titles[index] ?? '');
  const band = showsUsual(bins);
  const edge = { type: 'line' as const, pointRadius: 0, pointHitRadius: 0, borderWidth: 1, borderColor: look.edge };
  return {
    type: 'bar',
    data: {
      labels: [...words.labels],
      datasets: [
        { ...edge, label: '', data: bins.map(({ usual }) => (band ? (usual?.low ?? null) : null)), order: 3 },
        {
          ...edge,
          label: '',
          data: bins.map(({ usual }) => (band ? (usual?.high ?? null) : null)),
          fill: '-1',
          backgroundColor: look.band,
          order: 3,
        },
        {
          type: 'bar',
          label: words.repeats,
          data: bins.map(({ repeats }) => repeats),
          backgroundColor: look.over,
          categoryPercentage: 1,
          barPercentage: 0.92,
          order: 2,
        },
        {
          type: 'line',
          label: words.mentions,
          data: bins.map(({ mentions }) => mentions),
          borderColor: look.line,
          backgroundColor: look.line,
          borderWidth: 2,
          pointRadius: 0,
          pointHitRadius: 8,
          spanGaps: false,
          order: 1,
        },
      ],
    },
    options: {
      ...options,
      plugins: {
        ...plugins,
        tooltip: {
          ...plugins.tooltip,
          filter: (item) => item.datasetIndex >= 2,
          displayColors: false,
          callbacks: {
            ...plugins.tooltip.callbacks,
            label: (item) => `${item.dataset.label ?? ''} ${exactOf(item.parsed.y ?? 0)}`,
          },
        },
        annotation: {
          annotations: [
            ...gapBoxes(
              bins.map(({ repeats }) => repeats === null),
              look,
            ),
            ...momentLines({ bins, stepMs, momentsMs }, look, words),
          ],
        },
      },
      // Room above the bars for the names of the statements.
      scales: { x: axes.x, y: { ...axes.y, grace: '20%' } },
    },
  };
}

function momentLines({ bins, stepMs, momentsMs }: Marked, look: Look, { moments }: EffectWords) {
  const [first] = bins;
  if (first === undefined) return [];
  return momentsMs.flatMap((momentMs, index) => {
    const at = (momentMs - first.atMs) / stepMs - 0.5;
    if (at < -0.5 || at > bins.length) return [];
    return [
      {
        type: 'line' as const,
        xMin: at,
        xMax: at,
        borderColor: look.strong,
        borderWidth: 2,
        borderDash: [4, 3],
        label: {
          display: index === 0 || momentsMs.length <= 3,
          content: moments[index] ?? '',
          color: look.strong,
          backgroundColor: look.surface,
          font: { size: 14, weight: 'normal' as const, family: look.font },
          position: 'end' as const,
          yAdjust: index * 22,
          xAdjust: at < bins.length / 2 ? 44 : -44,
        },
      },
    ];
  });
}
