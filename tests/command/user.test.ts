import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD, startTestServer } from '../support/server.ts';
import { run as runIn, type Ended } from './child.ts';

const ADD = ['user', 'add', '--name', '王敏', '--role', 'monitor', '--password-stdin'];

describe('user add', function () {
  this.timeout(60_000);
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'user-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const run = (password: string, args: readonly string[] = ADD, dataDir = dir): Promise<Ended> =>
    runIn(args, dir, { DATA_DIR: dataDir }, password);

  it('adds a colleague where no server runs, who can log in when one does', async () => {
    const { code, out, err } = await run(`${PASSWORD}\r\n`);
    assert.deepEqual([code, out], [0, ''], err);
    const server = await startTestServer({ dataDir: dir });
    const { status } = await server.call('POST', '/api/session', { body: { name: '王敏', password: PASSWORD } });
    await server.stop(true);
    assert.equal(status, 200);
  });

  it('a colleague alone: the server still prints a set-up link, and that makes the administrator', async () => {
    assert.equal((await run(`${PASSWORD}\n`)).code, 0);
    const server = await startTestServer({ dataDir: dir });
    const token = /#setup=(.+)$/.exec(server.running.firstUrl)?.[1];
    const body = { token, name: '李主任', password: PASSWORD };
    const { status, text } = await server.call('POST', '/api/set-up', { body });
    await server.stop(true);
    assert.equal(status, 200, text);
  });

  it('adds a colleague beside a running server, who can log in at once', async () => {
    const server = await startTestServer();
    const { code, err } = await run(`${PASSWORD}\n`, ADD, server.config.dataDir);
    const { status } = await server.call('POST', '/api/session', { body: { name: '王敏', password: PASSWORD } });
    await server.stop();
    assert.deepEqual([code, status], [0, 200], err);
    assert.deepEqual(server.errors, []);
  });

  it('a weak password is refused with its reason and exit 1, and nobody is added', async () => {
    for (const password of ['', 'short\n', '111111111111\n', 'password1234\n']) {
      const { code, out, err } = await run(password);
      assert.deepEqual([code, out], [1, ''], JSON.stringify(password));
      assert.match(err, /\p{Script=Han}/u);
      if (password.trim() !== '') assert.ok(!err.includes(password.trim()));
    }
    assert.equal((await run(PASSWORD)).code, 0, 'the name is still free');
  });

  it('a name that is taken is refused', async () => {
    await run(PASSWORD);
    assert.equal((await run(PASSWORD)).code, 1);
  });

  it('the password is in no file', async () => {
    assert.equal((await run(PASSWORD)).code, 0);
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      const path = join(dir, name);
      if (statSync(path).isFile()) assert.ok(!readFileSync(path).includes(PASSWORD), name);
    }
  });
});
