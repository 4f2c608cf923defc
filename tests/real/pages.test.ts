import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SearchReply, SourceView, type SourceId } from '../../api/contract/index.ts';
import { maskText } from '../../api/contract/privacy.ts';
import { rowsOf } from '../../api/desk/table.ts';
import { browserPath } from '../support/browser.ts';
import { NO_PAGES, savedFolder, serveRendered, serveSavedPages, type SavedSource } from '../support/saved-pages.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import { phraseOf, squeezed } from './words.ts';

const folder = savedFolder();
const CRAWL_MS_MAX = 120_000;
/** Texts asked for by page: a session may ask 1,200 times a minute. */
const TEXTS_PER_PAGE_MAX = 4;

/** Words of the saved pages, and the tags that each post with them must carry. */
const TAGGED = [
  ['停水', 'water', null],
  ['医院', 'health', null],
  ['网传', null, 'hearsay'],
  ['投毒', 'water', 'hearsay'],
] as const;

const KINDS = [
  ['extract', 'an article is found by its words'],
  ['threads', 'a post of a thread is found by its words'],
  ['rendered', 'an article that was read through a browser is found by its words'],
  ['feeds', 'an entry of a feed is found by its title'],
] as const;

describe(`saved pages, from a loopback site to a search${folder === null ? ` (${NO_PAGES})` : ''}`, function () {
  this.timeout(CRAWL_MS_MAX + 60_000);
  let server: TestServer;
  let cookie = '';
  let sources: readonly SavedSource[] = [];
  const ids = new Map<SavedSource, SourceId>();
  let crawler: ChildProcess | null = null;

  before(async function () {
    if (folder === null) return this.skip();
    sources = [...(await serveSavedPages(folder)), ...(browserPath() === null ? [] : [await serveRendered(folder)])];
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

  /** True where the search, asked in words of the text, answers with a post of that source that holds them. */
  async function isFound(source: SavedSource, phrase: string): Promise<boolean> {
    const body = { text: `"${phrase}"`, sources: [ids.get(source)] };
    const answer = await server.call('POST', '/api/search', { cookie, body });
    assert.equal(answer.status, 200, answer.text);
    const posts = await server.running.parts.posts.get(SearchReply.parse(answer.json).posts.map(({ id }) => id));
    return posts.some(({ title, text }) => squeezed(title + text).includes(squeezed(phrase)));
  }

  for (const [kind, rule] of KINDS)
    it(rule, async () => {
      const pages = sources.flatMap((source) => source.pages.map((page) => ({ source, page })));
      const saved = pages.filter(({ page }) => page.id.startsWith(`${kind}/`));
      const reached = saved.filter(({ source, page }) => source.site.pathsHit().includes(page.path));
      const missed: string[] = [];
      let texts = 0;
      for (const { source, page } of reached)
        for (const text of page.texts.slice(0, TEXTS_PER_PAGE_MAX)) {
          const phrase = phraseOf(maskText(text));
          if (phrase === null) continue;
          texts += 1;
          if (!(await isFound(source, phrase))) missed.push(`${page.id} ${phrase}`);
        }
      const found = `${texts - missed.length} of ${texts} texts found`;
      console.log(`      ${kind}: ${reached.length} of ${saved.length} pages reached, ${found}`);
      assert.ok(reached.length >= saved.length * 0.8, 'the crawl did not get far');
      // Scripts that find their page on a foreign host may change it.
      const part = kind === 'rendered' ? 0.15 : 0.05;
      assert.ok(missed.length <= texts * part, `${found}; missed:\n${missed.join('\n')}`);
    });

  it('nothing that is on the pages is an error of ours', () => {
    assert.deepEqual(server.errors, []);
  });

  it('a page about a topic is tagged with it, and one that tells a rumor shows why', async () => {
    for (const [text, topic, marker] of TAGGED) {
      const answer = await server.call('POST', '/api/search', { cookie, body: { text, limit: 100 } });
      const { posts, total } = SearchReply.parse(answer.json);
      assert.ok(total >= 5, `${text}: ${total} posts`);
      for (const post of posts) {
        if (topic !== null) assert.ok(post.topics.includes(topic), `${text}: ${post.title} ${post.topics.join()}`);
        if (marker !== null) assert.ok(post.markers.includes(marker), `${text}: ${post.title}`);
      }
      // A denial carries the words of the rumor too, and scores less.
      const scored = posts.filter(({ rumor }) => rumor >= 0.5).length;
      assert.ok(marker === null || scored >= posts.length / 2, `${text}: ${scored} of ${posts.length}`);
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
