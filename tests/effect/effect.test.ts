import assert from 'node:assert/strict';
import { effectOf, type Carried, type EffectInput, type Gap } from '../../api/effect/effect.ts';
import { HOUR_MS, NOON_MS } from '../desk/scene.ts';

const MINUTE_MS = 60_000;
const HALF_MS = 30 * MINUTE_MS;

/** So many repeats, evenly, in each half hour from `fromMs` on. */
function perHalfHour(fromMs: number, counts: readonly number[], source = 'forum'): Carried[] {
  return counts.flatMap((count, half) =>
    Array.from({ length: count }, (_, at) => ({
      source,
      atMs: fromMs + half * HALF_MS + ((at + 0.5) * HALF_MS) / count,
    })),
  );
}

/** A statement at noon, two hours before it and `after` half hours behind it. */
function told(before: readonly number[], after: readonly number[], change: Partial<EffectInput> = {}) {
  const fromMs = NOON_MS - before.length * HALF_MS;
  return effectOf({
    repeats: perHalfHour(fromMs, [...before, ...after]),
    mentions: [],
    gaps: [],
    moment: { atMs: NOON_MS, kind: 'holding' },
    fromMs,
    toMs: NOON_MS + after.length * HALF_MS,
    ...change,
  });
}

describe('the effect of a statement', () => {
  it('says how far repeats fell, from what, and after how long', () => {
    const { finding } = told([20, 20, 20, 20], [20, 16, 5, 5, 5, 5]);
    assert.equal(finding.kind, 'fell');
    assert.deepEqual([finding.before, finding.last], [20, 5]);
    assert.equal(finding.fellAfterMs, 75 * MINUTE_MS);
    assert.match(finding.zh, /^首次回应后 75 分钟，复述由每半小时 20 条降到 \d+ 条/);
    assert.match(
      finding.en,
      /^75 minutes after the holding statement, repeats had fallen from 20 to \d+ per half hour/,
    );
  });

  it('says so when it did not help', () => {
    assert.equal(told([20, 20, 20, 20], [24, 30, 36, 40]).finding.kind, 'rose');
    assert.match(told([20, 20, 20, 20], [24, 30, 36, 40]).finding.zh, /没有减少：由每半小时 20 条升到 40 条/);
    assert.equal(told([20, 20, 20, 20], [20, 18, 18, 18]).finding.kind, 'same');
    assert.match(told([20, 20, 20, 20], [20, 18, 18, 18]).finding.zh, /没有明显减少/);
  });

  it('does not take a fall that did not last for a fall', () => {
    const { finding } = told([20, 20, 20, 20], [20, 4, 4, 20, 20]);
    assert.equal(finding.kind, 'rebound');
    assert.match(finding.zh, /一度由每半小时 20 条降到 4 条，最近半小时又升到 20 条/);
  });

  it('does not claim a fall that had begun before it', () => {
    const { finding } = told([60, 50, 30, 20], [10, 4, 2, 2]);
    assert.equal(finding.kind, 'fell');
    assert.equal(finding.fellBefore, true);
    assert.match(finding.zh, /发布前已在回落，最高每半小时 60 条/);
    assert.match(finding.en, /were falling before it/);
  });

  it('waits for one whole window before it says anything', () => {
    const { finding } = told([20, 20, 20, 20], [5], { toMs: NOON_MS + 25 * MINUTE_MS });
    assert.equal(finding.kind, 'early');
    assert.match(finding.zh, /25 分钟，时间还短/);
  });

  it('sees no change in a handful of posts', () => {
    assert.equal(told([2, 1, 3, 2], [1, 0, 0, 0]).finding.kind, 'few');
  });

  it('tells only what runs when no statement is out', () => {
    const { finding } = told([20, 20], [20, 12], { moment: null });
    assert.equal(finding.kind, 'none');
    assert.match(finding.zh, /^尚未发布通报；最近半小时复述 12 条$/);
  });

  it('says what is missing when there is nothing before to compare with', () => {
    const gaps: Gap[] = [{ source: '*', fromMs: NOON_MS - 3 * HOUR_MS, toMs: NOON_MS }];
    assert.equal(told([20, 20, 20, 20], [5, 5, 5], { gaps }).finding.kind, 'no-before');
  });
});

describe('a crawl gap', () => {
  const gap: Gap = { source: '*', fromMs: NOON_MS + HALF_MS, toMs: null };

  it('is no zero: the steps are unknown, and no fall is found in them', () => {
    const { bins, finding } = told([20, 20, 20, 20], [20, 0, 0, 0, 0, 0], { gaps: [gap] });
    assert.ok(bins.filter(({ atMs }) => atMs >= gap.fromMs).every(({ repeats }) => repeats === null));
    assert.equal(finding.kind, 'gap');
    assert.match(finding.zh, /数据缺失，不能判断/);
  });

  it('counts when the sources that carry a third of the repeats are not read', () => {
    const fromMs = NOON_MS - 4 * HALF_MS;
    const quiet = perHalfHour(fromMs, [1, 1, 1, 1, 1, 1, 1, 1], 'wall');
    const loud = perHalfHour(fromMs, [20, 20, 20, 20, 20, 20, 20, 20], 'forum');
    const with_ = (source: string) =>
      told([0, 0, 0, 0], [0, 0, 0, 0], { repeats: [...quiet, ...loud], gaps: [{ ...gap, source }] });
    assert.ok(with_('wall').bins.every(({ repeats }) => repeats !== null));
    assert.ok(with_('forum').bins.some(({ repeats }) => repeats === null));
  });

  it('of one source leaves that source without a number, and never says that it rises', () => {
    const repeats = perHalfHour(NOON_MS - 2 * HOUR_MS, [5, 5, 5, 5, 5, 5, 5, 9], 'wall');
    const { sources } = told([0, 0, 0, 0], [0, 0, 0, 0], { repeats, gaps: [{ ...gap, source: 'wall' }] });
    assert.deepEqual([sources[0]?.last, sources[0]?.rises], [null, false]);
  });
});

describe('where it still rises', () => {
  it('are the sources whose last window has more than the one before', () => {
    const fromMs = NOON_MS - 2 * HOUR_MS;
    const repeats = [
      ...perHalfHour(fromMs, [9, 9, 9, 9, 5, 4, 2, 1], 'forum'),
      ...perHalfHour(fromMs, [1, 1, 1, 1, 1, 2, 2, 6], 'wall'),
    ];
    const { sources } = told([0, 0, 0, 0], [0, 0, 0, 0], { repeats });
    assert.deepEqual(
      sources.map(({ source, before, lastButOne, last, rises }) => [source, before, lastButOne, last, rises]),
      [
        ['forum', 9, 2, 1, false],
        ['wall', 1, 2, 6, true],
      ],
    );
  });

  it('counts mentions of the statement beside the repeats', () => {
    const mentions = perHalfHour(NOON_MS, [3, 3], 'news');
    const { sources, bins } = told([20, 20, 20, 20], [10, 5], { mentions });
    assert.equal(sources.find(({ source }) => source === 'news')?.mentions, 6);
    assert.equal(
      bins.reduce((sum, bin) => sum + (bin.mentions ?? 0), 0),
      6,
    );
  });
});

describe('the axis', () => {
  it('has a step that begins at the moment, and few enough steps to be told apart', () => {
    for (const hours of [1, 5, 13, 30, 80, 300, 900]) {
      const momentMs = NOON_MS + 7 * MINUTE_MS;
      const { bins, scale } = told([], [], {
        moment: { atMs: momentMs, kind: 'notice' },
        fromMs: momentMs - HOUR_MS,
        toMs: momentMs + hours * HOUR_MS,
      });
      assert.ok(bins.some(({ atMs }) => atMs === momentMs));
      assert.ok(bins.length <= 74, `${hours} h: ${bins.length}`);
      assert.equal(scale.windowMs % scale.stepMs, 0);
    }
  });
});
