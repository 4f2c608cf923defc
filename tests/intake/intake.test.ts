import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createAnalyser, type Analyser } from '../../api/analysis/analyse.ts';
import { loadLexicon } from '../../api/analysis/lexicon.ts';
import { createSegmenter } from '../../api/analysis/segment.ts';
import { LEAD_SOURCE } from '../../api/answers/parts.ts';
import { INGEST_POSTS_MAX, type PostId } from '../../api/contract/index.ts';
import { ERASED_REASON } from '../../api/intake/admit.ts';
import { createIntake, type Intake, type Stored } from '../../api/intake/intake.ts';
import { StoreAway, type PostStore } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import { aRow } from './rows.ts';

const NOW_MS = Date.UTC(2026, 10, 10);
const NOTICE =
  '关于城东片区停水的紧急通知：因主管网抢修，今天下午两点至晚上十点，城东小区、滨河花园、学府路沿线将停止供水，' +
  '请居民提前储水备用，恢复供水后请先放水三分钟再使用，给您带来不便敬请谅解。';
const copy = (n: number): string => `${NOTICE}（转发${n}）`;

describe('intake', function () {
  this.timeout(30_000);
  const dir = mkdtempSync(`${tmpdir()}/intake-`);
  let store: PostStore;
  let intake: Intake;
  let analyse: Analyser;
  const told: Stored[] = [];
  const idOf = (word: string): PostId => aRow(NOW_MS, { id: word }).id;
  const groupsOf = async (words: readonly string[]): Promise<readonly string[]> => {
    const posts = await store.get(words.map(idOf));
    return posts.map(({ group }) => group);
  };

  before(async () => {
    const loaded = loadLexicon('lexicons');
    assert.ok('lexicon' in loaded);
    analyse = createAnalyser(loaded.lexicon, createSegmenter());
    store = await openSqlitePosts({ dir });
    intake = createIntake({
      posts: store,
      analyse: (texts) => Promise.resolve(texts.map(({ title, text }) => analyse(text, title))),
      isSource: (id) => id === LEAD_SOURCE,
      isErased: (id) => id === idOf('erased'),
      now: () => NOW_MS,
      onStored: (stored) => told.push(stored),
    });
  });
  beforeEach(() => void told.splice(0));
  after(async () => {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('bad rows are refused by index and reason, and cost the others nothing', async () => {
    const reply = await intake.ingest([
      aRow(NOW_MS, { id: 'good 1' }),
      null,
      { ...aRow(NOW_MS), text: 5 },
      aRow(NOW_MS, { id: 'good 2', text: '河西学校门口堵车' }),
      aRow(NOW_MS, { id: 'bad', source: 'unknown' }),
    ]);
    assert.deepEqual(reply, {
      accepted: 2,
      repeated: 0,
      refused: [
        { index: 1, reason: 'post: invalid_type' },
        { index: 2, reason: 'text: invalid_type' },
        { index: 4, reason: 'source: not a source of this office' },
      ],
    });
    assert.equal((await store.get([idOf('good 1'), idOf('good 2')])).length, 2);
    assert.deepEqual(
      told.map(({ added }) => added.length),
      [2],
    );
  });

  it('a post that comes again is changed in place and told to nobody', async () => {
    const first = aRow(NOW_MS, { id: 'again', text: '城东停水，什么时候来水' });
    await intake.ingest([first]);
    const { posts } = await store.stats();
    told.splice(0);
    assert.deepEqual(await intake.ingest([first]), { accepted: 0, repeated: 1, refused: [] });
    const edited = { ...first, text: '城东停水，已经来水了', publishedMs: NOW_MS - 60_000 };
    assert.deepEqual(await intake.ingest([edited, edited]), { accepted: 0, repeated: 2, refused: [] });
    assert.equal((await store.stats()).posts, posts);
    assert.equal((await store.get([first.id]))[0]?.text, edited.text);
    assert.deepEqual(told, []);
  });

  it('one post twice in a batch is one post', async () => {
    const row = aRow(NOW_MS, { id: 'twin', text: '学府路的路灯坏了' });
    assert.deepEqual(await intake.ingest([row, row]), { accepted: 1, repeated: 1, refused: [] });
  });

  it('near-copies are one group: in a batch, across batches, and in batches at the same moment', async () => {
    const words = Array.from({ length: 9 }, (_, i) => `copy ${i}`);
    const rows = words.map((id, i) => aRow(NOW_MS, { id, text: copy(i) }));
    await intake.ingest(rows.slice(0, 3));
    await intake.ingest(rows.slice(3, 5));
    await Promise.all([intake.ingest(rows.slice(5, 7)), intake.ingest(rows.slice(7))]);
    assert.deepEqual(new Set(await groupsOf(words)), new Set([idOf('copy 0')]));
    assert.equal((await store.groupSizes([idOf('copy 0')])).get(idOf('copy 0')), 9);
  });

  it('other texts are groups of their own', async () => {
    const rows = [
      aRow(NOW_MS, { id: 'alone 1', text: '老城区菜市场改造后摊位费涨了一倍，摊贩都在抱怨' }),
      aRow(NOW_MS, { id: 'alone 2', text: '高铁新区小学今年秋季入学划片怎么划，有没有家长知道' }),
    ];
    await intake.ingest(rows);
    assert.deepEqual(await groupsOf(['alone 1', 'alone 2']), [idOf('alone 1'), idOf('alone 2')]);
  });

  it('a post that was erased at a person’s request does not come back', async () => {
    const reply = await intake.ingest([aRow(NOW_MS, { id: 'erased' }), aRow(NOW_MS, { id: 'not erased' })]);
    assert.equal(reply.accepted, 1);
    assert.deepEqual(reply.refused, [{ index: 0, reason: ERASED_REASON }]);
    assert.deepEqual(await store.get([idOf('erased')]), []);
  });

  it('rows past the limit of a batch are not looked at', async () => {
    const rows = Array.from({ length: INGEST_POSTS_MAX + 5 }, () => null);
    assert.equal((await intake.ingest(rows)).refused.length, INGEST_POSTS_MAX);
  });

  it('a store that is away is a rejection: nothing is said to be accepted', async () => {
    const away = createIntake({
      posts: {
        nearCopies: (rows) => Promise.resolve(rows.map(() => null)),
        put: () => Promise.reject(new StoreAway('full', true)),
      },
      analyse: (texts) => Promise.resolve(texts.map(({ title, text }) => analyse(text, title))),
      isSource: () => true,
      isErased: () => false,
      now: () => NOW_MS,
      onStored: () => assert.fail('told of posts that are not stored'),
    });
    await assert.rejects(away.ingest([aRow(NOW_MS)]), StoreAway);
  });
});
