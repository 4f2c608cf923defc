import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';

/** What a person does with a page. `name` is what stands in `data-test`, or a selector that begins with `[`. */

/** A busy machine takes its time; a quiet one never waits so long. */
const PATIENCE_MS = 20_000;

export const marked = (name: string): string => (name.startsWith('[') ? name : `[data-test="${name}"]`);

/** Waits until it can be pressed and stands still; scrolls to it. */
export async function press(page: Page, name: string): Promise<void> {
  const locator = page.locator(`${marked(name)}:not([disabled])`).setTimeout(PATIENCE_MS);
  await locator.click().catch(() => assert.fail(`cannot press ${name} on ${page.url()}`));
}

export async function fill(page: Page, name: string, text: string): Promise<void> {
  const locator = page.locator(marked(name)).setTimeout(PATIENCE_MS);
  await locator.fill(text).catch(() => assert.fail(`cannot fill in ${name} on ${page.url()}`));
}

/** The option of a list that holds these words. */
export async function choose(page: Page, name: string, words: string): Promise<void> {
  const selector = marked(name);
  const value = await page.waitForFunction(
    (where: string, text: string) =>
      [...document.querySelectorAll<HTMLOptionElement>(`${where} option`)].find((option) =>
        option.textContent.includes(text),
      )?.value,
    { timeout: PATIENCE_MS },
    selector,
    words,
  );
  await page.select(selector, String(await value.jsonValue()));
}

/** Waits until it is shown, and gives its text. */
export async function shown(page: Page, name: string): Promise<string> {
  const found = await page.waitForSelector(marked(name), { visible: true, timeout: PATIENCE_MS });
  return (await found?.evaluate((element) => element.textContent)) ?? '';
}

/** Waits until it is gone: a dialog that closed because its act was done. */
export async function gone(page: Page, name: string): Promise<void> {
  await page.waitForSelector(marked(name), { hidden: true, timeout: PATIENCE_MS });
}

/** Waits until these words stand in it. */
export async function says(page: Page, name: string, words: string): Promise<void> {
  await page
    .waitForFunction(
      (where: string, text: string) =>
        [...document.querySelectorAll(where)].some((element) => element.textContent.includes(text)),
      { timeout: PATIENCE_MS },
      marked(name),
      words,
    )
    .catch(async () => {
      const held = await page.$$eval(marked(name), (all) => all.map((element) => element.textContent));
      assert.fail(`"${words}" is not in ${name}: ${JSON.stringify(held)}`);
    });
}

/** Presses the button of a dialog, and waits until the dialog closed. A refusal fails with its words. */
export async function confirm(page: Page, name: string): Promise<void> {
  await press(page, name);
  await page.waitForFunction(
    (where: string) =>
      document.querySelector(where) === null || document.querySelector('[data-test="refusal"], .field .wrong') !== null,
    { timeout: PATIENCE_MS },
    marked(name),
  );
  const refused = await page.$$eval('dialog [data-test="refusal"], dialog .field .wrong', (all) =>
    all.map((element) => element.textContent.trim()),
  );
  assert.deepEqual(refused, []);
}
