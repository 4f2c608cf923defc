/** Chart.js, with only what the figures use. Loaded when the first figure is on the page. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  annotation,
);

export type Figure = { readonly update: (config: ChartConfiguration) => void; readonly destroy: () => void };

/** Draws into a canvas. An update keeps the canvas and does not animate: live figures must not dance. */
export function draw(canvas: HTMLCanvasElement, config: ChartConfiguration): Figure {
  const chart = new Chart(canvas, config);
  return {
    update: (next) => {
      chart.data = next.data;
      if (next.options !== undefined) chart.options = next.options;
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}
