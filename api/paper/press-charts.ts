import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import type { ChartConfig } from './chart-config.ts';
import { CHART_PX } from './press-size.ts';

/** The builds for a page's script, beside those that `import` finds. */
const SCRIPTS = [
  new URL('chart.umd.min.js', import.meta.resolve('chart.js')),
  new URL('chartjs-plugin-annotation.min.js', import.meta.resolve('chartjs-plugin-annotation')),
];

/** Only what drawing needs of Chart.js: the page has nothing else that runs. */
type ChartClass = new (canvas: HTMLCanvasElement, config: object) => { destroy(): void };

/** Each chart as a PNG in a data URI. The configurations are plain JSON: no text of theirs can run. */
export async function drawCharts(
  page: Page,
  charts: readonly { readonly id: string; readonly config: ChartConfig }[],
): Promise<Readonly<Record<string, string>>> {
  for (const script of SCRIPTS) await page.addScriptTag({ content: await readFile(script, 'utf8') });
  const drawn: [string, string][] = [];
  for (const { id, config } of charts) drawn.push([id, await page.evaluate(drawOne, JSON.stringify(config), CHART_PX)]);
  return Object.fromEntries(drawn);
}

/** Runs in the page. */
function drawOne(config: string, size: { width: number; height: number }): string {
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  document.body.replaceChildren(canvas);
  const { type, data, options } = JSON.parse(config);
  const Chart = (globalThis as unknown as { Chart: ChartClass }).Chart;
  const white = {
    id: 'white',
    beforeDraw: ({ ctx }: { ctx: CanvasRenderingContext2D }) => {
      ctx.save();
      ctx.globalCompositeOperation = 'destination-over';
      ctx.fillStyle = '#ffffff';
      ctx.fillRect(0, 0, size.width, size.height);
      ctx.restore();
    },
  };
  const chart = new Chart(canvas, { type, data, options: { ...options, devicePixelRatio: 2 }, plugins: [white] });
  const picture = canvas.toDataURL('image/png');
  chart.destroy();
  return picture;
}
