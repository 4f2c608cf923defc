import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { verifyJournal } from '../../api/journal/check.ts';
import { aFolder, withJournal } from './scene.ts';

const CHILD = join(import.meta.dirname, 'append-child.ts');
const EACH = 150;

function append(dir: string, actor: string, count: number): ChildProcess {
  return spawn(process.execPath, [CHILD, dir, actor, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('several processes on one journal', () => {
  let folder: ReturnType<typeof aFolder>;
  beforeEach(() => (folder = aFolder()));
  afterEach(() => folder.close());

  it('parallel appends make one chain and lose nothing', async () => {
    const children = ['one', 'two'].map((actor) => append(folder.dir, actor, EACH));
    for (const child of children) child.stdout?.resume();
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
    assert.deepEqual(codes, [0, 0]);
    const verified = verifyJournal(folder.dir);
    assert.equal(verified.ok && verified.entries, 2 * EACH);
    const actors = withJournal(folder.dir, (journal) => journal.read(1, 2 * EACH).map((entry) => entry.actor));
    assert.equal(actors.filter((actor) => actor === 'one').length, EACH);
  });

  it('kill -9 loses no entry that was acknowledged', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const child = append(folder.dir, `round-${round}`, 100_000);
      const lines = createInterface({ input: child.stdout ?? process.stdin });
      let last = 0;
      for await (const line of lines) {
        last = Number(line);
        if (last % (round * 7) === 0) child.kill('SIGKILL');
      }
      const verified = verifyJournal(folder.dir);
      assert.equal(verified.ok, true, JSON.stringify(verified));
      assert.ok(verified.ok && verified.entries >= last, `${last} were acknowledged`);
    }
  });
});
