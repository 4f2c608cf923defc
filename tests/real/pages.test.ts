import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PostId, SearchReply, SourceView, type SourceId } from '../../api/contract/index.ts';
import { maskText } from '../../api/contract/privacy.ts';
import { rowsOf } from '../../api/desk/table.ts';
import { NO_PAGES, savedFolder, serveSavedPages, type SavedPage, type SavedSource } from '../support/saved-pages.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import { phraseOf, squeezed } from './words.ts';

const folder = savedFolder();
const CRAWL_MS_MAX = 120_000;
/** Texts asked for by page: a session may ask 1,200 times a minute. */
const TEXTS_PER_PAGE_MAX = 4;

type Asked = { readonly page: SavedPage; readonly text: string; readonly phrase: string; readonly found: boolean };

describe(`saved pages, from a loopback site to a search${folder === null ? ` (${NO_PAGES})` : ''}`, function () {
  this.timeout(CRAWL_MS_MAX + 60_000);
  let server: TestServer;
  let cookie = '';
  let sources: readonly SavedSource[] = [];
  const ids = new Map<SavedSource, SourceId>();
  let crawler: ChildProcess | null = null;

  before(async function () {
    if (folder === null) return this.skip();
    sources = await serveSavedPages(folder);
    server = await startTestServer({ allowPrivate: sources.map(({ site }) => site.hostPort) });
    cookie = await server.logIn('监测员', ['monitor']);
    for (const source of sources) {
      const { kind, name, url } = source;
      const body = { kind, name, url, everyMin: 1440 };
      const answer = await server.call('POST', '/api/sources', { cookie, body });
      assert.equal(answer.status, 200, `${name} ${answer.text}`);
      ids.set(source, SourceView.parse(answer.json).id);
    }
    crawler = spawn(process.execPath, [join(root, 'crawler/main.ts')], {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        API_URL: server.url,
        CRAWLER_TOKEN,
        DATA_DIR: server.config.dataDir,
        CRAWLER_ALLOW_PRIVATE: sources.map(({ site }) => site.hostPort).join(','),
        CRAWLER_CONTACT: 'test@example.org',
        CRAWLER_CONCURRENCY: '48',
      },
    });
    await crawled(server);
  });

  after(async () => {
    if (crawler !== null && crawler.exitCode === null) {
      const ended = once(crawler, 'exit');
      crawler.kill('SIGTERM');
      await ended;
    }
    await server?.stop();
    await Promise.all(sources.map(({ site }) => site.close()));
  });

  /** Asks the search for each text of the source's pages that were fetched, in words of the text. */
  async function asked(source: SavedSource): Promise<readonly Asked[]> {
    const hits = new Set(source.site.pathsHit());
    const all: Asked[] = [];
    for (const page of source.pages.filter(({ path }) => hits.has(path)))
      for (const text of page.texts.slice(0, TEXTS_PER_PAGE_MAX)) {
        const phrase = phraseOf(maskText(text));
        if (phrase !== null) all.push({ page, text, phrase, found: await isFound(source, page, phrase) });
      }
    return all;
  }

  async function isFound(source: SavedSource, page: SavedPage, phrase: string): Promise<boolean> {
    const body = { text: `"${phrase}"`, sources: [ids.get(source)] };
    const answer = await server.call('POST', '/api/search', { cookie, body });
    assert.equal(answer.status, 200, answer.text);
    const found = SearchReply.parse(answer.json).posts.map(({ id }) => PostId.parse(id));
    const posts = await server.running.parts.posts.get(found);
    return posts.some(({ title, text }) => squeezed(title + text).includes(squeezed(phrase)) && page.path !== '');
  }

  async function holds(kinds: readonly string[], name: string): Promise<void> {
    const all: Asked[] = [];
    for (const source of sources.filter(({ pages }) => pages.some(({ id }) => kinds.includes(id.split('/')[0] ?? ''))))
      all.push(...(await asked(source)));
    const of = all.filter(({ page }) => kinds.includes(page.id.split('/')[0] ?? ''));
    const pages = sources.flatMap((source) => source.pages).filter(({ id }) => kinds.includes(id.split('/')[0] ?? ''));
    const reached = new Set(of.map(({ page }) => page.id)).size;
    const found = of.filter((one) => one.found).length;
    console.log(`      ${name}: ${reached} of ${pages.length} pages reached, ${found} of ${of.length} texts found`);
    for (const { page, phrase } of of.filter((one) => !one.found))
      console.log(`        not found: ${page.id} "${phrase}"`);
    assert.ok(found >= of.length * 0.95, `${found} of ${of.length}`);
  }

  it('an article is found by its words', () => holds(['extract'], 'articles'));
  it('a post of a thread is found by its words', () => holds(['threads'], 'threads'));
  it('an entry of a feed is found by its title', () => holds(['feeds'], 'feeds'));

  it('nothing that is on the pages is an error of ours', () => {
    assert.deepEqual(server.errors, []);
  });

  it('shows', () => {
    const { parts } = server.running;
    for (const source of rowsOf(parts.desk.state().sources)) {
      const health = parts.leases.health(source);
      if (health.state !== 'well')
        console.log(source.name, source.url, health.state, health.reason?.code, health.lastPosts);
    }
  });
});

/** Waits until every source was visited and what came of it was taken in. */
async function crawled(server: TestServer): Promise<void> {
  const { parts } = server.running;
  const startedMs = Date.now();
  const isDone = (): boolean =>
    rowsOf(parts.desk.state().sources).every((source) => parts.leases.health(source).lastVisitMs !== null) &&
    parts.crawlers.list().some(({ outboxPosts, seenMs }) => outboxPosts === 0 && seenMs > startedMs);
  while (!isDone()) {
    assert.ok(Date.now() - startedMs < CRAWL_MS_MAX, 'the crawl does not end');
    await wait(100);
  }
}
