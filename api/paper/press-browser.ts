import puppeteer, { type Browser, type HTTPRequest, type Page } from 'puppeteer-core';
import { sealedBrowser, type SealedBrowser } from '../contract/sealed-browser.ts';
import { drawCharts } from './press-charts.ts';
import { CHART_PX } from './press-size.ts';
import type { PressMade, PressOrder } from './press-wire.ts';

/** Where the page pretends to be; no name of that kind exists. */
const ADDRESS = 'http://paper.invalid/';

/** Pictures of charts are the same wherever they are drawn. */
const FLAGS = ['--force-color-profile=srgb', '--font-render-hinting=none'];

export type PressBrowserOptions = SealedBrowser & { readonly profileDir: string; readonly timeoutMs: number };

export function launch({ profileDir, ...sealed }: PressBrowserOptions): Promise<Browser> {
  return puppeteer.launch({ ...sealedBrowser(sealed, FLAGS), userDataDir: profileDir });
}

/** Does one order in a context of its own, which is gone afterwards. Rejects where the browser does not do it. */
export async function make(browser: Browser, job: PressOrder['job'], timeoutMs: number): Promise<PressMade> {
  const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(timeoutMs);
    if (job.kind === 'pdf') return { kind: 'pdf', bytes: await printed(page, job.html, timeoutMs) };
    await page.setViewport({ ...CHART_PX, deviceScaleFactor: 2 });
    await open(page, '<!DOCTYPE html><meta charset="utf-8"><title>chart</title><body></body>', timeoutMs);
    return { kind: 'charts', pictures: await drawCharts(page, job.charts) };
  } finally {
    await context.close();
  }
}

async function printed(page: Page, html: string, timeoutMs: number): Promise<Uint8Array> {
  await page.setJavaScriptEnabled(false);
  await open(page, html, timeoutMs);
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: timeoutMs });
}

/** The page is answered from hand; whatever it asks for is refused. */
async function open(page: Page, html: string, timeoutMs: number): Promise<void> {
  let isOpened = false;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isPage = !isOpened && request.url() === ADDRESS && request.isNavigationRequest();
    if (isPage) isOpened = true;
    // A request of a page that is closing can no longer be answered: that is the browser's to report.
    answer(request, isPage ? html : null).catch(() => undefined);
  });
  await page.goto(ADDRESS, { waitUntil: 'load', timeout: timeoutMs });
}

async function answer(request: HTTPRequest, html: string | null): Promise<void> {
  if (html !== null) return request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html });
  if (request.url().startsWith('data:image/png;')) return request.continue();
  return request.abort('blockedbyclient');
}
