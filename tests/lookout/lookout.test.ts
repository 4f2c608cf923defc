import assert from 'node:assert/strict';
import { StoreAway } from '../../api/posts/port.ts';
import { createLookout } from '../../api/lookout/lookout.ts';
import { createWarningState } from '../../api/warning/watch.ts';
import { Criteria } from '../../api/contract/index.ts';
import { HOUR_MS } from '../warning/town.ts';
import { aScene, type Scene } from './scene.ts';

describe('the lookout', function () {
  this.timeout(60_000);
  let scene: Scene;
  beforeEach(async () => (scene = await aScene()));
  afterEach(async () => {
    assert.deepEqual(scene.errors, []);
    await scene.close();
  });
  const raised = (): readonly string[] => scene.news.filter(({ isNew }) => isNew).map(({ alert }) => alert.id);

  it('an archive and a quiet day raise nothing', async () => {
    await scene.live(24 * HOUR_MS);
    assert.deepEqual(scene.news, []);
  });

  it('an outbreak is one alert, raised once, told once, and it recovers', async () => {
    await scene.live(4 * HOUR_MS);
    await scene.outbreak(40);
    await scene.live(HOUR_MS);
    assert.equal(raised().length, 1, JSON.stringify(scene.news.map(({ alert }) => alert.series)));
    const first = scene.news[0] ?? assert.fail('nothing was raised');
    assert.ok(first.isNew && first.tell);
    await scene.live(18 * HOUR_MS);
    const last = scene.news.at(-1) ?? assert.fail();
    assert.equal(last.alert.id, first.alert.id);
    assert.notEqual(last.alert.endedMs, null);
    assert.equal(scene.news.filter(({ isNew }) => isNew).length, 1);
  });

  it('what was counted and raised outlives the process', async () => {
    await scene.live(4 * HOUR_MS);
    await scene.outbreak(20);
    const had = raised();
    const series = scene.lookout().seriesCount();
    const band = scene.lookout().band('topic:water', scene.nowMs() - HOUR_MS, scene.nowMs());
    await scene.restart();
    await scene.lookout().look();
    assert.equal(scene.lookout().seriesCount(), series);
    assert.deepEqual(scene.lookout().band('topic:water', scene.nowMs() - HOUR_MS, scene.nowMs()), band);
    await scene.outbreak(20);
    await scene.live(HOUR_MS);
    const known = new Set(raised());
    assert.equal(known.size, 1);
    if (had.length > 0) assert.ok(known.has(had[0] ?? ''));
    assert.equal(scene.lookout().alerts().length, 1);
  });

  it('counting everything again raises nothing, and goes on watching', async () => {
    await scene.live(4 * HOUR_MS);
    const before = scene.lookout().seriesCount();
    await scene.lookout().rebuild();
    await scene.live(HOUR_MS);
    assert.deepEqual(scene.news, []);
    assert.ok(scene.lookout().seriesCount() >= before);
    await scene.outbreak(40);
    await scene.live(HOUR_MS);
    assert.equal(raised().length, 1);
  });

  it('an edit that tags a whole outbreak anew is not a spike', async () => {
    await scene.live(4 * HOUR_MS);
    const ids = Array.from({ length: 40 }, (_, i) => i);
    await scene.outbreak(ids.length);
    await scene.live(8 * HOUR_MS);
    const had = raised().length;
    const { posts } = await scene.store.scan('', 5_000);
    await scene.store.retag(
      posts.map((post) => ({ ...post, topics: post.topics.map((topic) => (topic === 'water' ? 'pipes' : topic)) })),
    );
    await scene.lookout().rebuild();
    await scene.live(2 * HOUR_MS);
    assert.equal(raised().length, had);
    assert.ok(
      scene
        .lookout()
        .band('topic:pipes', scene.nowMs() - HOUR_MS, scene.nowMs())
        .some(({ expected }) => expected > 0.02),
    );
  });

  it('a new saved search knows its past at once, and raises nothing for it', async () => {
    await scene.live(HOUR_MS);
    await scene.outbreak(40);
    await scene.live(6 * HOUR_MS);
    const had = raised().length;
    scene.watches = [{ id: 'w1', criteria: Criteria.parse({ text: '自来水' }), phrases: [['自来水']] }];
    await scene.lookout().recount(['watch:w1']);
    await scene.live(HOUR_MS);
    assert.equal(raised().length, had);
    const band = scene.lookout().band('watch:w1', scene.nowMs() - 6 * HOUR_MS, scene.nowMs());
    assert.ok(band.some(({ expected }) => expected > 0));
  });
});

describe('a lookout whose store is away', () => {
  it('says so, looks again, and a re-count in the background rejects for nobody', async () => {
    let away = true;
    const errors: unknown[] = [];
    const lookout = createLookout({
      posts: {
        factsSince: (mark) => (away ? Promise.reject(new StoreAway('away')) : Promise.resolve({ facts: [], mark })),
      },
      keep: {
        load: () => ({ state: createWarningState(), mark: '' }),
        save: () => undefined,
        loadAlerts: () => [],
        saveAlert: () => undefined,
      },
      now: () => 0,
      coverage: () => ({ gaps: [] }),
      watches: () => Promise.resolve([]),
      isBroad: () => false,
      onAlerts: () => undefined,
      onError: (error) => errors.push(error),
    });
    await lookout.look();
    await lookout.recount(['watch:w1']);
    assert.equal(errors.length, 3);
    await assert.rejects(lookout.rebuild(), StoreAway);
    away = false;
    await lookout.look();
    assert.equal(errors.length, 4);
    await lookout.close();
  });
});
