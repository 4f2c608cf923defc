import assert from 'node:assert/strict';
import type { Claim, Post } from '../../api/contract/index.ts';
import { createClaimVoices } from '../../api/answers/claim-voices.ts';
import { createClaimWatch, PAGE_FACTS, type ClaimWatch } from '../../api/answers/claim-watch.ts';
import { PROPOSALS_MAX, PROPOSAL_MS, createProposals, type ProposalRecord } from '../../api/answers/claim-proposals.ts';
import type { PostFact, PostStore } from '../../api/posts/port.ts';
import { StoreAway } from '../../api/posts/port.ts';
import { aClaim } from '../desk/rows.ts';
import { aClaimDesk, ID, type ClaimDesk } from '../desk/claims/way.ts';
import { NOON_MS } from '../desk/scene.ts';
import { aPost, aPostId } from '../support/post.ts';
import { aScene } from '../work/scene.ts';

const TOLD = '听说上游清源化工厂漏了，自来水被污染，千万别喝，快转给家人';
const LONGER = `早上群里都在说：${TOLD}。我家的水也有味道`;
const NEARBY = '自来水被化工厂污染了吗，我们小区的水今天还是黄的，打电话没有人接';

/** A store that holds posts in their order; `away` makes it fail. */
function aStore(posts: Post[], flags: { away: boolean } = { away: false }) {
  const factOf = (post: Post): PostFact => ({ ...post, voice: post.id.slice(0, 16) });
  const alive = <T>(value: T): Promise<T> =>
    flags.away ? Promise.reject(new StoreAway('away')) : Promise.resolve(value);
  const store: Pick<PostStore, 'factsSince' | 'get' | 'search'> = {
    factsSince: (mark, limit) => {
      const from = Number(mark);
      const facts = posts.slice(from, from + limit).map(factOf);
      return alive({ facts, mark: String(from + facts.length) });
    },
    get: (ids) => alive(posts.filter((post) => ids.includes(post.id))),
    search: () => alive({ total: posts.length, posts, cursor: null, facets: null, histogram: [], sampled: false }),
  };
  return store;
}

type Kit = {
  readonly watch: ClaimWatch;
  readonly desk: ClaimDesk;
  readonly proposed: ProposalRecord[];
  readonly errors: unknown[];
  mark: string;
};

function aKit(posts: Post[], flags = { away: false }, claim: Partial<Claim> = {}): Kit {
  const first = aPostId('told');
  const variant = { id: 'v1', text: TOLD, post: first, group: first, firstSeenMs: NOON_MS, addedMs: NOON_MS, by: 'mo' };
  const desk = aClaimDesk({ state: 'checking', variants: [variant], ...claim });
  const store = aStore(posts, flags);
  const kit = { desk, proposed: [] as ProposalRecord[], errors: [] as unknown[], mark: '' };
  const watch = createClaimWatch({
    posts: store,
    desk: {
      state: desk.state,
      command: (command) => {
        const answer = desk.ask('machine', command);
        return answer.startsWith('claim-variant') || answer === 'nothing' ? null : desk.refusal();
      },
    },
    proposals: { of: () => kit.proposed, add: (record) => void kit.proposed.push(record) },
    voices: createClaimVoices(store, { get: () => '', put: () => undefined }),
    mark: { get: () => kit.mark, put: (mark) => (kit.mark = mark) },
    now: () => NOON_MS,
    onClaim: () => undefined,
    onError: (error) => kit.errors.push(error),
  });
  return Object.assign(kit, { watch });
}

const post = (id: string, text: string, change: Parameters<typeof aPost>[0] = {}): Post => ({
  ...aPost({ id, ...change }).post,
  text: aPost({ text }).post.text,
  tokens: ['自来水', '化工厂', '污染', '千万', '家人'],
});

describe('the watch that holds new posts against claims', () => {
  let open: ClaimWatch[] = [];
  const start = (...given: Parameters<typeof aKit>): Kit => {
    const kit = aKit(...given);
    open.push(kit.watch);
    return kit;
  };
  afterEach(async () => {
    await Promise.all(open.map((watch) => watch.close()));
    open = [];
  });

  it('attaches, proposes, leaves copies and archives alone, and goes on from where it was', async () => {
    const posts = [
      post('a', LONGER),
      post('b', NEARBY),
      post('c', LONGER, { group: 'told' }),
      post('d', `${LONGER}，还有人看到`, { backfill: true }),
    ];
    const kit = start(posts);
    await kit.watch.look();
    assert.deepEqual(
      kit.desk.claim().variants.map(({ text, by }) => `${by} ${text}`),
      [`mo ${TOLD}`, `machine ${LONGER}`],
    );
    assert.deepEqual(
      kit.proposed.map((record) => record.post),
      [aPostId('b')],
    );
    assert.equal(kit.mark, '4');
    await kit.watch.look();
    assert.equal(kit.proposed.length, 1, 'nothing is looked at twice');
  });

  it('a store that is away loses nothing: the page is looked at again', async () => {
    const flags = { away: true };
    const kit = start([post('a', LONGER)], flags);
    await kit.watch.look();
    assert.equal(kit.errors.length, 1);
    assert.deepEqual([kit.mark, kit.desk.claim().variants.length], ['', 1]);
    flags.away = false;
    await kit.watch.look();
    assert.deepEqual([kit.mark, kit.desk.claim().variants.length], ['1', 2]);
  });

  it('a page that is looked at twice changes nothing the second time', async () => {
    const kit = start([post('a', LONGER)]);
    await kit.watch.look();
    kit.mark = '';
    await kit.watch.look();
    assert.equal(kit.desk.claim().variants.length, 2);
  });

  it('more than one page is read to the end', async () => {
    const posts = Array.from({ length: PAGE_FACTS + 5 }, (_, at) => post(`p${at}`, '别的事情'));
    const kit = start([...posts, post('last', LONGER)]);
    await kit.watch.look();
    assert.equal(kit.desk.claim().variants.length, 2);
  });

  it('a claim that is full is proposed to instead', async () => {
    const variants = Array.from({ length: 50 }, (_, at) => ({
      id: `v${at}`,
      text: at === 0 ? TOLD : `说法 ${at}`,
      post: null,
      group: null,
      firstSeenMs: NOON_MS,
      addedMs: NOON_MS,
      by: 'mo',
    }));
    const kit = start([post('a', LONGER)], { away: false }, { variants });
    await kit.watch.look();
    assert.equal(kit.proposed.length, 1);
  });

  it('a claim that is opened late is proposed what was said before', async () => {
    const kit = start([post('a', LONGER), post('b', NEARBY)]);
    await kit.watch.lookBack(kit.desk.claim());
    assert.deepEqual(
      kit.proposed.map((record) => record.post),
      [aPostId('a'), aPostId('b')],
    );
  });
});

describe('distinct voices of a claim', () => {
  const group = aPostId('told');
  const claim = aClaim({
    variants: [{ id: 'v1', text: TOLD, post: group, group, firstSeenMs: NOON_MS, addedMs: NOON_MS, by: 'mo' }],
  });
  const copies = Array.from({ length: 7 }, (_, at) => post(`c${at}`, TOLD, { group: 'told' }));

  it('what came before the first question is read from the store, what comes after is counted on', async () => {
    const voices = createClaimVoices(aStore(copies), { get: () => '', put: () => undefined });
    assert.deepEqual(await voices.of(claim, NOON_MS), { voices: 7, whole: true });
    voices.note([{ ...copies[0], ...post('c9', TOLD, { group: 'told' }), voice: 'f'.repeat(16) }], '7');
    assert.equal((await voices.of(claim, NOON_MS)).voices, 8);
  });
  it('after 30 days it says that voices are missing', async () => {
    const voices = createClaimVoices(aStore(copies), { get: () => '', put: () => undefined });
    assert.equal((await voices.of(claim, NOON_MS + 31 * 86_400_000)).whole, false);
  });
  it('a store that is away is told, and asked again', async () => {
    const flags = { away: true };
    const voices = createClaimVoices(aStore(copies, flags), { get: () => '', put: () => undefined });
    await assert.rejects(voices.of(claim, NOON_MS), StoreAway);
    flags.away = false;
    assert.equal((await voices.of(claim, NOON_MS)).voices, 7);
  });
});

describe('proposals', () => {
  it('the likest stay, up to a limit, for two weeks, until a person decides', () => {
    const scene = aScene();
    const proposals = createProposals(scene.work);
    for (let at = 0; at < PROPOSALS_MAX + 10; at += 1) {
      const record = { claim: ID, post: aPostId(`p${at}`), score: at / 100, firstSeenMs: NOON_MS };
      proposals.add(record, scene.work.now());
    }
    const open = proposals.of(aClaim());
    assert.deepEqual([open.length, open[0]?.score], [PROPOSALS_MAX, (PROPOSALS_MAX + 9) / 100]);
    const decided = aClaim({ dismissedPosts: [aPostId(`p${PROPOSALS_MAX + 9}`)] });
    assert.equal(proposals.of(decided).length, PROPOSALS_MAX - 1);
    scene.work.sweep(scene.work.now() + PROPOSAL_MS + 1);
    assert.equal(proposals.of(aClaim()).length, 0);
    scene.close();
  });
});
