import assert from 'node:assert/strict';
import { SMALL_COUNT, TONES, type Tone } from '../../api/contract/index.ts';
import { shareBand, sumOf, type Counts, type Sum } from '../../api/answers/tone-sum.ts';
import { seeded } from '../warning/town.ts';

const countsOf = (...numbers: readonly number[]): Counts => {
  const [calm = 0, worried = 0, angry = 0, helpless = 0, thankful = 0] = numbers;
  return { calm, worried, angry, helpless, thankful };
};

/** All counts that would be shown as this sum: what somebody who knows the rule can think of. */
function worldsBehind(counts: Counts, shown: Sum): readonly Counts[] {
  const hidden = TONES.filter((tone) => shown.counts[tone] === null);
  const rest = hidden.reduce((sum, tone) => sum + counts[tone], 0);
  const worlds: Counts[] = [];
  const fill = (at: number, left: number, made: Counts): void => {
    const tone = hidden[at];
    if (tone === undefined) {
      if (left === 0 && JSON.stringify(sumOf(made)) === JSON.stringify(shown)) worlds.push(made);
      return;
    }
    for (let count = 0; count <= left; count += 1) fill(at + 1, left - count, { ...made, [tone]: count });
  };
  fill(0, rest, counts);
  return worlds;
}

/** The hidden tones of 1 to 4 posts whose count is the same in all worlds. */
function workedOut(counts: Counts): readonly Tone[] {
  const shown = sumOf(counts);
  if (shown.total === null) return [];
  const worlds = worldsBehind(counts, shown);
  return TONES.filter(
    (tone) => counts[tone] > 0 && counts[tone] < SMALL_COUNT && new Set(worlds.map((world) => world[tone])).size === 1,
  );
}

describe('a sum of tone', () => {
  it('under five in all says nothing', () => {
    const { total, counts, shares } = sumOf(countsOf(2, 1, 1));
    assert.equal(total, null);
    assert.deepEqual(Object.values(counts), [null, null, null, null, null]);
    assert.deepEqual(Object.values(shares), [null, null, null, null, null]);
  });

  it('of five and more each is shown as it is', () => {
    const { total, counts, shares } = sumOf(countsOf(10, 5, 5));
    assert.equal(total, 20);
    assert.deepEqual(counts, countsOf(10, 5, 5));
    assert.equal(shares.calm, 0.5);
  });

  it('never shows a tone of one to four posts, as a count or as a share', () => {
    const { counts, shares } = sumOf(countsOf(40, 30, 4));
    assert.equal(counts.angry, null);
    assert.equal(shares.angry, null);
  });

  for (const counts of [
    countsOf(40, 1),
    countsOf(40, 30, 4),
    countsOf(4, 1),
    countsOf(6, 1, 1),
    countsOf(5, 4),
    countsOf(100, 4, 4),
  ])
    it(`${Object.values(counts).join(' ')}: no hidden count can be worked out`, () =>
      assert.deepEqual(workedOut(counts), []));

  it('of any counts no hidden one can be worked out from the total and the others', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    for (let round = 0; round < 500; round += 1) {
      const counts = countsOf(...TONES.map(() => Math.floor(random() ** 2 * (random() < 0.3 ? 4 : 14))));
      assert.deepEqual(workedOut(counts), [], `seed ${seed}: ${JSON.stringify(counts)}`);
    }
  });
});

describe('the usual share of a tone', () => {
  it('leaves out days of few posts: their shares say little and show much', () => {
    const days = [countsOf(1), countsOf(0, 10), countsOf(10, 10), countsOf(30, 10)];
    assert.deepEqual(shareBand(days, 'calm').low, 0.5);
    assert.deepEqual(shareBand([countsOf(1, 1)], 'calm'), { low: 0, high: 0, share: null });
  });
});
