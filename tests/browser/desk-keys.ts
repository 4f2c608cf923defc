import assert from 'node:assert/strict';
import type { KeyInput, Page } from 'puppeteer-core';
import { marked, shown } from './desk-hands.ts';

/** What a person does who has no mouse. Names as in `desk-hands.ts`. */

/** More steps than this to a control, and nobody gets there. */
const TABS_MAX = 140;

/** What has the focus: its mark, else its element; `body` where it is lost. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('data-test') ?? at?.tagName.toLowerCase() ?? 'body';
  });
}

const isAt = (page: Page, name: string): Promise<boolean> =>
  page.evaluate((where: string) => document.activeElement?.matches(where) === true, marked(name));

/** Walks on with Tab until the control has the focus, and sees that this is drawn. */
export async function tabTo(page: Page, name: string): Promise<void> {
  await shown(page, name);
  for (let tabs = 0; !(await isAt(page, name)); tabs += 1) {
    assert.ok(tabs < TABS_MAX, `no way by Tab to ${name}; the focus is on ${await focused(page)}`);
    await page.keyboard.press('Tab');
  }
  const outline = await page.evaluate(() => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at ?? document.body);
    return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
  });
  assert.ok(outline >= 2, `the focus on ${name} is not drawn`);
}

/** To a button or link, and Enter. */
export async function enter(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** To a field, and over what stands in it. */
export async function write(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.sendCharacter(text);
}

export async function keys(page: Page, ...pressed: readonly KeyInput[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

/** Waits until the dialog closed, and says where the focus is then. */
export async function closed(page: Page): Promise<string> {
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null, { timeout: 20_000 });
  return focused(page);
}

/** Into a group of radio buttons, and on with the arrow until this one is chosen. */
export async function pick(page: Page, group: string, option: string): Promise<void> {
  await tabTo(page, `[data-test^="${group}-"][type="radio"]`);
  for (let steps = 0; !(await isAt(page, `${group}-${option}`)); steps += 1) {
    assert.ok(steps < 12, `no ${option} among ${group}`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Space');
}
