import assert from 'node:assert/strict';
import { decode } from '../../../crawler/decode.ts';
import type { BoardPage, ExtractRefusal, ListPage, Page } from '../../../crawler/extract/extract.ts';
import { extractBoard, extractList, extractPage, isExtractRefusal } from '../../../crawler/extract/extract.ts';
import { townPosts } from '../../../crawler/sample/town.ts';
import type { Town } from '../../support/town.ts';
import { openTown, TOWN_STARTED_MS } from '../../support/town.ts';

const MINUTE_MS = 60_000;
const NOW_MS = TOWN_STARTED_MS + 20 * MINUTE_MS;
const PAGE_BYTES_MAX = 200_000;

async function page(url: string): Promise<{ readonly text: string; readonly charset: string }> {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  assert.ok(bytes.length < PAGE_BYTES_MAX, `${url} has ${bytes.length} bytes`);
  const decoded = decode(bytes, answer.headers.get('content-type'));
  return { text: decoded.text, charset: decoded.charset };
}

function done<T extends object>(value: T | ExtractRefusal): T {
  if (isExtractRefusal(value)) throw new assert.AssertionError({ message: JSON.stringify(value) });
  return value;
}

describe('the sites of the sample town', () => {
  let town: Town;
  before(async () => {
    town = await openTown(NOW_MS);
  });
  after(() => town.close());

  it('are four, each visited every minute, on exact loopback pairs', () => {
    assert.deepEqual(
      town.sources.map((source) => source.kind),
      ['feed', 'list', 'board', 'rendered'],
    );
    for (const [at, source] of town.sources.entries()) assert.equal(new URL(source.url).host, town.allow[at]);
  });

  it('show nothing of what is yet to come', async () => {
    town.setNow(TOWN_STARTED_MS);
    const early = await page(town.source('board').url);
    town.setNow(NOW_MS);
    const late = await page(town.source('board').url);
    assert.ok(!early.text.includes('听说龙泉水厂') && late.text.includes('听说龙泉水厂'));
  });

  it('answer robots.txt and unknown addresses', async () => {
    for (const { url } of town.sources) {
      assert.match(await (await fetch(new URL('/robots.txt', url))).text(), /^User-agent: \*/);
      assert.equal((await fetch(new URL('/nothing.html', url))).status, 404);
    }
  });

  it('say when nothing has changed, and only then', async () => {
    const url = town.source('list').url;
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    await first.text();
    assert.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 304);
    assert.equal((await fetch(url, { headers: { 'if-modified-since': modified } })).status, 304);
    town.setNow(NOW_MS + 180 * MINUTE_MS);
    assert.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 200);
    town.setNow(NOW_MS);
  });

  it('keep their addresses when ports are given', async () => {
    const { startSampleSites } = await import('../../../crawler/sample/sites.ts');
    const options = { nowMs: () => NOW_MS, startedMs: TOWN_STARTED_MS, host: '127.0.0.1' } as const;
    const first = await startSampleSites(options);
    await first.close();
    const ports = first.sources.map((source) => Number(new URL(source.url).port));
    const again = await startSampleSites({ ...options, ports });
    assert.deepEqual(again.sources, first.sources);
    await again.close();
  });

  it('list the news page by page, and each article reads as it was written', async () => {
    const { url } = town.source('list');
    const list: ListPage = done(extractList((await page(url)).text, url, NOW_MS));
    assert.equal(list.links.length, 25);
    assert.ok(list.next);
    const second = done(extractList((await page(list.next)).text, list.next, NOW_MS));
    assert.ok(second.links.every((link) => !list.links.some((known) => known.url === link.url)));
    const [link] = list.links;
    assert.ok(link);
    const article = done(extractPage((await page(link.url)).text, link.url, NOW_MS));
    const post = postsNow().find((one) => one.site === 'news' && article.text === one.text);
    assert.ok(post, article.text);
    assert.ok(Math.abs(Date.parse(article.publishedAt ?? '') - post.publishedMs) < MINUTE_MS);
  });

  it('give the forum in GBK: every thread and reply of the last day comes back whole', async () => {
    const read = new Map<string, { readonly text: string; readonly publishedMs: number }>();
    for (let next: string | null = town.source('board').url; next !== null;) {
      const shown = await page(next);
      assert.ok(['gbk', 'gb18030'].includes(shown.charset));
      const board: BoardPage = done(extractBoard(shown.text, next, NOW_MS));
      for (const thread of board.threads) await readThread(thread.url, read);
      next = board.next;
    }
    const expected = postsNow().filter((post) => post.site === 'forum');
    assert.ok(expected.length > 60);
    for (const post of expected) {
      const found = read.get(`${post.thread} ${post.floor}`);
      assert.equal(found?.text, post.text);
      assert.equal(found.publishedMs, post.publishedMs);
    }
  });

  async function readThread(
    url: string,
    read: Map<string, { readonly text: string; readonly publishedMs: number }>,
  ): Promise<void> {
    const serial = /thread-(\d+)-/.exec(url)?.[1] ?? '';
    for (let next: string | null = url; next !== null;) {
      const thread: Page = done(extractPage((await page(next)).text, next, NOW_MS));
      for (const post of thread.posts ?? [])
        read.set(`${serial} ${post.floor}`, { text: post.text, publishedMs: Date.parse(post.publishedAt ?? '') });
      next = thread.next;
    }
  }

  it('feed: what people write to the portal stands in it with its time', async () => {
    const { parseFeed } = await import('feedsmith');
    const { text } = await page(town.source('feed').url);
    const parsed = parseFeed(text);
    assert.equal(parsed.format, 'rss');
    const items = (parsed.format === 'rss' ? parsed.feed.items : undefined) ?? [];
    const newest = postsNow().findLast((post) => post.site === 'portal');
    assert.equal(items[0]?.title, newest?.title);
    assert.equal(Date.parse(String(items[0]?.pubDate)), newest?.publishedMs);
    assert.ok(items[0]?.link);
    const article = done(extractPage((await page(items[0].link)).text, items[0].link, NOW_MS));
    assert.equal(article.text, newest?.text);
  });

  function postsNow() {
    return townPosts(NOW_MS - 24 * 60 * MINUTE_MS, NOW_MS + 1, TOWN_STARTED_MS).filter(
      (post) => post.publishedMs <= NOW_MS && postOpened(post.site, post.thread),
    );
  }

  function postOpened(site: string, thread: number): boolean {
    return townPosts(NOW_MS - 3 * 24 * 60 * MINUTE_MS, NOW_MS, TOWN_STARTED_MS).some(
      (post) => post.site === site && post.thread === thread && post.floor === 1,
    );
  }
});
