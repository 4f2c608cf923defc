import assert from 'node:assert/strict';
import type { ToneReply } from '../../api/contract/index.ts';
import { drawnOf, mostOf } from '../../dashboard/screens/tone/tone.ts';

type Sum = ToneReply['sum'];
const NO_SHARES: Sum['shares'] = { calm: null, worried: null, angry: null, helpless: null, thankful: null };
const SHARES: Sum['shares'] = { calm: 0.2, worried: 0.5, angry: 0.3, helpless: 0, thankful: 0 };
const COUNTS: Sum['counts'] = { calm: 20, worried: 50, angry: null, helpless: 0, thankful: 0 };
const pointsOf = (...shares: readonly Sum['shares'][]): ToneReply['points'] =>
  shares.map((share, at) => ({
    total: 100,
    counts: COUNTS,
    shares: share,
    atMs: at as ToneReply['points'][number]['atMs'],
  }));

describe('the chart of tone', () => {
  it('draws shares while few points hide theirs, else counts, and its title speaks of the same', () => {
    assert.equal(drawnOf(pointsOf(SHARES, SHARES, SHARES, NO_SHARES)), 'shares');
    assert.equal(drawnOf(pointsOf(SHARES, SHARES, NO_SHARES)), 'counts');
    assert.equal(drawnOf([]), 'counts');
  });

  it('names the tone with the most posts, and none where all are hidden', () => {
    assert.deepEqual(mostOf({ total: 100, counts: COUNTS, shares: NO_SHARES }), { tone: 'worried', count: 50 });
    assert.equal(mostOf({ total: null, counts: NO_SHARES, shares: NO_SHARES }), null);
  });
});
