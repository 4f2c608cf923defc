import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The system's Chromium, or null. */
export function browserPath(): string | null {
  const named = [process.env['PUPPETEER_EXECUTABLE_PATH'], process.env['CHROME_PATH']];
  const found = (process.env['PATH'] ?? '').split(':').flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...named, ...found].find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}

/** Said by each test that is skipped for want of a browser. */
export const NO_BROWSER = 'no Chromium here: apt-get install -y chromium';

export type Opened = {
  readonly page: Page;
  /** What the page complained of: an error of a script, or of the Content Security Policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
};

/** A page of the given size in a browser of its own. */
export async function openPage(path: string, width = 1440, height = 900): Promise<Opened> {
  const browser: Browser = await puppeteer.launch({
    executablePath: path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  const complaints: string[] = [];
  noteComplaints(page, complaints);
  return { page, complaints, close: () => browser.close() };
}

/** Keeps what a page complains of in `complaints`. */
export function noteComplaints(page: Page, complaints: string[]): void {
  page.on('response', (response) => {
    if (response.status() === 400 || response.status() >= 500)
      complaints.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    // A 401 before the log-in is how the page learns that there is no session.
    if (message.type() === 'error' && !/Failed to load resource/.test(text)) complaints.push(text);
  });
}

/** Waits for what is marked `data-test=name` to be shown, and gives its text. */
export async function textOf(page: Page, name: string, timeout = 10_000): Promise<string> {
  const found = await page.waitForSelector(`[data-test="${name}"]`, { visible: true, timeout });
  return (await found?.evaluate((element) => element.textContent)) ?? '';
}

export async function type(page: Page, name: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`[data-test="${name}"]`, { visible: true, timeout: 10_000 });
  await field?.click({ count: 3 });
  await field?.type(text);
}

export async function click(page: Page, name: string): Promise<void> {
  const found = await page.waitForSelector(`[data-test="${name}"]:not([disabled])`, { visible: true, timeout: 10_000 });
  // In the middle of the window nothing that floats at its edges lies above it.
  await found?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await found?.click();
}
