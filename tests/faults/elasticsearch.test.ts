import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Banner, Health, SearchReply } from '../../api/contract/index.ts';
import { startElasticsearch, type Elasticsearch } from '../support/elasticsearch.ts';
import { openFeeds, type Feeds } from './feeds.ts';
import { openDesk, until, WHOLE, type Desk } from './processes.ts';

const ROUNDS = WHOLE ? 3 : 1;
const FEEDS = 3;
const POSTS = 40;

describe('Elasticsearch killed in the middle of a bulk', function () {
  this.timeout(180_000 + ROUNDS * 180_000);
  let node: Elasticsearch;
  let feeds: Feeds;
  let desk: Desk;

  before(async function () {
    const started = await startElasticsearch();
    if ('missing' in started) {
      console.log(`      skipped: no Elasticsearch here: ${started.missing}`);
      return this.skip();
    }
    node = started;
    feeds = await openFeeds(FEEDS);
    desk = await openDesk(feeds.allow, { STORE: 'elasticsearch', ELASTICSEARCH_URL: node.url });
    await desk.startApi();
    desk.startCrawler();
  });
  after(async () => {
    await desk?.close();
    await feeds?.close();
    await node?.stop();
  });

  it('the screens say 索引滞后, the outbox keeps what comes and drains when it is back: none lost, none doubled', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const urls = feeds.grow(FEEDS, POSTS);
      for (const [at, url] of urls.entries())
        await desk.ask('POST', '/api/sources', { kind: 'feed', name: `第${round}-${at}号信源`, url, everyMin: 600 });
      await feeds.read(urls.slice(0, 1));
      await wait(150 * round);
      await node.kill();
      // What the sites say while it is away waits in the outbox.
      await feeds.read(urls);
      const shown = await until(
        'the banner',
        60_000,
        () => banners(desk),
        (list) => list.some(isLag),
      );
      assert.match(shown.find(isLag)?.zh ?? '', /^索引滞后/);
      const lead = { text: `第${round}通来电说停水`, channel: 'telephone', seenMs: Date.now() };
      await assert.rejects(desk.ask('POST', '/api/leads', lead), /: 503 .*store-away/);
      await assert.rejects(desk.ask('POST', '/api/search', {}), /: 503 .*store-away/);
      await node.restart();
      await until(
        'all posts are found',
        150_000,
        () => total(desk),
        (posts) => posts === feeds.texts.length,
      );
      await until(
        'the banner goes',
        10_000,
        () => banners(desk),
        (list) => !list.some(isLag),
      );
    }
    const drained = await until(
      'the outbox is empty',
      20_000,
      () => waiting(desk),
      (posts) => posts === 0,
    );
    assert.equal(drained, 0);
    assert.equal(await total(desk), feeds.texts.length);
  });
});

const isLag = ({ code }: Banner): boolean => code === 'store-lag';

async function banners(desk: Desk): Promise<readonly Banner[]> {
  return Banner.array().parse(await desk.ask('GET', '/api/banners'));
}

/** -1 while the store does not answer. */
async function total(desk: Desk): Promise<number> {
  try {
    return SearchReply.parse(await desk.ask('POST', '/api/search', {})).total;
  } catch (error) {
    assert.match(String(error), /: 503 .*store-away/);
    return -1;
  }
}

async function waiting(desk: Desk): Promise<number> {
  const { crawlers } = Health.parse(await desk.ask('GET', '/api/health'));
  return crawlers.reduce((sum, crawler) => sum + crawler.outboxPosts, 0);
}
