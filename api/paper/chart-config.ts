import { CHART_LINES_MAX, type PaperChart } from '../contract/briefing-paper.ts';
import { clean } from './clean.ts';

/** Plain JSON: a chart holds no function, so that it can be sent to the screen and to the child that draws it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
export type ChartConfig = { readonly type: 'bar' | 'line'; readonly data: JsonObject; readonly options: JsonObject };

/** Of the screen's tokens, in their light values: paper is white. */
const COLOURS = {
  bar: '#7d949b',
  band: '#e2e4de',
  bandEdge: '#a9ada3',
  grid: '#e9e7e0',
  ink: '#1c2327',
  soft: '#5d656a',
  gap: '#ebe9e3',
} as const;
/** Lines differ in grey by dash, width and the shape of their points too. */
const LINES = [
  { colour: '#2f4a55', dash: [], width: 2.5, point: 'circle' },
  { colour: '#c25200', dash: [7, 3], width: 2, point: 'triangle' },
  { colour: '#0b7a75', dash: [2, 3], width: 2, point: 'rect' },
  { colour: '#55456f', dash: [10, 3, 2, 3], width: 2, point: 'rectRot' },
  { colour: '#434c52', dash: [4, 4], width: 1.5, point: 'crossRot' },
] as const;
const FONT = { family: '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif', size: 14 } as const;
const LABEL_CHARS_MAX = 24;

/** A chart for Chart.js with chartjs-plugin-annotation. The title, the chart's finding, is left to the page, which has it as text. */
export function chartConfig(chart: PaperChart): ChartConfig {
  const lines = chart.lines.slice(0, CHART_LINES_MAX);
  const type = lines.some(({ kind }) => kind === 'bar') ? 'bar' : 'line';
  return {
    type,
    data: {
      labels: chart.bins.map(({ label }) => short(label)),
      datasets: lines.map((line, at) => dataset(line, at, lines)),
    },
    options: {
      animation: false,
      responsive: false,
      locale: 'zh-CN',
      spanGaps: false,
      layout: { padding: { top: 4, right: 12, bottom: 0, left: 0 } },
      scales: scales(chart),
      plugins: {
        legend: {
          position: 'bottom',
          labels: {
            usePointStyle: true,
            boxHeight: 9,
            pointStyleWidth: 13,
            color: COLOURS.ink,
            font: FONT,
            padding: 14,
          },
        },
        tooltip: { enabled: true },
        annotation: { annotations: annotations(chart) },
      },
    },
  };
}

type Line = PaperChart['lines'][number];

function dataset(line: Line, at: number, lines: readonly Line[]): JsonObject {
  const shared = { label: short(line.name), data: line.values };
  if (line.kind === 'bar')
    return { ...shared, type: 'bar', backgroundColor: COLOURS.bar, pointStyle: 'rect', order: 2 };
  if (line.kind === 'low' || line.kind === 'high') {
    const low = lines.findIndex(({ kind }) => kind === 'low');
    // The upper end is filled down to the lower one; where there is none, to the axis.
    const fill = line.kind === 'low' ? false : low === -1 ? 'origin' : low;
    return {
      ...shared,
      type: 'line',
      fill,
      backgroundColor: COLOURS.band,
      borderColor: COLOURS.bandEdge,
      borderWidth: 1,
      borderDash: line.kind === 'low' ? [3, 3] : [],
      pointRadius: 0,
      pointStyle: line.kind === 'low' ? 'line' : 'rect',
      order: 3,
    };
  }
  const drawn = lines.slice(0, at).filter(({ kind }) => kind === 'line').length;
  const { colour, dash, width, point } = LINES[drawn % LINES.length] ?? LINES[0];
  return {
    ...shared,
    type: 'line',
    fill: false,
    spanGaps: false,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    borderDash: dash,
    pointStyle: point,
    pointRadius: line.values.length > 40 ? 0 : 3,
    order: 1,
  };
}

function scales(chart: PaperChart): JsonObject {
  const ticks = { color: COLOURS.soft, font: FONT };
  return {
    x: { grid: { display: false }, ticks: { ...ticks, autoSkip: true, maxRotation: 0, maxTicksLimit: 10 } },
    y: {
      beginAtZero: true,
      grid: { color: COLOURS.grid },
      ticks: { ...ticks, precision: 0, maxTicksLimit: 6 },
      title: { display: chart.unit !== '', text: short(chart.unit), color: COLOURS.soft, font: FONT },
    },
  };
}

/** Statements as upright lines with their names; runs of missing data as a grey field that says so. */
function annotations(chart: PaperChart): JsonObject {
  const marks = chart.marks.map(({ bin, label }, at) => [`mark${at}`, markLine(bin, label, at)] as const);
  const gaps = gapsOf(chart).map(([from, to], at) => [`gap${at}`, gapBox(from, to)] as const);
  return Object.fromEntries([...gaps, ...marks]);
}

function markLine(bin: number, label: string, at: number): JsonObject {
  return {
    type: 'line',
    scaleID: 'x',
    value: bin,
    borderColor: COLOURS.ink,
    borderWidth: 1.5,
    borderDash: [5, 3],
    label: {
      display: true,
      content: short(label),
      // Neighbours do not cover one another.
      position: at % 2 === 0 ? 'start' : '20%',
      backgroundColor: '#ffffff',
      color: COLOURS.ink,
      borderColor: COLOURS.ink,
      borderWidth: 1,
      font: FONT,
      padding: 4,
    },
  };
}

function gapBox(from: number, to: number): JsonObject {
  return {
    type: 'box',
    xScaleID: 'x',
    xMin: from - 0.5,
    xMax: to + 0.5,
    drawTime: 'beforeDatasetsDraw',
    backgroundColor: COLOURS.gap,
    borderColor: COLOURS.bandEdge,
    borderWidth: 1,
    borderDash: [2, 3],
    label: {
      display: true,
      drawTime: 'afterDatasetsDraw',
      content: '缺数',
      color: COLOURS.soft,
      font: FONT,
      position: 'center',
    },
  };
}

/** From and to of each run of bins in which the first line of counts has nothing. */
export function gapsOf(chart: PaperChart): readonly (readonly [number, number])[] {
  const counts = chart.lines.find(({ kind }) => kind === 'bar' || kind === 'line');
  const gaps: [number, number][] = [];
  counts?.values.forEach((value, at) => {
    if (value !== null) return;
    const last = gaps.at(-1);
    if (last?.[1] === at - 1) last[1] = at;
    else gaps.push([at, at]);
  });
  return gaps;
}

function short(text: string): string {
  const characters = [...clean(text)];
  return characters.length > LABEL_CHARS_MAX
    ? `${characters.slice(0, LABEL_CHARS_MAX - 1).join('')}…`
    : characters.join('');
}
