import { sealedBrowser, type SealedBrowser } from '../api/contract/sealed-browser.ts';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { Reason } from '../api/contract/source.ts';
import type { Fetched } from './fetch-outcome.ts';
import type { Reader } from './polite.ts';
import { reasonOf } from './reason.ts';
import { capturedPage, type Drawn, type Mask } from './render-capture.ts';
import { renderedPage, within } from './render-page.ts';
import { createTabs } from './render-tabs.ts';
import type { Load } from './trip.ts';

/** A page has this long to show its text. */
export const RENDER_TIMEOUT_MS = 20_000;
/** Pages open at once; a browser's tab takes 50-100 MB. */
const TABS_MAX = 2;
/** A browser that nobody used for this long is closed. */
const IDLE_MS = 60_000;
const CLOSE_MS = 3_000;

export type Renderer = {
  /** Opens a page in the browser and gives its markup once it is quiet. */
  readonly load: Load;
  /** Opens a page that has been read, masks it and draws what is left. */
  readonly capture: (page: Fetched, mask: Mask, signal: AbortSignal) => Promise<Drawn | Reason>;
  readonly close: () => Promise<void>;
};

export type RendererOptions = SealedBrowser & {
  readonly reader: Reader;
  readonly userAgent: string;
  readonly timeoutMs?: number;
};

/** One browser for all rendered sources, started with the first page and closed when idle. */
export function createRenderer(options: RendererOptions): Renderer {
  const { reader, timeoutMs = RENDER_TIMEOUT_MS } = options;
  let browser: Promise<Browser> | null = null;
  let idle: NodeJS.Timeout | null = null;
  const tabs = createTabs(TABS_MAX);

  function started(): Promise<Browser> {
    browser ??= puppeteer.launch(sealedBrowser(options));
    return browser;
  }

  async function stop(): Promise<void> {
    if (idle) clearTimeout(idle);
    const running = browser;
    browser = null;
    await running?.then(closed, () => undefined);
  }

  /** Does something in a context of its own. Whatever a hostile page did to the browser: a new one next time. */
  async function inBrowser<T>(
    signal: AbortSignal | undefined,
    work: (open: Browser) => Promise<T>,
  ): Promise<T | Reason> {
    if (idle) clearTimeout(idle);
    if (!(await tabs.enter(signal))) return reasonOf('stopped');
    try {
      return await work(await started());
    } catch {
      if (signal?.aborted) return reasonOf('stopped');
      await stop();
      return reasonOf('render-failed');
    } finally {
      if (tabs.leave()) idle = setTimeout(() => void stop(), IDLE_MS).unref();
    }
  }

  const load: Load = async (address, asked = {}) => {
    // The page itself is read with manners first: robots.txt and its turn.
    // An unchanged shell says nothing of the data that its scripts bring.
    const page = await reader.read(address, { ...asked, validators: null });
    if (page.kind !== 'ok') return page;
    const outcome = await inBrowser(asked.signal, (open) =>
      renderedPage(open, page, { ...options, timeoutMs }, asked.signal),
    );
    return 'code' in outcome ? { kind: 'retry', reason: outcome, notBeforeMs: null } : outcome;
  };
  return {
    load,
    capture: (page, mask, signal) =>
      inBrowser(signal, (open) => capturedPage(open, page, { ...options, timeoutMs, mask }, signal)),
    close: stop,
  };
}

/** Ends a browser; one that does not listen is killed. */
async function closed(browser: Browser): Promise<void> {
  try {
    await within(browser.close(), CLOSE_MS);
  } catch {
    browser.process()?.kill('SIGKILL');
  }
}
