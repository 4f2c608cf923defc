import assert from 'node:assert/strict';
import type { BandPoint } from '../../api/contract/index.ts';
import { piecesOf, wordsOf } from '../../dashboard/lib/excerpt.ts';
import { findingOf, gapsOf } from '../../dashboard/lib/finding.ts';

const STEP_MS = 600_000;
const pointsOf = (counts: readonly (number | null)[]): BandPoint[] =>
  counts.map((count, index) => ({ atMs: index * STEP_MS, count, expected: 2, low: 0, high: 4 }));

describe("a figure's title", () => {
  it('names the stretch above the band, from its first bin to the end of its last', () => {
    const finding = findingOf(pointsOf([1, 2, 6, 9, 7, 2]), STEP_MS);
    assert.equal(finding.kind, 'above');
    assert.ok(finding.kind === 'above');
    assert.equal(finding.stretch.fromMs, 2 * STEP_MS);
    assert.equal(finding.stretch.toMs, 5 * STEP_MS);
    assert.equal(finding.stretch.top.count, 9);
    assert.equal(finding.more, 0);
  });

  it('one quiet bin does not split a stretch, two do', () => {
    const one = findingOf(pointsOf([6, 1, 7]), STEP_MS);
    const two = findingOf(pointsOf([6, 1, 1, 7]), STEP_MS);
    assert.ok(one.kind === 'above' && one.more === 0);
    assert.ok(two.kind === 'above' && two.more === 1);
  });

  it('says so when all is within the usual', () => {
    assert.deepEqual(findingOf(pointsOf([1, 4, 0]), STEP_MS), { kind: 'within', total: 5 });
  });

  it('no data is not zero', () => {
    assert.deepEqual(findingOf(pointsOf([null, null]), STEP_MS), { kind: 'no-data' });
    assert.deepEqual(gapsOf(pointsOf([1, null, null, 2, null])), [
      { from: 1, to: 2 },
      { from: 4, to: 4 },
    ]);
  });
});

describe('the words of a search', () => {
  it('quoted ones stay together, in the quotes of both languages', () => {
    assert.deepEqual(wordsOf('停水 "城东 小学" “水 发黄”'), ['停水', '城东 小学', '水 发黄']);
  });

  it('are marked, the longest first, and nothing of the text is lost', () => {
    const pieces = piecesOf('自来水停水了', ['水', '停水']);
    assert.equal(pieces.map((piece) => piece.text).join(''), '自来水停水了');
    assert.deepEqual(
      pieces.filter((piece) => piece.hit).map((piece) => piece.text),
      ['水', '停水'],
    );
  });

  it('are no patterns', () => {
    assert.deepEqual(piecesOf('a.b', ['.']), [
      { text: 'a', hit: false },
      { text: '.', hit: true },
      { text: 'b', hit: false },
    ]);
  });
});
