import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { DrillResult, DrillView, SessionView } from '../../api/contract/index.ts';
import { addUser } from '../../api/local/actions.ts';
import { drillsFolder, readRunning } from '../../api/launch/drill-folder.ts';
import { runDrill } from '../../api/launch/drill.ts';
import { PASSWORD, startTestServer, type TestServer } from '../support/server.ts';

/** A real drill beside a real office, in child processes, ended as soon as it is open. */
describe('a drill from start to end', function () {
  this.timeout(90_000);
  let server: TestServer;
  let ping = '';

  before(async () => {
    server = await startTestServer();
    assert.equal(await addUser(server.running.parts, { name: 'ada', roles: ['administrator'] }, PASSWORD), null);
    ping = await server.logIn('ping', ['approver']);
  });
  after(async () => {
    await server.stop();
    assert.deepEqual(server.errors, []);
  });

  it('opens an office of its own, where staff log in as always; ends on a click and leaves its result alone', async () => {
    const { config } = server;
    let open: (url: string) => void = () => undefined;
    let stop: () => void = () => undefined;
    const opened = new Promise<string>((done) => (open = done));
    const stopped = new Promise<void>((done) => (stop = done));
    const environment = { ...process.env, STORE: 'elasticsearch', BASE_URL: 'https://office.example' };
    const order = { id: 'drill-test', speed: 20, minutes: 5, say: () => undefined, onOpen: open, stopped, environment };
    const over: Promise<DrillResult> = runDrill(config, order);
    const url = await Promise.race([opened, over.then(() => '')]);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(readRunning(config.dataDir)?.url, url);

    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'ping', password: PASSWORD }),
    });
    const view = (await answer.json()) as SessionView;
    assert.deepEqual([view.drill, view.person.name, view.person.roles], [true, 'ping', ['approver']]);
    assert.match(view.office, /^【演练】/);
    // Browsers keep cookies by host: the drill's must not push out the office's.
    assert.doesNotMatch(answer.headers.get('set-cookie') ?? '', /(?:^|, )firstword=/);
    const inside = await shown();
    assert.equal(inside.now?.stage, 'running');
    const again = await server.call('POST', '/api/drill', { cookie: ping, body: {} });
    assert.equal((again.json as { refused: string }).refused, 'drill-on');

    stop();
    const result = await over;
    assert.deepEqual([result.ended, result.speed, result.points], ['click', 20, 0]);
    assert.equal(existsSync(drillsFolder(config.dataDir)), false);
    await assert.rejects(fetch(url));
    const after = await shown();
    assert.equal(after.now, null);
    assert.deepEqual(after.results, [result]);
    const kinds = server.running.parts.journal.read(1, 100).map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'drill-run').length, 1);
  });

  it('is not ended where none is on', async () => {
    const answer = await server.call('POST', '/api/drill/end', { cookie: ping });
    assert.equal((answer.json as { refused: string }).refused, 'drill-off');
  });

  async function shown(): Promise<DrillView> {
    return (await server.call('GET', '/api/drill', { cookie: ping })).json as DrillView;
  }
});
