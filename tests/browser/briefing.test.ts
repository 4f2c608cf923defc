import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { browserPath, NO_BROWSER } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import { choose, confirm, fill, gone, press, says, shown } from './desk-hands.ts';
import * as ledger from './desk-ledger.ts';
import { openRoom, type Person, type Room } from './desk-people.ts';
import { startRumor } from './desk-rumor.ts';
import { addInternalChannel, setUpOffice, startReceiver, type Receiver } from './desk-scene.ts';

const HOUR_MS = 3_600_000;
/** 06:00 in China of 25 November 2026: the daily is made at 07:00. */
const SIX_MS = Date.UTC(2026, 10, 24, 22);
const path = browserPath();

const SHEET = '[data-test="briefing-sheet"]';
const section = (id: string): string => `${SHEET} [data-section="${id}"]`;
const finding = (id: string): string => `${section(id)} [data-test="finding"]`;
const JUDGEMENT = '供水主因已经查明，建议县供水公司今天12时前公布排水进度。';
const REASON = '这一条与第一条说的是同一件事。';
const MARK = '请县供水公司今天之内恢复供水，并向居民说明。';
const OUTCOME = '18时起水质恢复，浊度0.3NTU，达标。';

describe(`an issue from its draft to the next one${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(120_000);
  let server: TestServer;
  let receiver: Receiver;
  let room: Room;
  let [monitor, approver, leader, department] = [] as unknown as [Person, Person, Person, Person];
  let aheadMs = SIX_MS - Date.now();
  const nowMs = (): number => Date.now() + aheadMs;
  const go = (person: Person, to: string): Promise<unknown> => person.page.goto(`${server.url}${to}`);
  let [issue, left] = ['', ''];

  /** The clock of the server goes on; those who stay on duty look at the screen in between, as their sessions ask. */
  async function pass(ms: number, ...staying: readonly Person[]): Promise<void> {
    for (let rest = ms; rest > 0; rest -= 11 * HOUR_MS) {
      aheadMs += Math.min(rest, 11 * HOUR_MS);
      for (const person of staying) {
        await go(person, '/briefing');
        // The page alone asks for no session: it goes on once the screen has asked for its list.
        await shown(person.page, 'briefing-open-newest');
      }
    }
    await server.running.briefingWatch.look();
  }

  before(async function () {
    if (path === null) return this.skip();
    assert.ok(existsSync(join(root, 'dashboard/dist/index.html')), 'the screens are not built: npm run build');
    receiver = await startReceiver();
    server = await startTestServer({ allowPrivate: [receiver.host] }, nowMs);
    room = await openRoom(path, server);
    const rumor = await startRumor(server.running.parts, nowMs() + 60_000);
    monitor = await room.seat('监测岗', ['monitor']);
    approver = await room.seat('审批岗', ['approver']);
    leader = await room.seat('分管领导', ['leader']);
    department = await room.seat('供水公司', ['department']);
    await setUpOffice(server, receiver.url, department.name);
    await addInternalChannel(server, '县领导名单', '12 位领导', receiver.url);
    aheadMs += HOUR_MS - 60_000;
    await rumor.heardUntil(nowMs());
  });
  after(async () => {
    await room?.close();
    await server?.stop();
    receiver?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await room?.shoot();
  });

  it('the schedule says where issues go; whoever may not change it sees it', async () => {
    await go(monitor, '/briefing/plan');
    await shown(monitor.page, '[data-test="briefing-plan-save"][disabled]');
    await go(approver, '/briefing/plan');
    await press(approver.page, '[data-test^="briefing-plan-channel"]');
    await press(approver.page, 'briefing-plan-save');
    await says(approver.page, '[data-test="toast"], .toasts', '安排已保存');
  });

  it('a draft is there at its hour, on top of the archive', async () => {
    await pass(5 * 60_000);
    await go(monitor, '/briefing');
    await shown(monitor.page, '[data-test="briefing-newest"][data-state="draft"]');
    await press(monitor.page, 'briefing-open-newest');
    await says(monitor.page, section('hot'), '供水');
    issue = new URL(monitor.page.url()).pathname;
    await go(approver, issue);
    await shown(approver.page, 'briefing-sheet');
  });

  it('a number opens where it comes from, and is the same when it is counted again', async () => {
    const { page } = monitor;
    await press(page, `${finding('hot')} [data-test="figure"]`);
    const printed = await shown(page, 'figure-shown');
    assert.equal(await shown(page, 'figure-now'), printed);
    assert.match(await href(page, 'figure-search'), /^\/search\?/);
    await page.keyboard.press('Escape');
    await gone(page, 'figure-dialog');
  });

  it('people write the judgement; what is typed outlives a reload', async () => {
    const { page } = monitor;
    await fill(page, 'judgement-text', JUDGEMENT);
    await says(page, 'judgement-state', '有未保存的文字');
    await page.reload();
    await shown(page, 'judgement-drop');
    await press(page, 'judgement-save');
    await says(page, section('judgement'), JUDGEMENT);
  });

  it('a finding goes down a step by the keyboard and keeps the focus', async () => {
    const { page } = monitor;
    const first = await keyOf(page, finding('due'));
    await page.focus(`${finding('due')} [data-test="finding-open"]`);
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Alt');
    await page.waitForFunction(
      (where: string, key: string) => document.querySelector(where)?.getAttribute('data-key') !== key,
      {},
      finding('due'),
      first,
    );
    await page.waitForFunction(
      (key: string) => document.activeElement?.getAttribute('data-finding') === key,
      {},
      first,
    );
  });

  it('a finding is left out only with a reason, and the issue prints it', async () => {
    const { page } = monitor;
    left = (await textOf(page, `${finding('due')} td`)).replace(/新|⋯/gu, '').trim();
    await press(page, `${finding('due')} [data-test="finding-open"]`);
    await press(page, 'finding-leave-out');
    await press(page, 'finding-confirm');
    await shown(page, '[data-test="briefing-finding-dialog"] .wrong');
    await fill(page, 'finding-text', REASON);
    await confirm(page, 'finding-confirm');
    await says(page, section('trace'), REASON);
    await says(page, section('trace'), left);
    assert.ok(!(await textOf(page, section('due'))).includes(left));
  });

  it('who reads it meanwhile keeps his page until he asks for the new one', async () => {
    const { page } = approver;
    await shown(page, 'briefing-newer');
    assert.ok((await textOf(page, section('due'))).includes(left));
    await press(page, 'briefing-take');
    await says(page, section('trace'), REASON);
  });

  it('it is released by somebody else, who sees whom it reaches before the last press', async () => {
    await press(monitor.page, 'briefing-submit');
    await shown(monitor.page, '[data-test="briefing-head"][data-state="submitted"]');
    assert.equal(await monitor.page.$('[data-test="briefing-release"]'), null);
    const { page } = approver;
    await press(page, 'briefing-release');
    await says(page, 'briefing-release-dialog', '12 位领导');
    await confirm(page, 'briefing-release-confirm');
    await shown(page, `${SHEET}[data-state="released"]`);
    await server.running.briefingWatch.look();
    await receiver.heard(1);
    await says(page, '[data-test="briefing-sent"][data-state="sent"]', '县领导名单');
  });

  it('a leader reads it and writes on a finding: a task of the ledger with a department and a deadline', async () => {
    const { page } = leader;
    await go(leader, issue);
    await press(page, `${finding('due')} [data-test="finding-open"]`);
    await press(page, 'finding-mark');
    await fill(page, 'briefing-mark-text', MARK);
    await choose(page, 'briefing-mark-body', '县供水公司');
    await confirm(page, 'briefing-mark-confirm');
    await says(page, 'briefing-mark', MARK);
    await says(approver.page, 'briefing-readers', leader.name);
  });

  it('the department does it, and the outcome stands in the next issue by itself', async () => {
    await go(department, '/tasks');
    await ledger.reportDone(department.page, '已排水冲洗城东管网。', OUTCOME);
    await go(monitor, issue);
    await press(monitor.page, 'briefing-mark-concern');
    await ledger.settle(monitor.page, '城东供水已恢复清澈，给您带来不便，深表歉意。');
    await press(monitor.page, 'briefing-special');
    await press(monitor.page, 'briefing-special-confirm');
    await says(monitor.page, section('course'), '办结');
    await pass(24 * HOUR_MS, monitor);
    await go(monitor, '/briefing');
    await press(monitor.page, '[data-test="briefing-newest"][data-state="draft"] [data-test="briefing-open-newest"]');
    await says(monitor.page, section('marks'), MARK);
    await says(monitor.page, section('marks'), OUTCOME);
  });

  it('two who write at once lose nothing: what is saved is laid beside what is typed', async () => {
    const { page } = monitor;
    await fill(page, 'judgement-text', '建议今天回访三户居民。');
    const cookie = await server.logIn('另一位审批人', ['approver']);
    const draft = `/api/briefings/${new URL(page.url()).pathname.split('/').at(-1)}`;
    const held = (await server.call('GET', draft, { cookie })).json as {
      readonly briefing: { readonly version: number };
    };
    const body = { act: 'judge', version: held.briefing.version, paragraphs: ['供暖诉求可能增加。'] };
    assert.equal((await server.call('POST', `${draft}/acts`, { cookie, body })).status, 200);
    await says(page, 'judgement-conflict', '供暖诉求可能增加。');
    await press(page, 'judgement-both');
    await press(page, 'judgement-save');
    await says(page, section('judgement'), '建议今天回访三户居民。');
    await says(page, section('judgement'), '供暖诉求可能增加。');
  });

  it('the archive finds the released one by its words', async () => {
    await go(monitor, '/briefing');
    await fill(monitor.page, 'briefing-words', '排水进度');
    await monitor.page.keyboard.press('Enter');
    await monitor.page.waitForFunction(() => document.querySelectorAll('[data-test="briefing-row"]').length === 1);
    assert.match(decodeURIComponent(monitor.page.url()), /\?q=排水进度$/);
    await shown(monitor.page, '[data-test="briefing-row"][data-state="released"]');
  });

  it('the shift is handed over: the one who goes signs the page, the one who comes signs the same', async () => {
    await go(monitor, '/briefing/handover');
    await says(monitor.page, '[data-test="handover-list"][data-list="drafts"]', '日报');
    await press(monitor.page, 'handover-sign');
    await fill(monitor.page, 'handover-note', '9时请再看一次供水公司的排水进度。');
    await confirm(monitor.page, 'handover-confirm');
    await shown(monitor.page, '[data-test="handover-head"][data-taken="false"]');
    const next = await room.seat('接班岗', ['monitor']);
    await go(next, '/briefing/handover');
    await press(next.page, '[data-test="handover-waits"] a');
    await says(next.page, 'handover-sheet', '9时请再看一次供水公司的排水进度。');
    await press(next.page, 'handover-take');
    await confirm(next.page, 'handover-confirm');
    await shown(next.page, '[data-test="handover-head"][data-taken="true"]');
    await says(monitor.page, 'handover-signature', next.name);
  });

  it('gave the browsers nothing to complain of', () => {
    assert.deepEqual(room.complaints, []);
    assert.deepEqual(server.errors, []);
  });
});

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent);
const keyOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.getAttribute('data-key') ?? '');
const href = (page: Page, name: string): Promise<string> =>
  page.$eval(`[data-test="${name}"]`, (link) => link.getAttribute('href') ?? '');
