import assert from 'node:assert/strict';
import { refuse } from '../../api/contract/index.ts';
import { createOnce, ONCE_MAX, ONCE_MS, type Once } from '../../api/http/once.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('a request that comes again with its key', () => {
  let nowMs = 1_000;
  let once: Once;
  let acts = 0;
  const act = (): number => (acts += 1);

  beforeEach(() => {
    acts = 0;
    once = createOnce(() => nowMs);
  });

  it('is done once, and gets the first reply again', async () => {
    assert.deepEqual([await once('a', act), await once('a', act), await once('b', act)], [1, 1, 2]);
  });

  it('waits for the first while that is under way', async () => {
    const first = Promise.withResolvers<string>();
    const replies = Promise.all([once('a', () => first.promise), once('a', act)]);
    first.resolve('done');
    assert.deepEqual(await replies, ['done', 'done']);
    assert.equal(acts, 0);
  });

  it('is tried anew when the first was refused or failed: that changed nothing', async () => {
    await once('a', () => refuse('not-found'));
    assert.equal(await once('a', act), 1);
    await assert.rejects(once('b', () => Promise.reject(new Error('a bug'))));
    assert.equal(await once('b', act), 2);
  });

  it('is forgotten after a while, and the oldest first where there are too many', async () => {
    await once('a', act);
    nowMs += ONCE_MS;
    assert.equal(await once('a', act), 2);
    for (let each = 0; each < ONCE_MAX; each += 1) await once(`k${each}`, act);
    acts = 0;
    await once('k1', act);
    assert.equal(acts, 0);
    await once('a', act);
    assert.equal(acts, 1);
  });
});

describe('an act that is sent twice, because its answer was lost on the way', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  it('makes one entry of the ledger; the same words of another person make another', async () => {
    const one = await server.logIn('甲', ['monitor']);
    const two = await server.logIn('乙', ['monitor']);
    const body = { origin: { from: 'visit' }, title: '路灯不亮', text: '建设路东段路灯不亮。', topics: [], places: [] };
    const send = async (cookie: string, key: string): Promise<unknown> =>
      (await server.call('POST', '/api/concerns', { cookie, body, headers: { 'request-key': key } })).json;
    const first = await send(one, 'key-of-this-test-1');
    assert.deepEqual(await send(one, 'key-of-this-test-1'), first);
    assert.notDeepEqual(await send(two, 'key-of-this-test-1'), first);
    assert.notDeepEqual(await send(one, 'key-of-this-test-2'), first);
  });
});
