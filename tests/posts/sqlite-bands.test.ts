import assert from 'node:assert/strict';
import { BandIndex, hashesOf } from '../../api/posts/sqlite-bands.ts';

const keysOf = (post: number): Uint32Array => hashesOf([0, 1, 2, 3].map((band) => `${post}-${band}`));

describe('the index of bands', () => {
  it('names posts that share two keys, first seen first', () => {
    const index = new BandIndex(1 << 12);
    index.add(hashesOf(['a', 'b', 'c']), 7, false);
    index.add(hashesOf(['b', 'c', 'd']), 9, true);
    assert.deepEqual(index.candidates(hashesOf(['b', 'c', 'z'])), [7, 9]);
    assert.deepEqual(index.candidates(hashesOf(['a', 'd'])), []);
    assert.deepEqual(index.candidates(hashesOf(['c', 'd'])), [9]);
    assert.deepEqual(index.candidates(hashesOf([])), []);
  });

  it('forgets the oldest when it is full, and no others', () => {
    const index = new BandIndex(1 << 10);
    for (let post = 1; post <= 1_000; post++) index.add(keysOf(post), post, false);
    assert.ok(!index.candidates(keysOf(1)).includes(1));
    for (let post = 746; post <= 1_000; post++) assert.ok(index.candidates(keysOf(post)).includes(post), String(post));
  });

  it('keeps the first of a text that is pasted ten thousand times, in bounded time', () => {
    const index = new BandIndex(1 << 12);
    index.add(keysOf(1), 1, false);
    for (let copy = 2; copy <= 10_000; copy++) index.add(keysOf(1), copy, true);
    const found = index.candidates(keysOf(1));
    assert.equal(found[0], 1);
    assert.ok(found.length <= 65, String(found.length));
  });
});
