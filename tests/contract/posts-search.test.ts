import assert from 'node:assert/strict';
import type { NewPost } from '../../api/contract/index.ts';
import { TONES } from '../../api/contract/analysis.ts';
import type { PostFilter, PostStore, SearchOptions } from '../../api/posts/port.ts';
import { bucketAt } from '../../api/posts/slice.ts';
import { aFilter, aPost, aPostId, POST_MS, someOptions } from '../support/post.ts';
import { startStores } from '../support/post-stores.ts';
import type { Stores } from '../support/post-stores.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('searching a store of posts', function () {
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
      const found = async (filter: Partial<PostFilter>, options: Partial<SearchOptions> = {}) =>
        store.search(aFilter(filter), someOptions({ sort: 'oldest', ...options }));
      const words = async (...phrases: string[][]): Promise<readonly string[]> =>
        (await found({ phrases })).posts.map(({ text }) => text);

      beforeEach(async () => {
        store = await stores.fresh[kind]();
      });

      it('finds tokens whole, and phrases in their order', async () => {
        const texts = ['自来水 浑浊 三天', '浑浊 自来水', '自来水公司 c++ 3.5%', '"引号" 😀 𠮷野家'];
        await store.put(texts.map((text, at) => aPost({ id: text, text, publishedMs: POST_MS + at })));
        const [first = '', second = '', third = '', fourth = ''] = texts;
        assert.deepEqual(await words(['自来水']), [first, second], 'a part of a token is not found');
        assert.deepEqual(await words(['自来水', '浑浊']), [first]);
        assert.deepEqual(await words(['自来水', '三天']), [], 'a phrase has no holes');
        assert.deepEqual(await words(['浑浊'], ['自来水']), [first, second]);
        for (const token of ['c++', '3.5%', '自来水公司']) assert.deepEqual(await words([token]), [third], token);
        for (const token of ['"引号"', '😀', '𠮷野家']) assert.deepEqual(await words([token]), [fourth], token);
        for (const token of ['c', '3', '*', 'OR', '自来', '" OR "']) assert.deepEqual(await words([token]), [], token);
        assert.deepEqual(await words(['公司'], []), []);
      });

      it('joins lists by "and", and values of one list by "or"', async () => {
        await store.put([
          aPost({ id: 'a', topics: ['water', 'health'], places: ['p1'], source: 'news', kind: 'article' }),
          aPost({ id: 'b', topics: ['water'], places: ['p2'], markers: ['hearsay'] }),
          aPost({ id: 'c', topics: ['housing'], places: ['p1'] }),
        ]);
        const count = (filter: Partial<PostFilter>): Promise<number> => store.count(aFilter(filter));
        assert.equal(await count({}), 3);
        assert.equal(await count({ topics: ['water', 'housing'] }), 3);
        assert.equal(await count({ topics: ['water', 'health'] }), 2);
        assert.equal(await count({ topics: ['water'], places: ['p1'] }), 1);
        assert.equal(await count({ markers: ['hearsay'], topics: ['housing'] }), 0);
        assert.equal(await count({ sources: ['news'], kinds: ['article'] }), 1);
        assert.equal(await count({ sources: ['never'] }), 0);
        assert.equal(await count({ ids: [aPostId('a'), aPostId('c'), aPostId('absent')], places: ['p1'] }), 2);
        assert.equal(await count({ ids: [] }), 0);
        assert.equal(await count({ ids: [aPostId('a')], phrases: [['浑浊']] }), 1);
        assert.equal(await count({ topics: ['p1'] }), 0, 'a place is no topic');
      });

      it('counts distinct voices under a filter, and none where a day of voices was dropped', async () => {
        await store.put([
          aPost({ id: 'a', voice: 'one', topics: ['water'] }),
          aPost({ id: 'b', voice: 'one', topics: ['water'] }),
          aPost({ id: 'c', voice: 'two', topics: ['water', 'health'] }),
          aPost({ id: 'd', voice: null, topics: ['water'] }),
          aPost({ id: 'e', voice: 'three', topics: ['housing'], seenMs: POST_MS - 40 * DAY_MS }),
        ]);
        const voices = (filter: Partial<PostFilter>): Promise<number> => store.voices(aFilter(filter));
        assert.equal(await voices({ topics: ['water'] }), 2);
        assert.equal(await voices({ topics: ['health'] }), 1);
        assert.equal(await voices({}), 3);
        assert.equal(await voices({ topics: ['never'] }), 0);
        await store.dropVoicesBefore(POST_MS - 30 * DAY_MS);
        assert.equal(await voices({ topics: ['housing'] }), 0);
        assert.equal(await store.count(aFilter({ topics: ['housing'] })), 1, 'the post stays');
      });

      it('takes a span of publication with its start and without its end', async () => {
        await store.put([0, 1, 2].map((at) => aPost({ id: `p${at}`, publishedMs: POST_MS + at })));
        const { posts } = await found({ fromMs: POST_MS, toMs: POST_MS + 2 });
        assert.deepEqual(
          posts.map(({ publishedMs }) => publishedMs),
          [POST_MS, POST_MS + 1],
        );
      });

      it('pages on without doubling or losing a post while others arrive', async () => {
        const late = (at: number): NewPost => aPost({ id: `late${at}`, publishedMs: POST_MS + DAY_MS });
        await store.put(
          Array.from({ length: 25 }, (_, at) => aPost({ id: `p${at}`, publishedMs: POST_MS + (at >> 2) })),
        );
        const seen: string[] = [];
        let cursor: string | null = null;
        for (let page = 0; page < 4; page++) {
          const next = await found({}, { sort: 'newest', limit: 7, cursor });
          assert.equal(next.total, 25 + page);
          seen.push(...next.posts.map(({ id }) => id));
          cursor = next.cursor;
          await store.put([late(page)]);
        }
        assert.equal(cursor, null, 'the last page has no next');
        assert.equal(new Set(seen).size, 25);
        const oldest = await found({ toMs: POST_MS + HOUR_MS }, { limit: 25 });
        assert.deepEqual(
          [...seen].reverse(),
          oldest.posts.map(({ id }) => id),
          'both orders mirror each other',
        );
      });

      it('counts facets largest first, ties by id, thirty at most', async () => {
        const many = Array.from({ length: 40 }, (_, at) => `t${String(at).padStart(2, '0')}`);
        await store.put([
          aPost({ id: 'a', topics: many, places: ['p2', 'p1'] }),
          aPost({ id: 'b', topics: ['t39'], places: ['p2'], source: 'news' }),
        ]);
        const { facets, sampled } = await found({}, { facets: true });
        assert.equal(sampled, false);
        assert.equal(facets?.topics.length, 30);
        assert.deepEqual(facets?.topics.slice(0, 2), [
          { id: 't39', count: 2 },
          { id: 't00', count: 1 },
        ]);
        assert.deepEqual(facets?.places, [
          { id: 'p2', count: 2 },
          { id: 'p1', count: 1 },
        ]);
        assert.deepEqual(
          facets?.sources.map(({ id }) => id),
          ['forum', 'news'],
        );
        assert.equal((await found({})).facets, null);
      });

      it('cuts days at midnight in China, and an empty bucket is left out', async () => {
        const midnightMs = Date.UTC(2026, 10, 9, 16);
        const times = [midnightMs - 1, midnightMs, midnightMs + DAY_MS - 1, midnightMs + 5 * DAY_MS];
        await store.put(times.map((publishedMs) => aPost({ id: String(publishedMs), publishedMs })));
        const { histogram } = await found({}, { facets: true, stepMs: DAY_MS });
        const expected = [
          { atMs: midnightMs - DAY_MS, count: 1 },
          { atMs: midnightMs, count: 2 },
          { atMs: midnightMs + 5 * DAY_MS, count: 1 },
        ];
        assert.deepEqual(histogram, expected);
        const five = await found({}, { facets: true, stepMs: 300_000 });
        assert.deepEqual(
          five.histogram.map(({ atMs }) => atMs),
          times.map((ms) => bucketAt(ms, 300_000)),
        );
      });

      it('sums tones by time and by tag, in the usual order of tones', async () => {
        await store.put([
          aPost({ id: 'a', tone: 'angry', topics: ['water', 'health'] }),
          aPost({ id: 'b', tone: 'calm', topics: ['water'] }),
          aPost({ id: 'c', tone: null, topics: ['water', 'housing'] }),
          aPost({ id: 'd', tone: 'angry', topics: ['water'], publishedMs: POST_MS + HOUR_MS }),
        ]);
        const atMs = bucketAt(POST_MS, HOUR_MS);
        const over = await store.tones(aFilter(), HOUR_MS);
        assert.deepEqual(over, [
          { atMs, tone: 'calm', count: 1 },
          { atMs, tone: 'angry', count: 1 },
          { atMs: atMs + HOUR_MS, tone: 'angry', count: 1 },
        ]);
        assert.deepEqual(await store.tonesBy(aFilter(), 'topics'), [
          { id: 'water', tone: 'calm', count: 1 },
          { id: 'water', tone: 'angry', count: 2 },
          { id: 'health', tone: 'angry', count: 1 },
        ]);
      });

      it('counts a token once a post', async () => {
        await store.put([aPost({ id: 'a', text: '水 水 停' }), aPost({ id: 'b', text: '水' })]);
        const terms = [
          { id: '水', count: 2 },
          { id: '停', count: 1 },
        ];
        assert.deepEqual(await store.termCounts(aFilter()), { posts: 2, terms });
        assert.deepEqual(await store.termCounts(aFilter({ topics: ['none'] })), { posts: 0, terms: [] });
      });
    });
  }

  it('both stores answer the same questions alike', async () => {
    const posts = manyPosts(1_500);
    const both = await Promise.all([stores.fresh.sqlite(), stores.fresh.elasticsearch()]);
    for (const store of both) for (let at = 0; at < posts.length; at += 500) await store.put(posts.slice(at, at + 500));
    for (const filter of manyFilters()) {
      const [one, other] = await Promise.all(both.map((store) => answers(store, filter)));
      assert.deepEqual(one, other, JSON.stringify(filter));
    }
    const rows = posts.slice(0, 300).map(({ post }) => post.bands);
    const [one, other] = await Promise.all(both.map((store) => store.nearCopies(rows, POST_MS - 20 * DAY_MS)));
    assert.deepEqual(one, other);
    const [facts, others] = await Promise.all(both.map(async (store) => (await store.factsSince('', 5_000)).facts));
    assert.deepEqual(facts, others);
  });
});

async function answers(store: PostStore, filter: PostFilter): Promise<readonly unknown[]> {
  const { cursor, ...found } = await store.search(
    filter,
    someOptions({ facets: true, stepMs: 6 * HOUR_MS, limit: 50 }),
  );
  return [
    cursor === null,
    found,
    await store.count(filter),
    await store.tones(filter, DAY_MS),
    await store.tonesBy(filter, 'places'),
    await store.termCounts(filter),
  ];
}

/** The same posts in each run: numbers stand in for chance. */
function manyPosts(count: number): readonly NewPost[] {
  const vocabulary = ['自来水', '浑浊', '停水', '学校', '涨价', '垃圾', '路灯', 'c++', '3.5%', '通知'];
  const pick = (at: number, by: number): string => vocabulary[(at * by + (at >> 3)) % vocabulary.length] ?? '';
  return Array.from({ length: count }, (_, at) =>
    aPost({
      id: `many ${at}`,
      text: [3, 7, 1, 9, 4].map((by) => pick(at, by)).join(' '),
      source: `source-${at % 7}`,
      kind: at % 3 === 0 ? 'article' : 'reply',
      topics: [`topic-${at % 5}`, `topic-${at % 11}`].filter((id, place, all) => all.indexOf(id) === place),
      places: at % 2 === 0 ? [`place-${at % 37}`] : [],
      markers: at % 13 === 0 ? ['hearsay'] : [],
      tone: TONES[at % 8] ?? null,
      seenMs: POST_MS - (count - at) * 1_800_000,
      publishedMs: POST_MS - (count - at) * 1_800_000 - (at % 10) * HOUR_MS,
      bands: [0, 1, 2, 3].map((band) => `${(at + (at % 2 === 0 ? 0 : band)) % 90}-${band}`),
      ...(at % 4 === 0 ? {} : { group: `many ${at - (at % 4)}` }),
      voice: at % 5 === 0 ? null : `voice ${at % 50}`,
    }),
  );
}

function manyFilters(): readonly PostFilter[] {
  return [
    aFilter(),
    aFilter({ phrases: [['自来水']] }),
    aFilter({ phrases: [['停水', '通知']] }),
    aFilter({ phrases: [['浑浊'], ['3.5%']], topics: ['topic-1', 'topic-2'] }),
    aFilter({ sources: ['source-1'], kinds: ['reply'], places: ['place-2', 'place-4', 'place-6'] }),
    aFilter({ markers: ['hearsay'], fromMs: POST_MS - 20 * DAY_MS, toMs: POST_MS - 3 * DAY_MS }),
    aFilter({ groups: [aPostId('many 400')] }),
    aFilter({ topics: ['none'] }),
  ];
}
