import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Criteria } from '../../api/contract/index.ts';
import { ALL_POSTS } from '../../api/answers/filter.ts';
import { matches, PAIRS_MAX, PLACES_COUNTED_MAX, seriesOf } from '../../api/lookout/series.ts';
import type { PostFact } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aPost, aPostId, aSourceId, POST_MS, someOptions } from '../support/post.ts';
import { seeded } from '../warning/town.ts';

function aFact(given: Partial<PostFact> = {}): PostFact {
  return {
    id: aPostId('a'),
    source: aSourceId('forum'),
    kind: 'thread',
    voice: null,
    group: aPostId('a'),
    topics: [],
    places: [],
    markers: [],
    tokens: [],
    publishedMs: POST_MS,
    seenMs: POST_MS,
    backfill: false,
    ...given,
  };
}

describe('the series of a post', () => {
  const isBroad = (place: string): boolean => place === '11';

  it('one of everything, one for each topic, each place, and both together', () => {
    const fact = aFact({ topics: ['water', 'school'], places: ['11', 'chengdong'] });
    assert.deepEqual(seriesOf(fact, [], isBroad), [
      'all',
      'topic:water',
      'topic:school',
      'place:chengdong',
      'topic:water|place:chengdong',
      'topic:school|place:chengdong',
    ]);
  });

  it('a list of places is no news of each', () => {
    const many = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
    const series = seriesOf(aFact({ topics: many('t', 5), places: many('p', 40) }), [], isBroad);
    assert.equal(series.filter((key) => key.startsWith('place:')).length, PLACES_COUNTED_MAX);
    assert.equal(series.filter((key) => key.includes('|')).length, PAIRS_MAX);
  });

  it('each saved search that it answers', () => {
    const water = { id: 'w', criteria: Criteria.parse({ topics: ['water'] }), phrases: [] };
    const rumors = { id: 'r', criteria: Criteria.parse({ markers: ['hearsay'] }), phrases: [] };
    assert.deepEqual(seriesOf(aFact({ topics: ['water'] }), [water, rumors], isBroad), [
      'all',
      'topic:water',
      'watch:w',
    ]);
  });
});

describe('a saved search', function () {
  this.timeout(30_000);
  const dir = mkdtempSync(`${tmpdir()}/series-`);
  after(() => rmSync(dir, { recursive: true, force: true }));

  it('counts exactly the posts that the same search finds', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    const pick = (of: readonly string[]): string => of[Math.floor(random() * of.length)] ?? '';
    const some = (of: readonly string[], share: number): string[] => of.filter(() => random() < share);
    const WORDS = ['停水', '自来水', '浑浊', '学校', '城东'];
    const KINDS = ['article', 'thread', 'reply', 'entry', 'lead'] as const;
    const store = await openSqlitePosts({ dir });
    await store.put(
      Array.from({ length: 400 }, (_, i) =>
        aPost({
          id: `p${i}`,
          source: pick(['forum', 'paper', 'board']),
          kind: KINDS[Math.floor(random() * KINDS.length)] ?? 'thread',
          text: Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(WORDS)).join(' '),
          topics: some(['water', 'school'], 0.4),
          places: some(['chengdong', 'hexi'], 0.4),
          markers: some(['hearsay', 'urge'], 0.3),
          ...(i > 10 && random() < 0.2 ? { group: `p${Math.floor(random() * 10)}` } : {}),
        }),
      ),
    );
    const { facts } = await store.factsSince('', 5_000);
    for (let round = 0; round < 150; round += 1) {
      const criteria = Criteria.parse({
        topics: some(['water', 'school'], 0.25),
        places: some(['chengdong', 'hexi'], 0.25),
        markers: some(['hearsay', 'urge'], 0.25),
        sources: some(['forum', 'paper'], 0.25),
        kinds: some(KINDS, 0.15),
        group: random() < 0.2 ? aPostId(`p${Math.floor(random() * 10)}`) : '',
      });
      const phrases = random() < 0.5 ? [] : [Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(WORDS))];
      const filter = {
        ...ALL_POSTS,
        ...criteria,
        groups: criteria.group === '' ? [] : [criteria.group],
        fromMs: 0,
        toMs: Number.MAX_SAFE_INTEGER,
      };
      const found = await store.search({ ...filter, phrases }, someOptions({ limit: 100 }));
      const counted = facts.filter((fact) => matches({ id: 'w', criteria, phrases }, fact));
      assert.equal(counted.length, found.total, `SEED=${seed} ${JSON.stringify({ criteria, phrases })}`);
    }
    await store.close();
  });
});
