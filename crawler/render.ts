import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { FetchOutcome } from './fetch-outcome.ts';
import type { Reader } from './polite.ts';
import { reasonOf } from './reason.ts';
import { answerRequest, type Tally } from './render-requests.ts';
import { createTabs } from './render-tabs.ts';
import type { Load } from './trip.ts';

/** A page has this long to show its text. */
export const RENDER_TIMEOUT_MS = 20_000;
/** Nothing asked for within this: the page is done. */
const QUIET_MS = 500;
/** Pages open at once; a browser's tab takes 50-100 MB. */
const TABS_MAX = 2;
/** A browser that nobody used for this long is closed. */
const IDLE_MS = 60_000;
const CLOSE_MS = 3_000;
const HTML_CHARS_MAX = 10 * 1024 * 1024;

export type Renderer = {
  /** Opens a page in the browser and gives its markup once it is quiet. */
  readonly load: Load;
  readonly close: () => Promise<void>;
};

export type RendererOptions = {
  readonly executablePath: string;
  readonly reader: Reader;
  readonly userAgent: string;
  /** Chromium's sandbox does not work for root. */
  readonly isRoot: boolean;
  readonly timeoutMs?: number;
};

/** The network is closed twice: each request is answered by us, and what slips by meets a dead proxy and no names. */
const FLAGS = [
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-quic',
  // Pages are opened in a context that keeps nothing on disk; neither does the rest.
  '--disk-cache-size=1',
  '--disable-crash-reporter',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--mute-audio',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--js-flags=--max-old-space-size=256',
];

/** One browser for all rendered sources, started with the first page and closed when idle. */
export function createRenderer(options: RendererOptions): Renderer {
  const { reader, timeoutMs = RENDER_TIMEOUT_MS } = options;
  let browser: Promise<Browser> | null = null;
  let idle: NodeJS.Timeout | null = null;
  const tabs = createTabs(TABS_MAX);

  function started(): Promise<Browser> {
    browser ??= puppeteer.launch({
      executablePath: options.executablePath,
      headless: true,
      // With a pipe the browser ends when we do, however we end.
      pipe: true,
      args: [...FLAGS, ...(options.isRoot ? ['--no-sandbox'] : [])],
      downloadBehavior: { policy: 'deny' },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    return browser;
  }

  async function stop(): Promise<void> {
    if (idle) clearTimeout(idle);
    const running = browser;
    browser = null;
    await running?.then(closed, () => undefined);
  }

  const load: Load = async (address, asked = {}) => {
    // The page itself is read with manners first: robots.txt and its turn.
    // An unchanged shell says nothing of the data that its scripts bring.
    const page = await reader.read(address, { ...asked, validators: null });
    if (page.kind !== 'ok') return page;
    if (idle) clearTimeout(idle);
    if (!(await tabs.enter(asked.signal))) return { kind: 'retry', reason: reasonOf('stopped'), notBeforeMs: null };
    try {
      const open = await started();
      return await rendered(open, page, options, timeoutMs, asked.signal);
    } catch {
      if (asked.signal?.aborted) return { kind: 'retry', reason: reasonOf('stopped'), notBeforeMs: null };
      // Whatever a hostile page did to the browser: a new one next time.
      await stop();
      return { kind: 'retry', reason: reasonOf('render-failed'), notBeforeMs: null };
    } finally {
      if (tabs.leave()) idle = setTimeout(() => void stop(), IDLE_MS).unref();
    }
  };
  return { load, close: stop };
}

/** Ends a browser; one that does not listen is killed. */
async function closed(browser: Browser): Promise<void> {
  try {
    await within(browser.close(), CLOSE_MS);
  } catch {
    browser.process()?.kill('SIGKILL');
  }
}

async function rendered(
  browser: Browser,
  first: Extract<FetchOutcome, { kind: 'ok' }>,
  { reader, userAgent }: RendererOptions,
  timeoutMs: number,
  stopped: AbortSignal | undefined,
): Promise<FetchOutcome> {
  const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(stopped ? [stopped] : [])]);
  const tally: Tally = { parts: 0, bytes: 0 };
  try {
    const page = await context.newPage();
    context.on(
      'targetcreated',
      (target) =>
        void target
          .page()
          .then((other) => (other && other !== page ? other.close() : undefined))
          .catch(() => undefined),
    );
    await prepare(page, userAgent);
    page.on('request', (request) => {
      // A request of a page that is closing can no longer be answered: that is the browser's to report.
      answerRequest(request, reader, tally, first, signal).catch(() => undefined);
    });
    await page.goto(first.url, { waitUntil: 'domcontentloaded', timeout: timeoutMs, signal });
    await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: timeoutMs, signal }).catch(() => undefined);
    const html = (await within(page.content(), timeoutMs)).slice(0, HTML_CHARS_MAX);
    // Scripts that found themselves on a foreign address, or without their parts, may empty a page: then it is read as it came.
    if (html.replace(/<[^>]*>/g, '').trim() === '') return first;
    return {
      ...first,
      url: page.url().startsWith('http') ? page.url() : first.url,
      contentType: 'text/html; charset=utf-8',
      bytes: Buffer.from(html),
    };
  } finally {
    await within(context.close(), timeoutMs);
  }
}

async function prepare(page: Page, userAgent: string): Promise<void> {
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  await page.setUserAgent({ userAgent });
  await page.setBypassServiceWorker(true);
  await page.setRequestInterception(true);
}

/** A page whose script never ends keeps the browser from answering: then this throws, and the browser goes. */
async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the browser does not answer')), timeoutMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
