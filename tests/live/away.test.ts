import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIVE_BACKLOG_MAX } from '../../api/contract/index.ts';
import { createBacklog } from '../../api/live/backlog.ts';
import { createLive, type LiveNews } from '../../api/live/live.ts';
import { openScreen } from './screen.ts';

describe('the live connection without a store', () => {
  it('a snapshot that cannot be made is told to the log, and the screen comes back later', async () => {
    const errors: unknown[] = [];
    const http = createServer();
    const live = createLive({
      http,
      actorOf: () => ({ personId: 'mo', sessionId: 's', roles: ['monitor'] }),
      ownPage: () => true,
      mayHear: () => false,
      overview: () => Promise.reject(new Error('the store is away')),
      onError: (error) => errors.push(error),
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    const screen = await openScreen(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {});
    await screen.hello();
    // Not "io server disconnect", after which a client does not come back by itself.
    assert.match(await screen.ended, /transport (?:close|error)/);
    assert.equal(errors.length, 1);
    assert.deepEqual(screen.events, []);
    await live.close();
  });
});

describe('the backlog', () => {
  const news: LiveNews = { kind: 'banners', banners: [] };

  it('gives what came after a number, and nothing to whoever has all', () => {
    const backlog = createBacklog();
    for (let i = 0; i < 3; i += 1) backlog.add(news);
    assert.deepEqual(
      backlog.since(1)?.map(({ seq }) => seq),
      [2, 3],
    );
    assert.deepEqual(backlog.since(3), []);
  });

  it('says null for a number that is not its own, and for what it no longer keeps', () => {
    const backlog = createBacklog();
    assert.equal(backlog.since(1), null);
    for (let i = 0; i < 3 * LIVE_BACKLOG_MAX; i += 1) backlog.add(news);
    assert.equal(backlog.since(2 * LIVE_BACKLOG_MAX)?.length, LIVE_BACKLOG_MAX);
    assert.equal(backlog.since(2 * LIVE_BACKLOG_MAX - 1), null);
    assert.equal(backlog.since(3 * LIVE_BACKLOG_MAX + 1), null);
  });
});
