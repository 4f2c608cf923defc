import { z } from 'zod';
import { browserPath, NO_BROWSER, openPage } from '../support/browser.ts';
import type { Heard } from './live-clients.ts';

export type Screen = { drawn(): Promise<readonly Heard[]>; close(): Promise<void> };

const Drawn = z.array(z.object({ total: z.number(), atMs: z.number() }));
const NUMBER = '[data-test="posts-24h"]';

/** The overview in a real browser, which notes each number of posts when it is about to be painted; null where there is no browser. */
export async function openScreen(url: string, cookie: string): Promise<Screen | null> {
  const path = browserPath();
  if (path === null) {
    process.stdout.write(`             live: nothing is drawn: ${NO_BROWSER}\n`);
    return null;
  }
  const { page, close } = await openPage(path);
  const [name = '', value = ''] = cookie.split('=');
  await page.browserContext().setCookie({ name, value, domain: new URL(url).hostname, path: '/' });
  await page.goto(`${url}/`);
  await page.waitForSelector(NUMBER, { visible: true });
  await page.waitForSelector('[data-test="live-state"][data-state="on"]');
  await page.evaluate((selector) => {
    const drawn: { total: number; atMs: number }[] = [];
    const shown = (): number => Number(document.querySelector(selector)?.getAttribute('data-exact') ?? 0);
    const before = shown();
    const note = (): void => {
      const total = shown() - before;
      // The frame in which it shows: just before the browser paints.
      requestAnimationFrame(() => drawn.push({ total, atMs: Date.now() }));
    };
    new MutationObserver(note).observe(document.body, { subtree: true, attributeFilter: ['data-exact'] });
    Object.assign(window, { drawn });
  }, NUMBER);
  return {
    drawn: async () => Drawn.parse(await page.evaluate(() => Reflect.get(window, 'drawn') as unknown)),
    close,
  };
}
