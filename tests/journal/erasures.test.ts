import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { addErasures, readErasures } from '../../api/journal/erasures.ts';
import { aFolder, NOON_MS } from './scene.ts';

describe('the list of erasures', () => {
  const row = (id: string) => ({ what: 'content', id, atMs: NOON_MS }) as const;

  it('tells no list from an empty one', () => {
    const folder = aFolder();
    const file = join(folder.dir, 'erasures');
    assert.equal(readErasures(file), null);
    addErasures(file, []);
    assert.deepEqual(readErasures(file), []);
    folder.close();
  });

  it('a line cut by a crash spoils neither those before nor those after', () => {
    const folder = aFolder();
    const file = join(folder.dir, 'erasures');
    addErasures(file, [row('a')]);
    appendFileSync(file, '{"what":"cont');
    addErasures(file, [row('b')]);
    assert.deepEqual(readErasures(file), [row('a'), row('b')]);
    appendFileSync(file, 'something else\n');
    assert.throws(() => readErasures(file));
    folder.close();
  });
});
