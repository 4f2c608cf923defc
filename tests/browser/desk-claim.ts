import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { choose, confirm, fill, gone, press, says, shown } from './desk-hands.ts';

/** A claim's page, as its people use it. Points and pieces of evidence are counted from 1, as on the screen. */

const point = (no: number): string => `[data-test="point"][data-no="${no}"]`;

export async function addPoint(page: Page, text: string): Promise<void> {
  await press(page, 'point-add');
  await fill(page, 'point-text', text);
  await confirm(page, 'point-confirm');
  await says(page, 'points', text);
}

export async function moveClaim(page: Page, act: 'ready' | 'close', note = ''): Promise<void> {
  await press(page, `claim-${act}`);
  if (note !== '') await fill(page, 'claim-note', note);
  await confirm(page, 'claim-confirm');
}

/** Sends a 核实单 and gives the one-time link by which it can be answered without an account. */
export async function askDepartment(page: Page, about: string, body: string, question: string): Promise<string> {
  await press(page, 'inquiry-new');
  await choose(page, 'inquiry-body', body);
  await choose(page, 'inquiry-point', about);
  await fill(page, 'inquiry-question', question);
  await fill(page, 'inquiry-contact', '县新闻办值班室');
  await press(page, 'inquiry-send');
  await shown(page, 'inquiry-link');
  const link = await page.$eval('[data-test="inquiry-link"]', (field) => (field as HTMLInputElement).value);
  await page.keyboard.press('Escape');
  await gone(page, 'inquiry-link');
  return link;
}

/** An answer on the page of a one-time link, or among the tasks of a department. */
export async function answerInquiry(page: Page, text: string): Promise<void> {
  await press(page, 'task-answer');
  await fill(page, 'answer-text', text);
  assert.notEqual(await page.$eval('[data-test="answer-signed"]', (field) => (field as HTMLInputElement).value), '');
  await press(page, 'answer-submit');
  await page.waitForSelector('[data-test="task"][data-state="answered"]');
}

export type Piece = { readonly kind: string; readonly title: string; readonly from: string; readonly note: string };

export async function addEvidence(page: Page, piece: Piece): Promise<void> {
  await press(page, 'evidence-add');
  await press(page, `evidence-kind-${piece.kind}`);
  await fill(page, 'evidence-title', piece.title);
  await fill(page, 'evidence-from', piece.from);
  await fill(page, 'evidence-note', piece.note);
  await confirm(page, 'evidence-submit');
  await says(page, 'piece', piece.title);
}

/** How a verdict dialog is filled in; it is not sent yet. */
export async function chooseVerdict(
  page: Page,
  no: number,
  verdict: string,
  evidence: readonly number[],
  note: string,
): Promise<void> {
  await press(page, `${point(no)} [data-test="point-verdict"]`);
  await press(page, `verdict-${verdict}`);
  for (const each of evidence) await press(page, `verdict-evidence-${each}`);
  await fill(page, 'verdict-note', note);
}

export async function giveVerdict(...asked: Parameters<typeof chooseVerdict>): Promise<void> {
  const [page, no, verdict] = asked;
  await chooseVerdict(...asked);
  await confirm(page, 'verdict-submit');
  await shown(page, `[data-test="point"][data-no="${no}"][data-verdict="${verdict}"]`);
}

export async function overallOf(page: Page): Promise<string> {
  return shown(page, 'claim-overall');
}

/** The concern that a point opened: the way to it in the ledger. */
export async function concernOf(page: Page, no: number): Promise<string> {
  await shown(page, `${point(no)} a[href^="/ledger/"]`);
  return page.$eval(`${point(no)} a[href^="/ledger/"]`, (link) => link.getAttribute('href') ?? '');
}
