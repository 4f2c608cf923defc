import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';
import { freePort, until } from './processes.ts';

const hasProc = existsSync(`/proc/${process.pid}/stat`);

describe(`npm start${hasProc ? '' : ' (no /proc here: children cannot be told; run it on Linux)'}`, function () {
  // It may have to build the screens first.
  this.timeout(120_000);
  let dataDir = '';
  let start: ChildProcess | null = null;
  let said = '';

  before(function () {
    if (!hasProc) return this.skip();
    dataDir = mkdtempSync(join(tmpdir(), 'firstword-start-'));
  });
  after(async () => {
    if (start !== null && start.exitCode === null && start.signalCode === null) {
      const ended = once(start, 'exit');
      start.kill('SIGTERM');
      await ended;
    }
    if (dataDir !== '') rmSync(dataDir, { recursive: true, force: true });
  });

  it('starts a child that died again, and ends all of them cleanly on Ctrl-C', async () => {
    const [port, publicPort] = [await freePort(), await freePort()];
    start = spawn(process.execPath, [join(root, 'api/start.ts')], {
      cwd: dataDir,
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: dataDir,
        PORT: String(port),
        PUBLIC_PORT: String(publicPort),
        SAMPLE: 'off',
        ANALYSIS_THREADS: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [start.stdout, start.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
    const { pid } = start;
    assert.ok(pid !== undefined);
    const answers = (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${port}/api/state`).then(
        (response) => response.ok,
        () => false,
      );
    await until('the API answers', 90_000, answers, Boolean);
    for (const program of ['api/command/child.ts', 'crawler/main.ts']) {
      const child = (): Promise<number | null> => childOf(pid, program);
      const first = await until(`${program} runs`, 20_000, child, (id) => id !== null);
      process.kill(first ?? assert.fail(), 'SIGKILL');
      await until(`another ${program} runs`, 20_000, child, (id) => id !== null && id !== first);
    }
    await until('the API answers again', 30_000, answers, Boolean);
    assert.match(said, /api ended \(SIGKILL\); starting it again in \d+ s/);
    assert.match(said, /crawler ended \(SIGKILL\); starting it again in \d+ s/);

    const children = childrenOf(pid);
    assert.equal(children.length, 2);
    const ended = once(start, 'exit');
    start.kill('SIGINT');
    const [code] = (await ended) as [number | null];
    assert.equal(code, 0, said.slice(-2_000));
    assert.deepEqual(children.filter(isAlive), []);
    assert.equal(existsSync(join(dataDir, 'posts/posts.sqlite-wal')), false, 'the store was closed, not cut');
  });
});

function childrenOf(pid: number): readonly number[] {
  return globSync('/proc/[0-9]*/stat')
    .map((path) => ({ id: Number(path.split('/')[2]), parent: parentIn(path) }))
    .filter(({ parent }) => parent === pid)
    .map(({ id }) => id);
}

/** The second field after the name in brackets, which may hold blanks; -1 where the process has gone meanwhile. */
function parentIn(path: string): number {
  const text = readOrEmpty(path);
  return text === '' ? -1 : Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
}

function childOf(pid: number, program: string): Promise<number | null> {
  const found = childrenOf(pid).find((id) => readOrEmpty(`/proc/${id}/cmdline`).includes(program));
  return Promise.resolve(found ?? null);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (/ENOENT|ESRCH/.test(String(error))) return '';
    throw error;
  }
}

function isAlive(id: number): boolean {
  return existsSync(`/proc/${id}`);
}
