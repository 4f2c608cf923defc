import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { confirm, fill, press, says, shown } from './desk-hands.ts';

/** A statement's page, as its writer and its approver use it. */

/** Begins one on the claim that is on the screen; the desk fills it in from the points. */
export async function beginStatement(page: Page, kind: string): Promise<void> {
  await press(page, 'claim-draft');
  await press(page, `statement-kind-${kind}`);
  await press(page, 'statement-begin');
  await shown(page, 'statement-title');
}

export type Words = Readonly<Record<string, string>>;

/** Writes into the parts of the form by their names (`title`, `lead`, `done-0` …). */
export async function write(page: Page, words: Words): Promise<void> {
  for (const [part, text] of Object.entries(words)) await fill(page, `statement-${part}`, text);
}

/** Waits until the lint says so many findings that hold the text back. */
export async function lintBlocks(page: Page, count: number): Promise<void> {
  await shown(page, `[data-test="statement-lint"][data-blocks="${count}"][aria-busy="false"]`).catch(async () => {
    const found = await page.$$eval('[data-test="finding"]', (all) => all.map((finding) => finding.textContent));
    assert.fail(`not ${count} findings that hold it back: ${found.join(' | ')}`);
  });
}

export async function save(page: Page, version: number): Promise<void> {
  await press(page, 'statement-save');
  await page.waitForSelector('[data-test="statement-save"][disabled]');
  await says(page, '[data-test="statement-approval"]', `${version}`);
}

export async function submit(page: Page): Promise<void> {
  await press(page, 'statement-submit');
  await shown(page, '[data-test="statement-state"][data-state="submitted"]');
}

export async function approve(page: Page): Promise<void> {
  await press(page, 'statement-approve');
  await confirm(page, 'statement-approve-confirm');
  await shown(page, '[data-test="statement-state"][data-state="approved"]');
}

/** The last dialog says the channels and whom they reach before it asks; then the text goes. */
export async function release(page: Page): Promise<string> {
  await press(page, 'statement-release');
  await shown(page, 'statement-channel-page');
  const told = await shown(page, 'statement-release-dialog');
  await confirm(page, 'statement-release-confirm');
  await shown(page, '[data-test="statement-state"][data-state="published"]');
  return told;
}
