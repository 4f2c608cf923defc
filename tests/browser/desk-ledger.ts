import type { Page } from 'puppeteer-core';
import { choose, confirm, fill, press, shown } from './desk-hands.ts';

/** A concern's page in the ledger, and the department's card of it. */

/** The page has a button of the same name: 记日志. */
const NOTE = '[data-test="act-dialog"] [data-test="concern-note"]';
const inState = (state: string): string => `[data-test="concern-head"][data-state="${state}"]`;

export async function assign(page: Page, body: string): Promise<void> {
  await press(page, 'concern-assign');
  await choose(page, 'concern-body', body);
  await confirm(page, 'concern-confirm');
  await shown(page, inState('assigned'));
}

/** 督办. */
export async function urge(page: Page, text: string): Promise<void> {
  await press(page, 'concern-urge');
  await fill(page, NOTE, text);
  await confirm(page, 'concern-confirm');
}

/** The department says what it did, then what came of it. */
export async function reportDone(page: Page, measure: string, outcome: string): Promise<void> {
  await press(page, '[data-test="concern-task"] [data-test="task-answer"]');
  await fill(page, 'concern-said', measure);
  await confirm(page, 'concern-confirm');
  await press(page, 'task-report');
  await fill(page, 'concern-said', outcome);
  await press(page, 'concern-solved-yes');
  await confirm(page, 'concern-confirm');
  await shown(page, '[data-test="concern-task"][data-state="reported"]');
}

/** 办结, with the outcome that the department reported. */
export async function settle(page: Page, publicAnswer: string): Promise<void> {
  await press(page, 'concern-settle');
  await press(page, 'concern-solved-yes');
  await fill(page, 'concern-public', publicAnswer);
  await confirm(page, 'concern-confirm');
  await shown(page, inState('settled'));
}

/** 回访. */
export async function revisit(page: Page, satisfaction: string, note: string): Promise<void> {
  await press(page, 'concern-revisit');
  await press(page, `revisit-${satisfaction}`);
  await fill(page, NOTE, note);
  await confirm(page, 'concern-confirm');
}
