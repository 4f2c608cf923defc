import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { browserPath, NO_BROWSER } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import { says, shown } from './desk-hands.ts';
import { closed, enter, focused, keys, pick, tabTo, write } from './desk-keys.ts';
import { openRoom, type Person, type Room } from './desk-people.ts';
import { startRumor } from './desk-rumor.ts';
import { setUpOffice, startReceiver, type Receiver } from './desk-scene.ts';

const MINUTE_MS = 60_000;
const path = browserPath();
const inState = (name: string, state: string): string => `[data-test="${name}"][data-state="${state}"]`;

describe(`the desk without a mouse${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(60_000);
  let server: TestServer;
  let receiver: Receiver;
  let room: Room;
  let [staff, approver] = [] as unknown as [Person, Person];
  let page: Page;
  let claim = '';

  before(async function () {
    if (path === null) return this.skip();
    assert.ok(existsSync(join(root, 'dashboard/dist/index.html')), 'the screens are not built: npm run build');
    receiver = await startReceiver();
    server = await startTestServer({ allowPrivate: [receiver.host] });
    room = await openRoom(path, server);
    const rumor = await startRumor(server.running.parts, Date.now() - 12 * MINUTE_MS);
    await rumor.heardUntil(Date.now());
    await server.logIn('供水公司', ['department']);
    await setUpOffice(server, receiver.url, '供水公司');
    staff = await room.seat('值班岗', ['monitor', 'writer']);
    approver = await room.seat('审批岗', ['approver']);
    ({ page } = staff);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  });
  after(async () => {
    await room?.close();
    await server?.stop();
    receiver?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await room?.shoot();
  });

  it('the way in: fields in their order, Enter sends, the first Tab offers the way past the navigation', async () => {
    const guest = await room.stranger();
    await guest.goto(server.url);
    await write(guest, 'login-name', '值班岗');
    await keys(guest, 'Tab');
    assert.equal(await focused(guest), 'login-password');
    await guest.keyboard.type('evening-Bridge-2931');
    await keys(guest, 'Enter');
    await shown(guest, 'live-state');
    await keys(guest, 'Tab');
    assert.equal(await guest.evaluate(() => document.activeElement?.className), 'skip');
    // What the screen shows has to be there before there is a way into it.
    await guest.waitForSelector('main a, main button');
    await keys(guest, 'Enter', 'Tab');
    assert.ok(await guest.evaluate(() => document.activeElement?.closest('main') !== null), 'not in the main part');
    await guest.close();
  });

  it('`?` says which keys there are, `/` searches, `g` and a letter open a screen, Escape leads back', async () => {
    await tabTo(page, 'nav-alerts');
    await page.keyboard.type('?');
    await page.waitForSelector('dialog[open]');
    for (let tabs = 0; tabs < 4; tabs += 1) {
      await keys(page, 'Tab');
      const inside = 'document.activeElement === document.body || document.activeElement.closest("dialog") !== null';
      assert.equal(await page.evaluate(inside), true, 'Tab leads out of the dialog');
    }
    await keys(page, 'Escape');
    assert.equal(await closed(page), 'nav-alerts');
    await page.keyboard.type('/');
    await shown(page, 'search-box');
    await page.waitForFunction(() => document.activeElement?.matches('[data-test="search-box"]'));
    await tabTo(page, '[data-test^="nav-"], main a, main button');
    await page.keyboard.type('ga');
    await shown(page, 'alert-row');
    assert.equal(await focused(page), 'main');
  });

  it('an alert becomes a claim; who takes it keeps the place', async () => {
    await enter(page, '[data-test="alert-row"] a');
    await enter(page, 'act-claim');
    await write(page, 'claim-title', '城东自来水被上游化工厂泄漏污染');
    await keys(page, 'Enter');
    await shown(page, 'claim-overall');
    claim = new URL(page.url()).pathname;
    assert.notEqual(await focused(page), 'body');
    await enter(page, 'claim-take');
    await says(page, 'claim-timeline', staff.name);
    assert.notEqual(await focused(page), 'body');
  });

  it('points, evidence and verdicts: each dialog begins in its first field and leads back to what opened it', async () => {
    for (const text of ['城东部分小区自来水发黄', '上游清源化工厂发生泄漏污染了水源']) {
      await enter(page, 'point-add');
      await page.waitForSelector('dialog[open]');
      assert.equal(await focused(page), 'point-text');
      await page.keyboard.sendCharacter(text);
      await enter(page, 'point-confirm');
      assert.equal(await closed(page), 'point-add');
    }
    const found = '2026年11月25日抢修城东主管，复水后水流冲起管壁铁锈，检测未见污染。';
    await enter(page, 'evidence-add');
    await tabTo(page, 'evidence-tab-file');
    await keys(page, 'ArrowRight');
    assert.equal(await focused(page), 'evidence-tab-capture');
    await keys(page, 'ArrowLeft');
    await pick(page, 'evidence-kind', 'document');
    await write(page, 'evidence-title', '抢修与检测情况');
    await write(page, 'evidence-from', '县疾控中心');
    await write(page, 'evidence-note', found);
    await enter(page, 'evidence-submit');
    assert.equal(await closed(page), 'evidence-add');
    await says(page, 'piece', createHash('sha256').update(found).digest('hex'));
    await shown(page, '[data-test="alert-note"][data-state]');
    for (const [no, verdict] of [
      [1, 'true'],
      [2, 'false'],
    ] as const) {
      await enter(page, `[data-test="point"][data-no="${no}"] [data-test="point-verdict"]`);
      await pick(page, 'verdict', verdict);
      await tabTo(page, 'verdict-evidence-1');
      await keys(page, 'Space');
      await write(page, 'verdict-note', found);
      await enter(page, 'verdict-submit');
      assert.equal(await closed(page), 'point-verdict');
      await shown(page, `[data-test="point"][data-no="${no}"][data-verdict="${verdict}"]`);
    }
  });

  it('another person’s act leaves the focus and a form that is being filled in where they are', async () => {
    await enter(page, 'point-add');
    await page.keyboard.sendCharacter('有居民喝水后肚子疼');
    const cookie = await server.logIn('同事', ['monitor']);
    const act = { act: 'point-add', text: '学校已经停课' };
    const { status } = await server.call('POST', `/api${claim}/acts`, { cookie, body: act });
    assert.equal(status, 200);
    await says(page, 'points', '学校已经停课');
    assert.equal(await focused(page), 'point-text');
    assert.equal(await page.$eval('textarea[data-test="point-text"]', (field) => field.value), '有居民喝水后肚子疼');
    await keys(page, 'Escape');
    assert.equal(await closed(page), 'point-add');
  });

  it('a statement is drafted, saved and submitted', async () => {
    await enter(page, 'claim-draft');
    await pick(page, 'statement-kind', 'holding');
    await enter(page, 'statement-begin');
    const words = {
      title: '清河县人民政府新闻办公室关于城东片区供水情况的首次回应',
      lead: '2026年11月25日上午起，城东部分用户家中自来水发黄。给大家的生活带来不便，我们诚恳致歉。',
      'done-0': '县供水公司已抢修城东主管，正在排水冲洗。',
      'asked-0': '水发黄时请先打开水龙头放水，水清后再用。',
      contact: '县供水公司服务热线 0000-123456（24 小时）',
    };
    await shown(page, 'statement-title');
    for (const [part, text] of Object.entries(words)) await write(page, `statement-${part}`, text);
    await tabTo(page, 'statement-next-2');
    await keys(page, 'Space');
    await shown(page, '[data-test="statement-lint"][data-blocks="0"][aria-busy="false"]');
    await enter(page, 'statement-save');
    await page.waitForSelector('[data-test="statement-save"][disabled]');
    assert.notEqual(await focused(page), 'body');
    await enter(page, 'statement-submit');
    await shown(page, inState('statement-state', 'submitted'));
    assert.notEqual(await focused(page), 'body');
  });

  it('another person approves and publishes it', async () => {
    const { page: his } = approver;
    await his.keyboard.type('gn');
    await enter(his, '[data-test="statement-row"] a');
    await enter(his, 'statement-approve');
    await enter(his, 'statement-approve-confirm');
    await shown(his, inState('statement-state', 'approved'));
    assert.notEqual(await closed(his), 'body');
    await enter(his, 'statement-release');
    await enter(his, 'statement-release-confirm');
    await shown(his, inState('statement-state', 'published'));
    assert.notEqual(await closed(his), 'body');
  });

  it('the concern behind the true point is assigned, reported on and settled', async () => {
    await page.goto(server.url + claim);
    await enter(page, '[data-test="point"] a[href^="/ledger/"]');
    await enter(page, 'concern-assign');
    await tabTo(page, 'concern-body');
    await keys(page, 'ArrowDown');
    await enter(page, 'concern-confirm');
    await shown(page, inState('concern-head', 'assigned'));
    assert.notEqual(await closed(page), 'body');
    await enter(page, 'concern-report');
    await write(page, 'concern-said', '18时起水质恢复，浊度达标。');
    await pick(page, 'concern-solved', 'yes');
    await enter(page, 'concern-confirm');
    await shown(page, inState('concern-head', 'reported'));
    await enter(page, 'concern-settle');
    await pick(page, 'concern-solved', 'yes');
    await write(page, 'concern-public', '城东供水已恢复清澈，给您带来不便，深表歉意。');
    await enter(page, 'concern-confirm');
    await shown(page, inState('concern-head', 'settled'));
    assert.notEqual(await closed(page), 'body');
  });

  it('nothing moves by itself where less motion is asked for, and the browsers had nothing to complain of', async () => {
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          const moves = (animationName !== 'none' && animationDuration !== '0s') || /[1-9]/.test(transitionDuration);
          return moves;
        }).length,
    );
    assert.equal(moving, 0);
    assert.deepEqual(room.complaints, []);
    assert.deepEqual(server.errors, []);
  });
});
