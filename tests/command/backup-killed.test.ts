import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../api/journal/journal.ts';

const CHILD = join(import.meta.dirname, '../../api/command/child.ts');

describe('a backup that is killed', () => {
  it('leaves the data whole, no half backup, and the next one works', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'firstword-'));
    const data = join(dir, 'data');
    const journal = openJournal({ dir: join(data, 'journal'), now: Date.now });
    for (let at = 0; at < 20; at += 1) {
      journal.append(
        Array.from({ length: 1_000 }, () => ({ kind: 'note', body: { text: 'x'.repeat(500) } })),
        'ada',
      );
    }
    const run = (out: string) =>
      spawn(process.execPath, [CHILD, 'backup', '--out', join(dir, out)], {
        cwd: dir,
        env: { PATH: process.env['PATH'], DATA_DIR: data },
        stdio: 'ignore',
      });
    const killed = run('first');
    const exit = once(killed, 'exit');
    // In the middle of it: the working copies are there.
    while (killed.exitCode === null && !readdirSync(data).some((name) => name.startsWith('.backup-'))) {
      await new Promise<void>((next) => setImmediate(next));
    }
    killed.kill('SIGKILL');
    await exit;
    assert.equal(journal.verify().ok, true);
    assert.equal(readdirSync(dir).includes('first'), false);
    const [code] = (await once(run('second'), 'exit')) as [number];
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(data), ['journal']);
    journal.close();
    rmSync(dir, { recursive: true, force: true });
  }).timeout(60_000);
});
