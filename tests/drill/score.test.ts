import assert from 'node:assert/strict';
import { ClaimId, PointId, type Claim, type Point, type Statement, type Verdict } from '../../api/contract/index.ts';
import { FIRST_CLOCK_RULES } from '../../api/desk/clocks/first-rules.ts';
import { FIRST_STATE, type DeskState } from '../../api/desk/state.ts';
import { withRow } from '../../api/desk/table.ts';
import { scoreDrill, shortened, type DrillRun } from '../../api/drill/score.ts';
import { TOWN_TRUTHS, truthOf } from '../../api/drill/truth.ts';
import { BEFORE, CLAIMS, NOTICE, PASTED } from '../../crawler/sample/outbreak-talk.ts';
import { OUTBREAK_AFTER_MS, outbreakMs, townPosts } from '../../crawler/sample/town.ts';
import { aClaim, aPoint, aStatement } from '../desk/rows.ts';
import { NOON_MS } from '../desk/scene.ts';

const MINUTE_MS = 60_000;
const at = (minutes: number): number => NOON_MS + minutes * MINUTE_MS;
const RUN: DrillRun = {
  id: 'drill-1',
  speed: 10,
  startedMs: at(-4),
  brokeOutMs: at(-2),
  endedMs: at(30),
  ended: 'click',
};

function point(text: string, verdict: Verdict): Point {
  return aPoint({ id: PointId.parse(`p${text.length}${verdict}`), text, verdict });
}

const ALL_RIGHT: readonly Point[] = [
  point('阳光家园管道正在抢修', 'true'),
  point('阳光家园自来水发黄', 'true'),
  point('龙泉水厂水源被污染', 'false'),
  point('龙泉水库漂满死鱼', 'false'),
  point('县人民医院住满了人', 'false'),
];

function aState(claims: readonly Claim[], statements: readonly Statement[] = []): DeskState {
  return {
    ...FIRST_STATE,
    clockRules: shortened(FIRST_CLOCK_RULES, RUN.speed),
    claims: claims.reduce((table, claim) => withRow(table, claim.id, claim), FIRST_STATE.claims),
    statements: statements.reduce((table, row) => withRow(table, row.id, row), FIRST_STATE.statements),
  };
}

function drilled(change: Partial<Claim> = {}, published: number | null = 5): DeskState {
  const steps: Claim['steps'] = [
    { state: 'new', atMs: at(0), by: 'mo', note: '' },
    { state: 'checking', atMs: at(1), by: 'mo', note: '' },
  ];
  const claim = aClaim({ title: '龙泉水厂水源被污染', points: [...ALL_RIGHT], steps, state: 'checking', ...change });
  const points = claim.points.map(({ id, text, verdict }) => ({ point: id, text, verdict, basis: '' }));
  const out = aStatement({ kind: 'notice', state: 'published', publishedMs: at(published ?? 0), points });
  return aState([claim], published === null ? [] : [out]);
}

describe('the score of a drill', () => {
  it('is full when the clocks are kept, each verdict is right, and both sides are told', () => {
    const result = scoreDrill(drilled(), RUN);
    assert.deepEqual([result.points, result.of], [100, 100]);
    assert.deepEqual(
      result.clocks.map(({ id, outcome }) => [id, outcome]),
      [
        ['first-look', 'met'],
        ['holding', 'met'],
        ['answer', 'met'],
      ],
    );
    assert.deepEqual(result.chain, { knownMs: at(0), lookMs: at(1), wordMs: at(5), statementMs: at(5) });
  });

  it('gives nothing for a clock that was missed, and leaves one that still ran out of the count', () => {
    const late = scoreDrill(drilled({}, 8), RUN);
    assert.equal(late.clocks.find(({ id }) => id === 'holding')?.outcome, 'missed');
    assert.ok(late.points < 100);
    const silent = scoreDrill(drilled({}, null), RUN);
    const answer = silent.clocks.find(({ id }) => id === 'answer');
    assert.deepEqual([answer?.outcome, answer?.of], ['running', 0]);
    assert.equal(silent.said.points, 0);
  });

  it('runs the clocks from the first post where nobody opened a claim', () => {
    const result = scoreDrill(aState([aClaim({ title: '河边的路灯不亮' })]), RUN);
    assert.deepEqual([result.points, result.chain.knownMs], [0, null]);
    assert.equal(result.clocks.find(({ id }) => id === 'holding')?.dueMs, RUN.brokeOutMs + 6 * MINUTE_MS);
    assert.ok(result.truths.every(({ outcome }) => outcome === 'unseen'));
  });

  it('takes a claim that was put aside for no kept clock', () => {
    const steps: Claim['steps'] = [{ state: 'passed-on', atMs: at(20), by: 'mo', note: '' }];
    const result = scoreDrill(drilled({ state: 'passed-on', steps }, null), { ...RUN, endedMs: at(21) });
    assert.equal(result.clocks.find(({ id }) => id === 'holding')?.points, 0);
  });

  it('tells right, half right, wrong, open and unseen apart', () => {
    const points = [
      point('阳光家园管道正在抢修', 'partly'),
      point('龙泉水厂水源被污染', 'true'),
      point('龙泉水库漂满死鱼', 'unsupported'),
      point('县人民医院住满了人', 'open'),
    ];
    const { truths } = scoreDrill(drilled({ points }), RUN);
    assert.deepEqual(
      truths.map(({ id, outcome, points: got }) => [id, outcome, got]),
      [
        ['repair', 'half', 4],
        ['turbid', 'unseen', 0],
        ['poison', 'wrong', 0],
        ['fish', 'half', 4],
        ['hospital', 'open', 0],
      ],
    );
  });

  it('understands a point that is put the other way round', () => {
    const points = [point('龙泉水库没有死鱼', 'true'), point('水源未被污染', 'false')];
    const { truths } = scoreDrill(drilled({ points }), RUN);
    assert.deepEqual(
      truths.filter(({ id }) => id === 'fish' || id === 'poison').map(({ id, outcome }) => [id, outcome]),
      [
        ['poison', 'wrong'],
        ['fish', 'right'],
      ],
    );
  });

  it('reads two claims on the one rumor as one: what either did in time is done', () => {
    const steps = (look: number): Claim['steps'] => [
      { state: 'new', atMs: at(0), by: 'mo', note: '' },
      { state: 'checking', atMs: at(look), by: 'mo', note: '' },
    ];
    const [false_, true_] = [ALL_RIGHT.filter(({ verdict }) => verdict === 'false'), ALL_RIGHT.slice(0, 2)];
    const first = aClaim({ title: '龙泉水厂水源被污染', points: [...false_], steps: steps(9), state: 'checking' });
    const other = aClaim({ id: ClaimId.parse('c2'), no: 2, title: '自来水发黄', points: [...true_], steps: steps(1) });
    const out = (claim: Claim, minutes: number, id: string): Statement => {
      const points = claim.points.map(({ id: point, text, verdict }) => ({ point, text, verdict, basis: '' }));
      const row = aStatement({ kind: 'notice', state: 'published', publishedMs: at(minutes), points });
      return { ...row, id: id as Statement['id'], claim: claim.id };
    };
    const result = scoreDrill(aState([first, other], [out(first, 20, 's1'), out(other, 5, 's2')]), RUN);
    assert.deepEqual(
      result.clocks.map(({ id, outcome }) => [id, outcome]),
      [
        ['first-look', 'met'],
        ['holding', 'met'],
        ['answer', 'met'],
      ],
    );
    assert.deepEqual(result.chain, { knownMs: at(0), lookMs: at(1), wordMs: at(5), statementMs: at(5) });
    assert.deepEqual([result.points, result.of], [100, 100]);
  });

  it('takes the one of two that is worked on where the other was passed on', () => {
    const gone: Claim['steps'] = [{ state: 'passed-on', atMs: at(2), by: 'mo', note: '' }];
    const passed = aClaim({ title: '水源被污染', points: [...ALL_RIGHT], steps: gone, state: 'passed-on' });
    const kept = aClaim({ id: ClaimId.parse('c2'), no: 2, title: '自来水发黄' });
    const { clocks } = scoreDrill(aState([passed, kept]), RUN);
    assert.equal(clocks.find(({ id }) => id === 'holding')?.outcome, 'missed');
  });

  it('counts what is about the rumor and leaves out what was merged or dismissed', () => {
    const gone = aClaim({ id: ClaimId.parse('c9'), title: '死鱼', points: [...ALL_RIGHT], state: 'dismissed' });
    assert.ok(scoreDrill(aState([gone]), RUN).truths.every(({ outcome }) => outcome === 'unseen'));
  });
});

describe('a drill and its town', () => {
  it('agree about what is so, in the words that the town uses', () => {
    assert.equal(truthOf(NOTICE.text)?.expected, 'true');
    for (const text of BEFORE) assert.equal(truthOf(text)?.expected, 'true', text);
    assert.equal(truthOf(PASTED)?.expected, 'false');
    for (const truth of TOWN_TRUTHS.filter(({ expected }) => expected === 'false'))
      assert.ok(
        [PASTED, ...CLAIMS].some((text) => truth.words.some((word) => text.includes(word))),
        truth.id,
      );
  });

  it('wait for the outbreak as much shorter as the rumor is faster', () => {
    const firstMs = (speed: number): number =>
      townPosts(NOON_MS, NOON_MS + 3_600_000, NOON_MS, speed).find(({ text }) => truthOf(text)?.expected === 'false')
        ?.publishedMs ?? 0;
    for (const speed of [1, 5, 20]) {
      assert.equal(firstMs(speed) - NOON_MS, OUTBREAK_AFTER_MS / speed, `${speed} times`);
      assert.equal(outbreakMs(NOON_MS, speed), firstMs(speed));
    }
  });

  it('play it as much faster as was asked, with the same posts in the same order', () => {
    const told = (speed: number): readonly [string, number][] =>
      townPosts(outbreakMs(NOON_MS, speed), NOON_MS + 12 * 3_600_000, NOON_MS, speed)
        .filter(({ topic, author }) => topic === 'water' && author !== '')
        .map(({ text, publishedMs }) => [text, publishedMs - outbreakMs(NOON_MS, speed)]);
    const slow = new Map(told(1));
    const fast = told(10).filter(([text]) => slow.has(text));
    assert.ok(fast.length > 60);
    const quick = fast.filter(([text, ms]) => Math.abs(ms * 10 - (slow.get(text) ?? 0)) < 20);
    assert.ok(quick.length > 40, String(quick.length));
  });

  it('shorten the clocks by the same factor, a minute at least', () => {
    const rules = shortened(FIRST_CLOCK_RULES, 20);
    assert.deepEqual(
      rules.map(({ minutes }) => minutes),
      [1, 3, 15, 72, 144],
    );
    assert.ok(rules.every(({ basis }) => basis.includes('演练')));
  });
});
