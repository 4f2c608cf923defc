import assert from 'node:assert/strict';
import { z } from 'zod';
import { openWork, WORK_KEY_CHARS_MAX, WORK_VALUE_BYTES_MAX } from '../../api/work/work.ts';
import { aScene, NOON_MS, type Scene } from './scene.ts';

describe('work records', () => {
  let scene: Scene;
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());

  it('writes only over the version that was read', () => {
    const shelf = scene.work.shelf('mark', z.string());
    const first = shelf.put('a', 'one', { expect: null });
    assert.notEqual(first, 'conflict');
    assert.equal(shelf.put('a', 'two', { expect: null }), 'conflict');
    const version = shelf.get('a')?.version ?? 0;
    assert.notEqual(shelf.put('a', 'two', { expect: version }), 'conflict');
    assert.equal(shelf.put('a', 'three', { expect: version }), 'conflict');
    assert.equal(shelf.get('a')?.value, 'two');
  });

  it('what has run out is absent at once, swept or not', () => {
    const shelf = scene.work.shelf('mark', z.string());
    shelf.put('a', 'one', { untilMs: NOON_MS + 1_000 });
    scene.tick(999);
    assert.equal(shelf.list().length, 1);
    scene.tick(1);
    assert.equal(shelf.get('a'), null);
    assert.deepEqual(shelf.list(), []);
    assert.equal(shelf.remove('a'), false);
    assert.equal(scene.work.sweep(NOON_MS + 1_000), 1);
  });

  it('a record that was removed and made again has another version', () => {
    const shelf = scene.work.shelf('mark', z.string());
    shelf.put('a', 'one');
    const version = shelf.get('a')?.version ?? 0;
    shelf.remove('a');
    shelf.put('a', 'two');
    assert.equal(shelf.put('a', 'three', { expect: version }), 'conflict');
    assert.equal(shelf.remove('a', version), false);
  });

  it('a record of another shape reads as absent', () => {
    scene.work.shelf('mark', z.number()).put('a', 1);
    assert.equal(scene.work.shelf('mark', z.string()).get('a'), null);
  });

  it('two processes with one file see each other', () => {
    const other = openWork({ dir: scene.dir, now: () => NOON_MS });
    scene.work.shelf('mark', z.string()).put('a', 'one');
    assert.equal(other.shelf('mark', z.string()).put('a', 'two', { expect: null }), 'conflict');
    other.close();
  });

  it('refuses a value past the limit', () => {
    const shelf = scene.work.shelf('mark', z.string());
    assert.throws(() => shelf.put('a', 'x'.repeat(WORK_VALUE_BYTES_MAX)), RangeError);
    assert.throws(() => shelf.put('k'.repeat(WORK_KEY_CHARS_MAX + 1), 'x'), RangeError);
  });
});
