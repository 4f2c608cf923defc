import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSampleSites, type SampleSites } from '../../crawler/sample/sites.ts';
import { historyRows } from '../../crawler/sample/history.ts';
import { OUTBREAK_AFTER_MS } from '../../crawler/sample/town.ts';
import { SourceId } from '../../api/contract/index.ts';
import { createImporter } from '../../api/local/importer.ts';
import { browserPath, click, NO_BROWSER, openPage, textOf, type, type Opened } from '../support/browser.ts';
import { CRAWLER_TOKEN, PASSWORD, startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';

const path = browserPath();
/** The rumor is as old as this when the crawler comes for the first time. */
const RUMOR_AGE_MS = 4 * 60_000;

describe(`a day at the desk, in a real browser${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
  this.timeout(240_000);
  let server: TestServer;
  let sites: SampleSites;
  let opened: Opened;
  let crawler: ChildProcess | null = null;

  before(async function () {
    if (path === null) return this.skip();
    assert.ok(existsSync(join(root, 'dashboard/dist/index.html')), 'the screens are not built: npm run build');
    const startedMs = Date.now() - OUTBREAK_AFTER_MS - RUMOR_AGE_MS;
    sites = await startSampleSites({ nowMs: Date.now, startedMs, host: '127.0.0.1' });
    server = await startTestServer({ sample: 'on' });
    const sources = sites.sources.map((source, i) => ({ ...source, id: SourceId.parse(`sample-${i + 1}`) }));
    assert.equal(server.running.parts.desk.command({ do: 'add-sample', sources }, { kind: 'machine' }), null);
    const lines = [...historyRows(startedMs)].map((row) => JSON.stringify(row));
    const take = createImporter(server.running.parts);
    for (let from = 0; from < lines.length; from += 1_000) {
      const { refused } = await take(lines.slice(from, from + 1_000));
      assert.deepEqual(refused, []);
    }
    await server.running.parts.lookout.look();
    opened = await openPage(path);
  });

  after(async () => {
    if (crawler !== null) {
      const ended = new Promise((done) => crawler?.once('exit', done));
      crawler.kill('SIGTERM');
      await ended;
    }
    await opened?.close();
    await sites?.close();
    await server?.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || opened === undefined) return;
    mkdirSync(join(root, 'shots'), { recursive: true });
    writeFileSync(join(root, 'shots/failed.png'), await opened.page.screenshot());
  });

  it('begins with the one-time link, which a look does not use up', async () => {
    const token = server.running.parts.links.make({ purpose: 'set-up', person: null }).token;
    const { page } = opened;
    for (let look = 0; look < 2; look += 1) {
      await page.goto('about:blank');
      await page.goto(`${server.url}/#setup=${token}`);
      await textOf(page, 'setup-submit');
    }
    await type(page, 'setup-name', '值班员');
    await type(page, 'setup-password', PASSWORD);
    await click(page, 'setup-submit');
    await textOf(page, 'nav-overview');
  });

  it('logs in with name and password', async () => {
    const { page } = opened;
    const cookies = await page.browserContext().cookies();
    await page.browserContext().deleteCookie(...cookies);
    await page.goto(`${server.url}/`);
    await type(page, 'login-name', '值班员');
    await type(page, 'login-password', PASSWORD);
    await click(page, 'login-submit');
    assert.match(await textOf(page, 'posts-24h'), /\d/);
    assert.ok(await textOf(page, 'sample-label'));
    await page.waitForSelector('[data-test="live-state"][data-state="on"]', { timeout: 10_000 });
  });

  it('sees the alert rise on the open screen, without a reload', async () => {
    const { page } = opened;
    await page.evaluate(() => Object.assign(window, { stayed: true }));
    crawler = spawn(process.execPath, [join(root, 'crawler/main.ts')], {
      stdio: 'ignore',
      env: {
        ...process.env,
        API_URL: server.url,
        CRAWLER_TOKEN,
        DATA_DIR: server.config.dataDir,
        CRAWLER_ALLOW_PRIVATE: sites.allow.join(','),
        LOG_LEVEL: 'silent',
      },
    });
    await page.waitForSelector('[data-test="top-alert"]', { timeout: 90_000 });
    assert.equal(await page.evaluate(() => 'stayed' in window), true);
    assert.deepEqual(server.errors, []);
  });

  it('reads why, and what people say', async () => {
    const { page } = opened;
    await click(page, 'nav-alerts');
    await page.waitForSelector('[data-test="alert-row"] a', { visible: true });
    await page.click('[data-test="alert-row"] a');
    assert.match(await textOf(page, 'alert-reason'), /有 \d+ 条，平常同一时段/);
    assert.ok((await textOf(page, 'alert-sample')).length > 10);
  });

  it('takes it, and the journal knows who', async () => {
    await click(opened.page, 'act-take');
    const { journal } = server.running.parts;
    await opened.page.waitForFunction(() => document.body.innerText.includes('值班员'), { timeout: 10_000 });
    const started = Date.now();
    while (!journal.latest(0, 20).some((entry) => entry.kind === 'alert-take')) {
      assert.ok(Date.now() - started < 10_000, 'no entry in the journal');
      await new Promise((done) => setTimeout(done, 50));
    }
  });

  it('finds posts by words', async () => {
    const { page } = opened;
    await click(page, 'nav-search');
    await page.goto(`${server.url}/search?q=${encodeURIComponent('自来水')}`);
    assert.match(await textOf(page, 'search-hit'), /自来水|水/);
    assert.match(await textOf(page, 'search-total'), /[1-9]/);
  });

  it('adds a source by its address, after seeing what would come', async () => {
    const { page } = opened;
    const board = sites.sources.find((source) => source.kind === 'board');
    assert.ok(board);
    // The same address twice is refused: the sample's own entry goes first.
    const id = SourceId.parse(`sample-${sites.sources.indexOf(board) + 1}`);
    assert.equal(server.running.parts.desk.command({ do: 'remove-source', id }, { kind: 'terminal' }), null);
    await click(page, 'nav-sources');
    await type(page, 'source-url', board.url);
    await click(page, 'source-preview-submit');
    assert.ok(await textOf(page, 'source-preview-post', 15_000));
    await type(page, 'source-name', '清河论坛水务版');
    await click(page, 'source-save');
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('[data-test="source-row"]')].some((row) =>
          row.textContent?.includes('清河论坛水务版'),
        ),
      { timeout: 10_000 },
    );
  });

  it('types in a lead from a chat group', async () => {
    const { page } = opened;
    await click(page, 'nav-lead');
    await type(page, 'lead-text', '群里有人说幸福里小区今晚要停水两天,电话13812345678问情况。');
    await type(page, 'lead-place', '幸福里小区');
    await click(page, 'lead-submit');
    await textOf(page, 'lead-done');
    assert.equal((await page.content()).includes('13812345678'), false);
  });

  it('gave the browser nothing to complain of', () => {
    assert.deepEqual(opened.complaints, []);
    assert.deepEqual(server.errors, []);
  });
});
