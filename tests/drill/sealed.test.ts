import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../api/config.ts';
import type { SessionView } from '../../api/contract/index.ts';
import type { StatementDetail } from '../../api/contract/statement-view.ts';
import { drillsFolder } from '../../api/launch/drill-folder.ts';
import { aForm } from '../desk/statements/writing.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** All that a drill could do to the world outside, tried on the real server. */
describe('out of a drill', function () {
  this.timeout(30_000);
  const home = mkdtempSync(join(tmpdir(), 'firstword-'));
  let server: TestServer;
  let outside: Server;
  let heard = 0;
  let [ada, wei, ping] = ['', '', ''];
  let statement: StatementDetail['statement'];

  const post = async (path: string, cookie: string, body: unknown): Promise<StatementDetail> => {
    const answer = await server.call('POST', `/api/statements${path}`, { cookie, body });
    assert.equal(answer.status, 200, answer.text);
    return answer.json as StatementDetail;
  };

  before(async () => {
    outside = createServer((request, response) => {
      heard += 1;
      request.resume();
      response.end('{}');
    });
    outside.listen(0, '127.0.0.1');
    await once(outside, 'listening');
    const { port } = outside.address() as AddressInfo;
    const dataDir = join(drillsFolder(home), 'drill-1');
    server = await startTestServer({ drill: true, dataDir, allowPrivate: [`127.0.0.1:${port}`] });
    ada = await server.logIn('ada', ['administrator']);
    wei = await server.logIn('wei', ['writer']);
    ping = await server.logIn('ping', ['approver']);
    const made = await server.call('POST', '/api/channels', {
      cookie: ada,
      body: {
        name: '融媒体中心',
        audience: '全县',
        alerts: true,
        statements: true,
        address: { kind: 'webhook', url: `http://127.0.0.1:${port}/hook` },
      },
    });
    assert.equal(made.status, 200, made.text);
    const channel = (made.json as { id: string }).id;
    const { id } = (await post('', wei, { kind: 'notice' })).statement;
    const form = aForm({ verified: [{ text: '县疾控中心检测6个点位，均未检出。', evidence: [] }] });
    const saved = await post(`/${id}/versions`, wei, { base: 1, form: { ...form, nextMs: Date.now() + 3_600_000 } });
    const { sha256 } = saved.lint;
    await post(`/${id}/acts`, wei, { act: 'submit', sha256 });
    await post(`/${id}/acts`, ping, { act: 'approve', sha256 });
    await post(`/${id}/acts`, ping, { act: 'release', channels: ['page', channel], sha256 });
    server.running.parts.postRoom.tell('时限提醒', true);
    server.running.parts.postRoom.look();
    server.running.parts.publisher.look();
    const { json } = await server.call('GET', `/api/statements/${id}`, { cookie: wei });
    statement = (json as StatementDetail).statement;
  });
  after(async () => {
    outside.closeAllConnections();
    outside.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
    assert.deepEqual(server.errors, []);
  });

  it('a statement is published for the clocks of the drill alone: no file of it lies anywhere', () => {
    assert.equal(statement.state, 'published');
    const folder = join(server.config.dataDir, 'public');
    assert.ok(!existsSync(folder) || readdirSync(folder).length === 0);
  });

  it('no delivery is queued, and a test of a channel sends nothing', async () => {
    const { deliveries } = server.running.parts;
    assert.deepEqual(deliveries.log(10), []);
    assert.deepEqual(deliveries.of(statement.id), []);
    const tested = await server.call('POST', '/api/settings/channel/test', { cookie: ada });
    assert.ok(tested.status >= 400, tested.text);
    assert.equal(heard, 0);
  });

  it('no public page listens', async () => {
    assert.equal(server.running.publicPort, 0);
    const socket = connect({ host: '127.0.0.1', port: server.config.publicPort || 1 });
    await once(socket, 'error');
  });

  it('the text to hand on by hand is marked', async () => {
    const { json } = await server.call('GET', `/api/statements/${statement.id}/deliveries`, { cookie: wei });
    assert.match((json as { handOverText: string }).handOverText, /^【演练】/);
  });

  for (const [what, path, name] of [
    ['posts', '/api/search/export', 'posts.csv'],
    ['the ledger', '/api/concerns/export', 'ledger.csv'],
  ] as const)
    it(`an export of ${what} is marked in its first line and in its name`, async () => {
      const { status, text, headers } = await server.call('POST', path, { cookie: wei, body: {} });
      assert.equal(status, 200, text);
      // As the dashboard marks what it makes itself: it leaves a table alone that begins so.
      assert.equal(text.split('\r\n')[0]?.replace('\ufeff', ''), '演练 DRILL');
      const named = headers.get('content-disposition') ?? '';
      assert.match(named, new RegExp(`filename\\*=UTF-8''${encodeURIComponent(`演练 DRILL-${name}`)}$`));
    });

  it('everybody who logs in is told, and so is whoever has not yet', async () => {
    const { json } = await server.call('GET', '/api/session', { cookie: wei });
    assert.equal((json as SessionView).drill, true);
    const { json: state } = await server.call('GET', '/api/state');
    assert.equal((state as { drill: boolean }).drill, true);
  });

  it('no further drill is started', async () => {
    const answer = await server.call('POST', '/api/drill', { cookie: ping, body: {} });
    assert.equal((answer.json as { refused: string }).refused, 'drill-inside');
  });
});

describe('the records of a drill', () => {
  const keys = (change: Record<string, string>): readonly string[] => {
    const read = readConfig(change);
    return 'problems' in read ? read.problems.map(({ key }) => key) : [];
  };

  it('are never opened as an office that publishes, nor an office as a drill', () => {
    assert.deepEqual(keys({ DATA_DIR: '/srv/office/drills/drill-1' }), ['DRILL']);
    assert.deepEqual(keys({ DATA_DIR: '/srv/office', DRILL: 'on' }), ['DRILL']);
    assert.deepEqual(keys({ DATA_DIR: '/srv/office/drills/drill-1', DRILL: 'on' }), []);
  });
});
