import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import type { Fetched } from './fetch-outcome.ts';
import type { Reader } from './polite.ts';
import { answerRequest, type Tally } from './render-requests.ts';

/** Nothing asked for within this: the page is done. */
const QUIET_MS = 500;
const HTML_CHARS_MAX = 10 * 1024 * 1024;

export type PageOptions = { readonly reader: Reader; readonly userAgent: string; readonly timeoutMs: number };

/** A page that has been read, opened in a browser, and its markup once it is quiet. Rejects where the browser does not answer. */
export async function renderedPage(
  browser: Browser,
  first: Fetched,
  options: PageOptions,
  stopped: AbortSignal | undefined,
): Promise<Fetched> {
  return inContext(browser, options.timeoutMs, (context) => builtPage(context, first, options, stopped));
}

/** A context that keeps nothing on disk and is gone afterwards. */
export async function inContext<T>(
  browser: Browser,
  timeoutMs: number,
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
  try {
    return await work(context);
  } finally {
    await within(context.close(), timeoutMs);
  }
}

export async function builtPage(
  context: BrowserContext,
  first: Fetched,
  { reader, userAgent, timeoutMs }: PageOptions,
  stopped: AbortSignal | undefined,
  sheets?: Map<string, Fetched>,
): Promise<Fetched> {
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(stopped ? [stopped] : [])]);
  const tally: Tally = { parts: 0, bytes: 0, ...(sheets === undefined ? {} : { sheets }) };
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
}

async function prepare(page: Page, userAgent: string): Promise<void> {
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  await page.setUserAgent({ userAgent });
  await page.setBypassServiceWorker(true);
  await page.setRequestInterception(true);
}

/** A page whose script never ends keeps the browser from answering: then this throws, and the browser goes. */
export async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the browser does not answer')), timeoutMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
