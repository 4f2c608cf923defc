import assert from 'node:assert/strict';
import { PUT_POSTS_MAX } from '../../api/posts/port.ts';
import type { PostStore } from '../../api/posts/port.ts';
import { aFilter, aPost, aPostId, aSourceId, aVoice, POST_MS, someOptions } from '../support/post.ts';
import { startStores } from '../support/post-stores.ts';
import type { Stores } from '../support/post-stores.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 31 * DAY_MS;

describe('every store of posts', function () {
  this.timeout(120_000);
  let stores: Stores;

  before(async function () {
    const started = await startStores();
    if (typeof started === 'string') {
      console.log(`      skipped: ${started}`);
      return this.skip();
    }
    stores = started;
  });
  after(() => stores?.end());

  for (const kind of ['sqlite', 'elasticsearch'] as const) {
    describe(kind, () => {
      let store: PostStore;
      beforeEach(async () => {
        store = await stores.fresh[kind]();
      });
      const ids = async (): Promise<readonly string[]> => (await store.scan('', 100)).posts.map(({ id }) => id);

      it('gives back what was put, as it was put', async () => {
        const one = aPost({
          id: 'whole',
          title: '停水通知',
          text: '自来水 浑浊 c++ "引号" 3.5% 😀 𠮷野家',
          kind: 'reply',
          thread: 't1',
          floor: 12,
          topics: ['water', 'health'],
          places: ['found:清河镇'],
          markers: ['hearsay'],
          rumor: 0.625,
          tone: 'angry',
          bands: ['00ff00ff00ff00ff', 'aa', 'bb'],
          publishedMs: POST_MS - DAY_MS,
          backfill: true,
          version: 4_294_967_295,
        });
        assert.deepEqual(await store.put([one]), { added: [one.post.id], repeated: [] });
        assert.deepEqual(await store.get([aPostId('absent'), one.post.id]), [one.post]);
      });

      it('never doubles a post, whatever its date, and keeps its first seenMs, group and backfill', async () => {
        const first = aPost({ id: 'a', group: 'leader', backfill: true, text: '旧' });
        await store.put([first]);
        const again = aPost({ id: 'a', text: '新', seenMs: POST_MS + MONTH_MS, publishedMs: POST_MS + MONTH_MS });
        assert.deepEqual(await store.put([again, aPost({ id: 'b', seenMs: POST_MS + MONTH_MS })]), {
          added: [aPostId('b')],
          repeated: [aPostId('a')],
        });
        const expected = { ...again.post, seenMs: POST_MS, group: aPostId('leader'), backfill: true };
        assert.deepEqual(await store.get([aPostId('a')]), [expected]);
        assert.equal((await store.stats()).posts, 2);
        assert.equal(await store.count(aFilter({ phrases: [['旧']] })), 0);
        assert.equal(await store.count(aFilter({ phrases: [['新']] })), 1);
      });

      it('keeps a date that a page told when a later visit does not tell it', async () => {
        await store.put([aPost({ id: 'a', publishedMs: POST_MS - DAY_MS })]);
        await store.put([aPost({ id: 'a', publishedKnown: false, seenMs: POST_MS + DAY_MS })]);
        const [post] = await store.get([aPostId('a')]);
        assert.deepEqual([post?.publishedMs, post?.publishedKnown], [POST_MS - DAY_MS, true]);
      });

      it('takes an id that comes twice in a batch, or in two batches at once, as one post', async () => {
        const twice = await store.put([aPost({ id: 'a', text: '一' }), aPost({ id: 'a', text: '二' })]);
        assert.deepEqual(twice, { added: [aPostId('a')], repeated: [] });
        const both = await Promise.all([store.put([aPost({ id: 'b' })]), store.put([aPost({ id: 'b' })])]);
        assert.deepEqual(both.map(({ added }) => added.length).sort(), [0, 1]);
        assert.deepEqual(await ids(), [aPostId('a'), aPostId('b')]);
      });

      it('takes a full batch, an empty one, and refuses a larger one', async () => {
        const many = Array.from({ length: PUT_POSTS_MAX }, (_, at) => aPost({ id: `p${at}` }));
        assert.equal((await store.put(many)).added.length, PUT_POSTS_MAX);
        assert.deepEqual(await store.put([]), { added: [], repeated: [] });
        await assert.rejects(store.put([...many, aPost({ id: 'more' })]), RangeError);
        assert.equal((await store.stats()).posts, PUT_POSTS_MAX);
      });

      it('tells facts in the order of arrival, each once, with its voice', async () => {
        const seen = ['c', 'a', 'b'].map((id, at) => aPost({ id, voice: `v-${id}`, seenMs: POST_MS - at * MONTH_MS }));
        for (const one of seen) await store.put([one]);
        const first = await store.factsSince('', 2);
        const rest = await store.factsSince(first.mark, 2);
        assert.deepEqual(await store.factsSince('', 2), first, 'the same mark gives the same facts');
        const told = [...first.facts, ...rest.facts];
        assert.deepEqual(
          told.map(({ id, voice }) => [id, voice]),
          ['c', 'a', 'b'].map((id) => [aPostId(id), aVoice(`v-${id}`)]),
        );
        assert.deepEqual(await store.factsSince(rest.mark, 2), { facts: [], mark: rest.mark });
        assert.deepEqual(told[0], {
          id: aPostId('c'),
          source: 'forum',
          kind: 'thread',
          voice: aVoice('v-c'),
          group: aPostId('c'),
          topics: [],
          places: [],
          markers: [],
          tokens: ['自来水', '浑浊'],
          publishedMs: POST_MS,
          seenMs: POST_MS,
          backfill: false,
        });
      });

      it('leaves no fact out while many puts are under way', async () => {
        const puts = Array.from({ length: 20 }, (_, put) =>
          store.put(Array.from({ length: 25 }, (_each, at) => aPost({ id: `${put} ${at}` }))),
        );
        const told: string[] = [];
        let mark = '';
        let isDone = false;
        const done = Promise.all(puts).finally(() => (isDone = true));
        for (let last = false; !last;) {
          last = isDone;
          const next = await store.factsSince(mark, 40);
          told.push(...next.facts.map(({ id }) => id));
          mark = next.mark;
          if (next.facts.length === 40) last = false;
        }
        await done;
        assert.equal(new Set(told).size, 500);
        assert.equal(told.length, 500);
      });

      it('never gives a number of arrival twice, even when the newest posts were erased', async () => {
        await store.put([aPost({ id: 'a' }), aPost({ id: 'b' })]);
        const { mark } = await store.factsSince('', 10);
        await store.erase([aPostId('b')]);
        await store.put([aPost({ id: 'c' })]);
        assert.deepEqual(
          (await store.factsSince(mark, 10)).facts.map(({ id }) => id),
          [aPostId('c')],
        );
      });

      it('finds the first seen of the near-copies: two shared keys, and seen since', async () => {
        const bands = ['k1', 'k2', 'k3', 'k4'];
        await store.put([
          aPost({ id: 'old', bands, seenMs: POST_MS - 40 * DAY_MS }),
          aPost({ id: 'first', bands }),
          aPost({ id: 'second', bands, group: 'first' }),
        ]);
        const rows = [['k1', 'k2', 'z'], ['k1', 'y', 'z'], ['k4', 'k3'], []];
        const found = [aPostId('first'), null, aPostId('first'), null];
        assert.deepEqual(await store.nearCopies(rows, POST_MS - DAY_MS), found);
        assert.deepEqual(await store.nearCopies([['k1', 'k2']], 0), [aPostId('old')]);
        await store.erase([aPostId('first')]);
        assert.deepEqual(await store.nearCopies([['k1', 'k2']], POST_MS - DAY_MS), [aPostId('second')]);
      });

      it('finds the posts of any of several groups, each once, as many as the groups have', async () => {
        await store.put([
          aPost({ id: 'a' }),
          aPost({ id: 'b', group: 'a' }),
          aPost({ id: 'c' }),
          aPost({ id: 'd', group: 'c' }),
          aPost({ id: 'e' }),
        ]);
        const groups = [aPostId('a'), aPostId('c'), aPostId('gone')];
        const found = await store.search(aFilter({ groups }), someOptions({ facets: true }));
        const sizes = await store.groupSizes(groups);
        assert.equal(found.total, 4);
        assert.deepEqual([...new Set(found.posts.map(({ id }) => id))].length, 4);
        assert.equal(
          [...sizes.values()].reduce((sum, size) => sum + size, 0),
          found.total,
        );
        assert.equal(await store.count(aFilter({ groups })), 4);
      });

      it('counts the posts of a group', async () => {
        await store.put([aPost({ id: 'a' }), aPost({ id: 'b', group: 'a' }), aPost({ id: 'c', group: 'gone' })]);
        const sizes = await store.groupSizes([aPostId('a'), aPostId('gone'), aPostId('b')]);
        assert.deepEqual(Object.fromEntries(sizes), { [aPostId('a')]: 2, [aPostId('gone')]: 1, [aPostId('b')]: 0 });
        const found = await store.search(aFilter({ groups: [aPostId('a')] }), someOptions({ sort: 'oldest' }));
        assert.deepEqual(
          found.posts.map(({ id }) => id),
          [aPostId('a'), aPostId('b')],
        );
      });

      it('shows new tags in every answer after a retag', async () => {
        await store.put([aPost({ id: 'a', topics: ['water'] }), aPost({ id: 'b', topics: ['water'] })]);
        await store.retag([
          { id: aPostId('a'), topics: ['health'], places: ['p1'], markers: [], rumor: 0.5, tone: 'calm', version: 2 },
          { id: aPostId('absent'), topics: [], places: [], markers: [], rumor: 0, tone: null, version: 2 },
        ]);
        assert.equal(await store.count(aFilter({ topics: ['water'] })), 1);
        assert.equal(await store.count(aFilter({ topics: ['health'], places: ['p1'] })), 1);
        const [post] = await store.get([aPostId('a')]);
        assert.deepEqual([post?.topics, post?.tone, post?.rumor, post?.version], [['health'], 'calm', 0.5, 2]);
      });

      it('drops a month when its newest post is older, and takes new posts for that month again', async () => {
        const old = POST_MS - 3 * MONTH_MS;
        await store.put([
          aPost({ id: 'a', seenMs: old }),
          aPost({ id: 'b', seenMs: old + DAY_MS }),
          aPost({ id: 'c' }),
        ]);
        assert.equal(await store.dropBefore(old + DAY_MS), 0);
        assert.equal(await store.dropBefore(old + DAY_MS + 1), 2);
        assert.deepEqual(await ids(), [aPostId('c')]);
        assert.equal((await store.put([aPost({ id: 'a', seenMs: old })])).added.length, 1);
        assert.deepEqual(await ids(), [aPostId('c'), aPostId('a')]);
        assert.equal(await store.count(aFilter({ phrases: [['浑浊']] })), 2);
      });

      it('forgets voices day by day and keeps the posts', async () => {
        await store.put([aPost({ id: 'a', voice: 'v', seenMs: POST_MS - 2 * DAY_MS }), aPost({ id: 'b', voice: 'v' })]);
        await store.dropVoicesBefore(POST_MS);
        const { facts } = await store.factsSince('', 10);
        assert.deepEqual(
          facts.map(({ voice }) => voice),
          [null, aVoice('v')],
        );
      });

      it('removes sources and posts with their voices, and says how many went', async () => {
        await store.put([
          aPost({ id: 'a', source: 'town', voice: 'v' }),
          aPost({ id: 'b', source: 'town', seenMs: POST_MS - MONTH_MS }),
          aPost({ id: 'c' }),
          aPost({ id: 'd' }),
        ]);
        assert.equal(await store.dropSources([aSourceId('town'), aSourceId('none')]), 2);
        assert.equal(await store.erase([aPostId('c'), aPostId('c'), aPostId('absent')]), 1);
        assert.deepEqual(await ids(), [aPostId('d')]);
        assert.equal(await store.count(aFilter({ phrases: [['自来水']] })), 1);
        assert.deepEqual((await store.put([aPost({ id: 'c' })])).added, [aPostId('c')]);
      });

      it('counts what it holds', async () => {
        assert.deepEqual(await store.stats(), { posts: 0, lastSeenMs: null });
        await store.put([
          aPost({ id: 'a', seenMs: POST_MS, publishedMs: POST_MS - 5 }),
          aPost({ id: 'b', source: 'news' }),
          aPost({ id: 'c' }),
        ]);
        assert.deepEqual(await store.stats(), { posts: 3, lastSeenMs: POST_MS });
        const counts = await store.countsBySource(POST_MS);
        assert.deepEqual([...counts].sort(), [
          ['forum', 1],
          ['news', 1],
        ]);
      });
    });
  }
});
