import assert from 'node:assert/strict';
import { ClaimId, StatementId, type Claim, type Point, type Statement } from '../../api/contract/index.ts';
import { FIRST_STATE, type DeskState } from '../../api/desk/state.ts';
import { withRow } from '../../api/desk/table.ts';
import { leadTimes, overturnedAfter } from '../../api/effect/lead-times.ts';
import { publicScore } from '../../api/effect/public-score.ts';
import { medianOf, scoreOf } from '../../api/effect/score.ts';
import { aClaim, aPoint, aStatement } from '../desk/rows.ts';
import { HOUR_MS, NOON_MS } from '../desk/scene.ts';

const MINUTE_MS = 60_000;
const at = (minutes: number): number => NOON_MS + minutes * MINUTE_MS;
const NEVER = (): null => null;

function aState(claims: readonly Claim[], statements: readonly Statement[] = []): DeskState {
  const withClaims = claims.reduce((table, claim) => withRow(table, claim.id, claim), FIRST_STATE.claims);
  const all = statements.reduce((table, row) => withRow(table, row.id, row), FIRST_STATE.statements);
  return { ...FIRST_STATE, claims: withClaims, statements: all };
}

/** Known at noon, looked at after 10 minutes, first word after `word`, full statement after `full`, closed after two days. */
function aChain(id: string, word: number, full: number, change: Partial<Claim> = {}): readonly [Claim, Statement[]] {
  const claim = aClaim({
    id: ClaimId.parse(id),
    origin: { from: 'hand' },
    firstPostMs: at(-20),
    state: 'closed',
    steps: [
      { state: 'new', atMs: at(0), by: 'mo', note: '' },
      { state: 'checking', atMs: at(10), by: 'mo', note: '' },
      { state: 'answered', atMs: at(word), by: 'machine', note: '' },
      { state: 'closed', atMs: at(48 * 60), by: 'mo', note: '' },
    ],
    ...change,
  });
  const out = (suffix: string, kind: Statement['kind'], minutes: number): Statement =>
    aStatement({
      id: StatementId.parse(`${id}${suffix}`),
      claim: claim.id,
      kind,
      state: 'published',
      publishedMs: at(minutes),
    });
  return [claim, [out('h', 'holding', word), out('s', 'notice', full)]];
}

describe('the lead-time ledger', () => {
  it('folds the chain of a claim from its steps and statements', () => {
    const [claim, statements] = aChain('c1', 50, 300);
    const [row] = leadTimes(aState([claim], statements), () => at(90), at(9_999));
    assert.deepEqual(row?.spans, {
      'post-to-known': 20 * MINUTE_MS,
      'known-to-look': 10 * MINUTE_MS,
      'known-to-word': 50 * MINUTE_MS,
      'known-to-statement': 300 * MINUTE_MS,
      'post-to-word': 70 * MINUTE_MS,
      'word-to-peak': 40 * MINUTE_MS,
      'known-to-close': 48 * HOUR_MS,
    });
    assert.equal(row?.month, '2026-11');
    assert.deepEqual(
      row?.clocks.map(({ id, state }) => `${id} ${state}`),
      ['first-look met', 'holding met', 'answer met'],
    );
  });

  it('leaves out what did not come to pass, and takes drafts for no word', () => {
    const draft = aStatement({ state: 'approved', publishedMs: null });
    const [row] = leadTimes(aState([aClaim()], [draft]), NEVER, at(5));
    assert.deepEqual([row?.wordMs, row?.closedMs, row?.lookMs, row?.alertMs], [null, null, null, null]);
    assert.deepEqual(row?.spans, {});
  });

  it('counts a statement on a merged claim for the one it went into, and the merged one not at all', () => {
    const [claim] = aChain('c1', 50, 300);
    const merged = aClaim({ id: ClaimId.parse('c2'), state: 'merged', mergedInto: claim.id });
    const statement = aStatement({ claim: merged.id, state: 'published', publishedMs: at(30) });
    const rows = leadTimes(aState([claim, merged], [statement]), NEVER, at(60));
    assert.deepEqual(
      rows.map(({ claim: id, statementMs }) => [id, statementMs]),
      [['c1', at(30)]],
    );
  });

  it('takes the middle one, or the mean of two', () => {
    assert.equal(medianOf([]), null);
    assert.equal(medianOf([9, 1, 5]), 5);
    assert.equal(medianOf([1, 4, 6, 100]), 5);
  });

  it('gives medians by month with how many claims they stand on, and clocks kept and missed', () => {
    const chains = [aChain('c1', 30, 200), aChain('c2', 50, 300), aChain('c3', 100, 400)];
    const old = aChain('c0', 10, 20, { knownMs: at(-40 * 24 * 60) });
    const all = [...chains, old];
    const state = aState(
      all.map(([claim]) => claim),
      all.flatMap(([, statements]) => statements),
    );
    const score = scoreOf(state, NEVER, at(99_999));
    assert.deepEqual(
      score.months.map(({ month, claims }) => [month, claims]),
      [
        ['2026-11', 3],
        ['2026-10', 1],
      ],
    );
    assert.deepEqual(score.months[0]?.medians['known-to-word'], { medianMs: 50 * MINUTE_MS, claims: 3 });
    assert.deepEqual(score.months[0]?.medians['word-to-peak'], { medianMs: null, claims: 0 });
    const holding = score.months[0]?.clocks.find(({ id }) => id === 'holding');
    assert.deepEqual([holding?.met, holding?.missed, holding?.open], [2, 1, 0]);
  });

  it('counts the sample only while there is nothing else', () => {
    const [sample] = aChain('c1', 30, 200, { sample: true });
    const [own] = aChain('c2', 30, 200);
    assert.equal(scoreOf(aState([sample]), NEVER, at(0)).all.claims, 1);
    assert.equal(scoreOf(aState([sample]), NEVER, at(0)).sample, true);
    assert.equal(scoreOf(aState([sample, own]), NEVER, at(0)).all.claims, 1);
  });
});

describe('a verdict is overturned', () => {
  const given = (verdict: Point['verdict'], minutes: number): Point['given'][number] => ({
    verdict,
    evidence: [],
    note: '',
    atMs: at(minutes),
    by: 'mo',
  });
  const claim = (...list: Point['given']) => ({ points: [aPoint({ given: list })] });

  it('when a closed one changes into another after the office has spoken', () => {
    assert.equal(overturnedAfter(claim(given('false', 0), given('partly', 60)), at(30)), 1);
    assert.equal(overturnedAfter(claim(given('false', 0), given('open', 50), given('partly', 60)), at(30)), 1);
  });

  it('and not before, not from open, not into the same', () => {
    assert.equal(overturnedAfter(claim(given('false', 0), given('partly', 20)), at(30)), 0);
    assert.equal(overturnedAfter(claim(given('open', 0), given('partly', 60)), at(30)), 0);
    assert.equal(overturnedAfter(claim(given('false', 0), given('open', 50), given('false', 60)), at(30)), 0);
    assert.equal(overturnedAfter(claim(given('false', 0), given('partly', 60)), null), 0);
  });
});

describe('the public scoreboard', () => {
  it('is silent while the office has answered nothing, or only in the sample', () => {
    const [sample, statements] = aChain('c1', 30, 200, { sample: true });
    assert.equal(publicScore(aState([aClaim()])), null);
    assert.equal(publicScore(aState([sample], statements)), null);
  });

  it('tells of answered claims alone, with how each figure is meant, and what was overturned', () => {
    const chains = [aChain('c1', 30, 200), aChain('c2', 50, 300), aChain('c3', 100, 400)];
    const claims = [...chains.map(([claim]) => claim), aClaim({ id: ClaimId.parse('open'), title: '正在核实的事' })];
    const score = publicScore(
      aState(
        claims,
        chains.flatMap(([, statements]) => statements),
      ),
    );
    assert.deepEqual(
      score?.rows.map(({ value }) => value),
      ['3 件', '50 分钟', '5 小时', '0 个'],
    );
    assert.ok(score?.rows.every(({ definition }) => definition.length > 10));
    assert.ok(!JSON.stringify(score).includes('正在核实'));
  });

  it('gives no median of one or two answers', () => {
    const [claim, statements] = aChain('c1', 30, 200);
    assert.deepEqual(
      publicScore(aState([claim], statements))?.rows.map(({ value }) => value),
      ['1 件', '0 个'],
    );
  });
});
