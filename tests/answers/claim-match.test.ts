import assert from 'node:assert/strict';
import type { PostId } from '../../api/contract/index.ts';
import { type Claim } from '../../api/contract/index.ts';
import {
  ATTACH_MIN,
  isCandidate,
  matchesOf,
  PROPOSE_MIN,
  targetsOf,
  vocabularyOf,
} from '../../api/answers/claim-match.ts';
import { earlierAnswers, EARLIER_SHOWN_MAX } from '../../api/answers/claim-earlier.ts';
import { likeness, pairsOf } from '../../api/desk/claims/likeness.ts';
import { FIRST_STATE, type DeskState } from '../../api/desk/state.ts';
import { withRow } from '../../api/desk/table.ts';
import { ClaimId, StatementId } from '../../api/contract/index.ts';
import { aClaim, aPoint, aStatement } from '../desk/rows.ts';
import { HOUR_MS, NOON_MS } from '../desk/scene.ts';
import { aPostId } from '../support/post.ts';

const TOLD = '听说上游清源化工厂漏了，自来水被污染，千万别喝，快转给家人';
const like = (a: string, b: string): number => likeness(pairsOf(a), pairsOf(b));
const variant = (id: string, text: string, group: PostId | null = null) => ({
  id,
  text,
  post: group,
  group,
  firstSeenMs: NOON_MS,
  addedMs: NOON_MS,
  by: 'mo',
});

describe('how alike two texts are', () => {
  it('the same is 1, other matters are near 0, and the order does not count', () => {
    assert.equal(like(TOLD, TOLD), 1);
    assert.ok(like(TOLD, '城东小学要并校，家长都去教育局门口了') < 0.05);
    assert.equal(like(TOLD, '水管抢修'), like('水管抢修', TOLD));
  });
  it('a claim inside a longer post is alike; the longer the post, the less', () => {
    const post = `早上群里都在说：${TOLD}。我家的水也有味道`;
    const long = `${post}${'今天市里还开了一个会讨论冬天的供暖安排和道路施工'.repeat(1)}`;
    assert.ok(like(TOLD, post) >= ATTACH_MIN && like(TOLD, long) < like(TOLD, post));
  });
  it('a greeting is like nothing', () => {
    assert.equal(like('早上好', '早上好'), 0);
    assert.equal(like('', TOLD), 0);
  });
});

describe('new texts against claims', () => {
  const group = aPostId('told');
  const claim = aClaim({
    state: 'checking',
    variants: [variant('v1', TOLD, group)],
    points: [aPoint({ text: '城东自来水发黄发臭' })],
  });
  const one = (text: string, from: string = aPostId('new'), claims: readonly Claim[] = [claim]) =>
    matchesOf(text, from, targetsOf(claims));

  it('much like a variant: attached; like a point or the title alone: proposed, however alike', () => {
    assert.deepEqual(
      one(`群里都在说：${TOLD}，是真的吗`).map(({ attach }) => attach),
      [true],
    );
    assert.deepEqual(
      one('城东自来水发黄发臭').map(({ attach }) => attach),
      [false],
    );
  });
  it('a near-copy needs nothing, nor does what a person said no to', () => {
    assert.deepEqual(one(`群里都在说：${TOLD}`, group), []);
    const no = { ...claim, dismissedPosts: [aPostId('no')] };
    assert.deepEqual(one(`群里都在说：${TOLD}`, aPostId('no'), [no]), []);
  });
  it('a text that denies is no variant', () => {
    assert.deepEqual(one(`辟谣：网传“${TOLD}”为不实信息`), []);
  });
  it('below the lower score nothing is said', () => {
    assert.deepEqual(one('城东小学要并校，家长都去教育局门口了'), []);
    assert.ok(one('自来水被污染千万别喝啊').every(({ score }) => score >= PROPOSE_MIN));
  });
  it('dismissed and merged claims gather no more; closed ones do, for rumors return', () => {
    const states = ['dismissed', 'merged', 'closed', 'passed-on'] as const;
    const left = states.filter((state) => targetsOf([{ ...claim, state }]).length > 0);
    assert.deepEqual(left, ['closed', 'passed-on']);
  });
  it('a post without the claim’s words is not read at all', () => {
    const words = vocabularyOf(targetsOf([claim]));
    assert.equal(isCandidate(['自来水', '污染', '家人'], words), true);
    assert.equal(isCandidate(['小学', '并校', '家长', '教育局'], words), false);
  });
});

describe('an earlier answer to the same claim', () => {
  const mine = aClaim({ id: ClaimId.parse('c2'), no: 2, variants: [variant('v1', TOLD)] });
  function withAnswer(other: Partial<Claim>, published: number | null = NOON_MS - HOUR_MS): DeskState {
    const old = aClaim({ state: 'closed', ...other });
    const statement = aStatement({ claim: old.id, publishedMs: published });
    return {
      ...FIRST_STATE,
      claims: withRow(withRow(FIRST_STATE.claims, 'c1', old), 'c2', mine),
      statements: withRow(FIRST_STATE.statements, 's1', statement),
    };
  }

  it('is offered where the words are alike', async () => {
    const [offer] = await earlierAnswers(withAnswer({ title: '上游清源化工厂漏了，自来水被污染' }), mine);
    assert.deepEqual([offer?.statement, offer?.why, offer?.publishedMs], ['s1', 'words', NOON_MS - HOUR_MS]);
  });
  it('is offered first of all where the same text circulates', async () => {
    const group = aPostId('told');
    const [offer] = await earlierAnswers(withAnswer({ title: '别的', variants: [variant('v7', '别的话', group)] }), {
      ...mine,
      variants: [variant('v1', '完全不同的一段文字', group)],
    });
    assert.deepEqual([offer?.why, offer?.score], ['group', 1]);
  });
  it('what was never published is no answer, nor is one to another matter', async () => {
    assert.deepEqual(await earlierAnswers(withAnswer({ title: TOLD }, null), mine), []);
    assert.deepEqual(await earlierAnswers(withAnswer({ title: '城东小学要并校' }), mine), []);
  });
  it('its own answers, and those of claims that were merged into it, are not earlier ones', async () => {
    assert.deepEqual(await earlierAnswers(withAnswer({ title: TOLD, state: 'merged', mergedInto: mine.id }), mine), []);
  });
  it('only a few are shown, the likest first', async () => {
    let state = withAnswer({ title: TOLD });
    for (let at = 3; at < 10; at += 1) {
      const id = ClaimId.parse(`c${at}`);
      const statement = StatementId.parse(`s${at}`);
      const other = aClaim({ id, state: 'closed', title: TOLD.slice(0, 30 - at) });
      state = {
        ...state,
        claims: withRow(state.claims, id, other),
        statements: withRow(
          state.statements,
          statement,
          aStatement({ id: statement, claim: id, publishedMs: NOON_MS }),
        ),
      };
    }
    const offers = await earlierAnswers(state, mine);
    assert.equal(offers.length, EARLIER_SHOWN_MAX);
    assert.deepEqual(
      offers.map(({ score }) => score),
      offers.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });
});
