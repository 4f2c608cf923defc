import type { PaperChart } from '../contract/briefing-paper.ts';
import { BROWSER_INSTALL } from '../contract/browser-path.ts';
import { chartConfig } from './chart-config.ts';
import { fontLacks, fontsOf, listFonts, type ListFonts } from './fonts.ts';
import type { Lacks } from './lacks.ts';
import { dated, dateOf } from './pdf-date.ts';
import { createPressLine } from './press-line.ts';

export type Press = {
  /** Each chart's picture as a data URI, by the chart's id. */
  readonly pictures: (charts: readonly PaperChart[]) => Promise<Readonly<Record<string, string>> | Lacks>;
  /** The page as a PDF with text, tags, an outline and its fonts inside. */
  readonly pdf: (html: string) => Promise<Uint8Array | Lacks>;
  /** Ends the browser, whatever it is at; what waits is answered with what it lacks. */
  readonly close: () => Promise<void>;
};

export type PressOptions = {
  readonly browserPath: string | null;
  readonly onError: (error: Error) => void;
  readonly fonts?: ListFonts;
  /** How long one order may take, and how long a browser stays that nobody uses. */
  readonly timeoutMs?: number;
  readonly idleMs?: number;
};

/** A month's issue with 40 rows in each section and its charts takes under 3 s on two cores. */
export const PRESS_TIMEOUT_MS = 30_000;
const IDLE_MS = 60_000;
export const HTML_CHARS_MAX = 16 * 1024 * 1024;

const NO_BROWSER: Lacks = {
  lacks: 'browser',
  zh: '本机没有 Chromium，PDF 与图暂不生成；装上后自动补齐',
  en: 'no Chromium here: the PDF and the pictures are made once there is one',
  install: BROWSER_INSTALL,
};
const TOO_LONG: Lacks = { lacks: 'time', zh: '本期太长，排不成 PDF', en: 'too long to be printed', install: '' };

/** Prints pages and draws charts by the system's Chromium in a child process, one order at a time. Nothing is started before the first order. */
export function createPress({
  browserPath,
  onError,
  fonts = listFonts,
  timeoutMs = PRESS_TIMEOUT_MS,
  idleMs = IDLE_MS,
}: PressOptions): Press {
  const line = browserPath === null ? null : createPressLine({ browserPath, onError, timeoutMs, idleMs });

  /** Without any Chinese glyph a page would be a page of boxes. */
  async function lacking(): Promise<Lacks | null> {
    const found = fontsOf(await fonts());
    return found.state === 'none' ? fontLacks(found) : null;
  }

  return {
    pictures: async (charts) => {
      if (charts.length === 0) return {};
      if (line === null) return NO_BROWSER;
      const made =
        (await lacking()) ??
        (await line.order({
          kind: 'charts',
          charts: charts.map((chart) => ({ id: chart.id, config: chartConfig(chart) })),
        }));
      return made instanceof Object && 'lacks' in made ? made : made.kind === 'charts' ? made.pictures : {};
    },
    pdf: async (html) => {
      if (line === null) return NO_BROWSER;
      if (html.length > HTML_CHARS_MAX) return TOO_LONG;
      const made = (await lacking()) ?? (await line.order({ kind: 'pdf', html }));
      if ('lacks' in made) return made;
      if (made.kind !== 'pdf') throw new Error('the press made something else than was ordered');
      return dated(made.bytes, dateOf(html));
    },
    close: async () => line?.close(),
  };
}
