import assert from 'node:assert/strict';
import { openElasticPosts } from '../../api/posts/elasticsearch.ts';
import { StoreAway } from '../../api/posts/port.ts';
import type { PostStore } from '../../api/posts/port.ts';
import { startElasticsearch } from '../support/elasticsearch.ts';
import type { Elasticsearch } from '../support/elasticsearch.ts';
import { startProxy } from '../support/elasticsearch-proxy.ts';
import type { Fault, Proxy } from '../support/elasticsearch-proxy.ts';
import { aPost, aPostId, aVoice } from '../support/post.ts';

const BATCH_POSTS = 50;

describe('the Elasticsearch store of posts when the cluster fails', function () {
  this.timeout(180_000);
  let server: Elasticsearch;
  let proxy: Proxy;
  let offices = 0;
  const opened: PostStore[] = [];
  const open = async (prefix: string, now: () => number = Date.now): Promise<PostStore> => {
    const store = await openElasticPosts({ url: proxy.url, prefix, now });
    opened.push(store);
    return store;
  };

  before(async function () {
    const started = await startElasticsearch();
    if ('missing' in started) {
      console.log(`      skipped: no Elasticsearch here; this gets it: ${started.missing}`);
      return this.skip();
    }
    server = started;
    proxy = await startProxy(server.url);
  });
  after(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await proxy?.close();
    await server?.stop();
  });

  for (const fault of ['busy', 'lost', 'part', 'blocked'] satisfies Fault[]) {
    it(`takes a batch whole when it is put again after a bulk that went wrong: ${fault}`, async () => {
      const store = await open(`fault${offices++}-`);
      await store.put(batch('before'));
      proxy.fault = fault;
      await assert.rejects(store.put(batch('spoiled')), (error: unknown) => {
        assert.ok(error instanceof StoreAway, String(error));
        assert.equal(error.full, fault === 'blocked');
        return true;
      });
      proxy.fault = null;
      await store.put(batch('after'));
      const held = await store.factsSince('', 1_000);
      assert.equal(held.facts.length, BATCH_POSTS, 'facts wait for what may still show');
      assert.equal((await store.put(batch('spoiled'))).added.length, BATCH_POSTS, 'nobody was told of them before');
      const rest = await store.factsSince(held.mark, 1_000);
      assert.deepEqual(
        rest.facts.map(({ id, voice }) => [id, voice]),
        [...told('after'), ...told('spoiled')],
      );
      assert.equal((await store.stats()).posts, 3 * BATCH_POSTS);
    });
  }

  it('holds facts back for two minutes at the most, if the batch never comes again', async () => {
    let nowMs = Date.now();
    const store = await open(`fault${offices++}-`, () => nowMs);
    proxy.fault = 'busy';
    await assert.rejects(store.put(batch('spoiled')), StoreAway);
    proxy.fault = null;
    await store.put(batch('after'));
    assert.equal((await store.factsSince('', 1_000)).facts.length, 0);
    nowMs += 120_001;
    assert.equal((await store.factsSince('', 1_000)).facts.length, BATCH_POSTS);
  });

  it('is away while the node is dead, and has every accepted post when it is back', async () => {
    const store = await open('killed-');
    const accepted: string[] = [];
    const refused: string[] = [];
    const puts = Array.from({ length: 30 }, async (_, number) => {
      try {
        await store.put(batch(`b${number}`));
        accepted.push(`b${number}`);
        if (accepted.length === 3) await server.kill();
      } catch (error) {
        assert.ok(error instanceof StoreAway, String(error));
        refused.push(`b${number}`);
      }
    });
    await Promise.all(puts);
    assert.ok(accepted.length >= 3 && refused.length > 0, `${accepted.length} accepted, ${refused.length} refused`);
    await assert.rejects(store.stats(), StoreAway);
    await assert.rejects(open('killed-'), StoreAway);
    await server.restart();
    for (const name of refused) await store.put(batch(name));
    assert.equal((await store.stats()).posts, 30 * BATCH_POSTS);
    const ids = accepted.flatMap((name) => batch(name).map(({ post }) => post.id));
    assert.equal((await store.get(ids)).length, ids.length, 'an accepted post outlives kill -9');
    const { facts } = await store.factsSince('', 5_000);
    assert.equal(new Set(facts.map(({ id }) => id)).size, 30 * BATCH_POSTS);
    assert.equal(facts.length, 30 * BATCH_POSTS);
  });
});

function batch(name: string): ReturnType<typeof aPost>[] {
  return Array.from({ length: BATCH_POSTS }, (_, at) => aPost({ id: `${name} ${at}`, voice: `${name} ${at}` }));
}

function told(name: string): readonly (readonly [string, string])[] {
  return Array.from({ length: BATCH_POSTS }, (_, at) => [aPostId(`${name} ${at}`), aVoice(`${name} ${at}`)] as const);
}
