import assert from 'node:assert/strict';
import type { TrendView } from '../../api/contract/index.ts';
import { WEEK_MS } from '../../api/briefing/trend.ts';
import { aRow } from '../intake/rows.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';

describe('trends over the wire', function () {
  this.timeout(60_000);
  let server: TestServer;
  let cookie = '';
  const nowMs = Date.now();
  const read = async (): Promise<TrendView> =>
    (await server.call('GET', '/api/trends?weeks=8', { cookie })).json as TrendView;

  before(async () => {
    server = await startTestServer();
    cookie = await server.logIn('one leader', ['leader']);
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('before there is anything, each says that there is no data, and none says zero', async () => {
    const { trends, weeks } = await read();
    assert.equal(weeks, 0);
    assert.ok(trends.length >= 6);
    for (const { chart } of trends) assert.ok(chart.lines[0]?.values.every((value) => value === null));
  });

  it('posts are counted in the week that they were published in, as a search counts them', async () => {
    const posts = Array.from({ length: 120 }, (_, at) =>
      aRow(nowMs - at * (WEEK_MS / 6), { id: `post ${at}`, text: '自来水发黄，有股铁锈味' }),
    );
    for (let from = 0; from < posts.length; from += 60)
      await server.call('POST', '/api/ingest', {
        body: { posts: posts.slice(from, from + 60) },
        headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
      });
    const { trends, weeks } = await read();
    assert.equal(weeks, 8);
    const water = trends.find(({ chart }) => chart.id === 'topic:water');
    const [bin] = water?.chart.bins ?? [];
    const [count] = water?.chart.lines[0]?.values ?? [];
    assert.ok(bin !== undefined && typeof count === 'number' && count > 0);
    const monitor = await server.logIn('one monitor', ['monitor']);
    const body = { topics: ['water'], fromMs: bin.atMs, toMs: bin.atMs + WEEK_MS };
    const found = await server.call('POST', '/api/search', { cookie: monitor, body });
    assert.equal((found.json as { total: number }).total, count);
  });
});
