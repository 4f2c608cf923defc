import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { browserPath, click, NO_BROWSER, openPage, textOf, type, type Opened } from '../support/browser.ts';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';

const path = browserPath();

describe(`forms, in a real browser${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(60_000);
  let server: TestServer;
  let opened: Opened;

  before(async function () {
    if (path === null) return this.skip();
    assert.ok(existsSync(join(root, 'dashboard/dist/index.html')), 'the screens are not built: npm run build');
    server = await startTestServer();
    opened = await openPage(path);
    const token = server.running.parts.links.make({ purpose: 'set-up', person: null }).token;
    await opened.page.goto(`${server.url}/#setup=${token}`);
  });

  after(async () => {
    await opened?.close();
    await server?.stop();
  });

  /** What stands under the fields as wrong, top to bottom. */
  const faults = (): Promise<string[]> =>
    opened.page.$$eval('.field .wrong', (found) => found.map((one) => one.textContent ?? ''));
  const focused = (): Promise<string> =>
    opened.page.evaluate(() => document.activeElement?.getAttribute('data-test') ?? '');

  it('say what is missing under its field, in the language of the screen, and go to the first', async () => {
    await click(opened.page, 'setup-submit');
    await opened.page.waitForSelector('.field .wrong');
    assert.deepEqual(await faults(), ['请填写此项。', '请填写此项。']);
    assert.equal(await focused(), 'setup-name');
    await click(opened.page, 'lang-switch');
    await opened.page.waitForFunction(() => document.documentElement.lang === 'en');
    await click(opened.page, 'setup-submit');
    await opened.page.waitForFunction(() => document.querySelector('.wrong')?.textContent === 'Fill this in.');
    await click(opened.page, 'lang-switch');
  });

  it('take back what they said when the field is changed, and send nothing that is too short', async () => {
    await type(opened.page, 'setup-name', '管理员');
    await type(opened.page, 'setup-password', 'short');
    await click(opened.page, 'setup-submit');
    await opened.page.waitForFunction(() => document.querySelectorAll('.field .wrong').length === 1);
    assert.deepEqual(await faults(), ['至少 12 个字。']);
    await type(opened.page, 'setup-password', PASSWORD);
    assert.deepEqual(await faults(), []);
    await click(opened.page, 'setup-submit');
    await textOf(opened.page, 'nav-overview');
  });

  it('show a refusal of the server under the field that it is about, and not twice', async () => {
    const { page } = opened;
    await page.goto(`${server.url}/settings/people`);
    await type(page, 'person-name', '管理员');
    await click(page, 'person-save');
    await page.waitForSelector('.field .wrong');
    assert.deepEqual(await faults(), ['“管理员”已存在，请换一个名称。']);
    assert.equal(await page.$('[data-test="refusal"]'), null);
    assert.equal(await focused(), 'person-name');
  });

  it('in a dialog begin in its first field; Escape closes it and leads back to where one was', async () => {
    const { page } = opened;
    await page.goto(`${server.url}/search?q=${encodeURIComponent('停水')}`);
    await click(page, 'search-watch');
    await page.waitForSelector('dialog[open]');
    assert.equal(await focused(), 'watch-name');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('dialog') === null);
    assert.equal(await focused(), 'search-watch');
  });

  it('gave the browser nothing to complain of', () => {
    assert.deepEqual(opened.complaints, []);
    assert.deepEqual(server.errors, []);
  });
});
