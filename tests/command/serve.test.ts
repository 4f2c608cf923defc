import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run, start } from './child.ts';

/** Two ports that were free a moment ago. */
async function freePorts(): Promise<{ PORT: string; PUBLIC_PORT: string }> {
  const servers = [createServer(), createServer()];
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
  const [PORT = '', PUBLIC_PORT = ''] = servers.map((server) => String((server.address() as AddressInfo).port));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return { PORT, PUBLIC_PORT };
}

describe('the command serve', function () {
  this.timeout(60_000);
  const dir = mkdtempSync(join(tmpdir(), 'serve-'));
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  async function serve(env: Readonly<Record<string, string>>): Promise<string> {
    const child = start(['serve'], dir, env);
    children.push(child);
    assert.ok(child.stdout !== null);
    child.stderr?.resume();
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return line;
  }

  it('a wrong configuration ends it with every key and what to do', async () => {
    writeFileSync(join(dir, '.env'), 'STORE=postgres\n');
    const { code, out, err } = await run(['serve'], dir, { PORT: 'http', CRAWLER_TOKEN: 'tell nobody' });
    rmSync(join(dir, '.env'));
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^configuration: PORT: PORT=http is not valid; give a port from 1 to 65535$/m);
    assert.match(err, /^configuration: STORE: .*; give sqlite or elasticsearch$/m);
    assert.match(err, /^configuration: CRAWLER_TOKEN: /m);
    assert.ok(!err.includes('tell nobody') && !err.includes('    at '));
  });

  it('a second one on the same data folder is refused by name, and the first goes on', async () => {
    const first = await freePorts();
    const url = await serve({ ...first, DATA_DIR: join(dir, 'data') });
    assert.match(url, new RegExp(`^http://127[.]0[.]0[.]1:${first.PORT}/#setup=`));
    const second = await run(['serve'], dir, { ...(await freePorts()), DATA_DIR: join(dir, 'data') });
    assert.equal(second.code, 1);
    assert.match(second.err, /^cannot start: the store in .* is open in process \d+; stop it/m);
    assert.ok(!second.err.includes('    at '), second.err);
    const state = await fetch(`http://127.0.0.1:${first.PORT}/api/state`);
    assert.deepEqual(((await state.json()) as { setUp: boolean }).setUp, false);
    // The first still hears the terminal.
    const added = await run(
      ['user', 'add', '--name', 'ada', '--role', 'administrator', '--password-stdin'],
      dir,
      { ...first, DATA_DIR: join(dir, 'data') },
      'evening-Bridge-2931\n',
    );
    assert.equal(added.code, 0, added.err);
    const now = (await (await fetch(`http://127.0.0.1:${first.PORT}/api/state`)).json()) as { setUp: boolean };
    assert.equal(now.setUp, true);
  });

  it('a port that is taken is said so', async () => {
    const taken = createServer();
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    const ports = { ...(await freePorts()), PORT: String((taken.address() as AddressInfo).port) };
    const { code, err } = await run(['serve'], dir, { ...ports, DATA_DIR: join(dir, 'other') });
    taken.close();
    assert.equal(code, 1);
    assert.match(err, /cannot start: the port is taken/);
  });

  it('ends on SIGTERM with 0, and starts again on what it left', async () => {
    const ports = await freePorts();
    const env = { ...ports, DATA_DIR: join(dir, 'again') };
    for (let round = 0; round < 2; round += 1) {
      await serve(env);
      const child = children.pop();
      child?.kill('SIGTERM');
      const [code] = (await once(child ?? assert.fail(), 'exit')) as [number];
      assert.equal(code, 0);
    }
  });
});
