import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Arrivals, PUTS_WAITING_MAX } from '../../api/posts/elasticsearch-order.ts';
import { StoreAway } from '../../api/posts/port.ts';
import { CALLS_WAITING_MAX } from '../../api/posts/sqlite-call.ts';
import { Columns, Dictionary } from '../../api/posts/sqlite-columns.ts';
import { FACET_HITS_MAX, facetsOf } from '../../api/posts/sqlite-count.ts';
import type { Slice } from '../../api/posts/sqlite-slice.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aFilter, aPost, aPostId, aVoice } from '../support/post.ts';

describe('limits of the stores of posts', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'posts-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('refuses a call when too many wait, and answers the others', async () => {
    const store = await openSqlitePosts({ dir });
    const asked = Array.from({ length: CALLS_WAITING_MAX + 50 }, () => store.stats());
    const answered = await Promise.allSettled(asked);
    const refused = answered.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    assert.ok(refused.length >= 50 && refused.length < 60, String(refused.length));
    assert.ok(refused.every((reason) => reason instanceof StoreAway));
    await store.close();
  });

  it('refuses a put to Elasticsearch when too many wait', async () => {
    const arrivals = new Arrivals(0, () => 0);
    const never = new Promise<void>(() => undefined);
    for (let put = 0; put < PUTS_WAITING_MAX + 2; put++) void arrivals.run(new Set([String(put)]), () => never);
    await assert.rejects(
      arrivals.run(new Set(['more']), () => never),
      StoreAway,
    );
  });

  it('counts facets on a sample over too many hits, says so, and comes close', () => {
    const dictionary = new Dictionary();
    const columns = new Columns();
    const posts = FACET_HITS_MAX * 2 + 7;
    for (let seq = 1; seq <= posts; seq++) {
      const tags = JSON.stringify([[seq % 5 === 0 ? 'water' : 'housing'], [], []]);
      const row = { seq, published: seq, seen: seq, tone: 0, source: 'forum', kind: 'reply', tags };
      columns.append(row, dictionary.tagsOf(row));
    }
    const slice: Partial<Slice> = {};
    const held = { columns, slice: slice as Slice, born: 1 };
    const all = Uint32Array.from({ length: posts }, (_, at) => at);
    const { facets, sampled } = facetsOf(dictionary, [{ held, positions: all }]);
    assert.equal(sampled, true);
    const water = facets?.topics.find(({ id }) => id === 'water')?.count ?? 0;
    assert.ok(Math.abs(water - posts / 5) < posts * 0.01, `${water} of ${posts}`);
    assert.equal(facetsOf(dictionary, [{ held, positions: all.subarray(0, FACET_HITS_MAX) }]).sampled, false);
  });

  it('leaves nothing of an erased post in the file', async () => {
    const store = await openSqlitePosts({ dir });
    await store.put([aPost({ id: 'kept' }), aPost({ id: 'gone', text: 'erasedword 住址', voice: 'v' })]);
    assert.equal(await store.count(aFilter({ phrases: [['erasedword']] })), 1);
    await store.erase([aPostId('gone')]);
    await store.close();
    const bytes = readFileSync(join(dir, 'posts.sqlite'));
    for (const trace of ['erasedword', '住址', aVoice('v'), aPostId('gone')])
      assert.equal(bytes.includes(trace), false, `${trace} is still there`);
    assert.equal(bytes.includes(aPostId('kept')), true);
  });
});
