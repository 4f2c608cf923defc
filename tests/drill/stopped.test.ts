import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePaths } from '../../api/launch/sample.ts';
import { historyRows } from '../../crawler/sample/history.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../faults/processes.ts';

/** Rows that are sent before the town falls silent: more than two batches of some five thousand. */
const FEW_ROWS = 900;

describe('an office that takes in the past of its town', function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), 'firstword-ended-'));
  let past: Server;
  let cut: () => void = () => undefined;
  let townUrl = '';
  before(async () => {
    past = createServer(({ url = '' }, response) => {
      cut = () => void response.destroy();
      let sent = 0;
      for (const row of historyRows(Date.now())) {
        if ((sent += 1) > FEW_ROWS && url === '/few') return;
        response.write(`${JSON.stringify(row)}\n`);
      }
    });
    await new Promise<void>((done) => past.listen(0, '127.0.0.1', () => done()));
    townUrl = `http://127.0.0.1:${(past.address() as AddressInfo).port}`;
  });
  after(() => {
    past.closeAllConnections();
    past.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('is ended while it works on rows: no error is logged', async () => {
    const server = await open('at-work', '/all');
    await server.stop(true);
    assert.deepEqual(server.errors, []);
  });

  it('is ended while it waits for more: no error is logged', async () => {
    const server = await open('waiting', '/few');
    await taken(server, 800);
    await server.stop(true);
    assert.deepEqual(server.errors, []);
  });

  it('says so, and lives on, where the town breaks off', async () => {
    const server = await open('cut', '/few');
    cut();
    await until(
      'it is told',
      20_000,
      () => Promise.resolve(server.errors.length),
      (count) => count > 0,
    );
    assert.equal((await server.call('GET', '/api/openapi.json')).status, 200);
    await server.stop(true);
  });

  async function open(name: string, path: string): Promise<TestServer> {
    const dataDir = join(root, name);
    const { folder, town } = samplePaths(dataDir);
    mkdirSync(folder, { recursive: true });
    writeFileSync(town, JSON.stringify({ startedMs: Date.now(), allow: [], historyUrl: townUrl + path, sources: [] }));
    const server = await startTestServer({ dataDir, sample: 'on' });
    await taken(server, 1);
    return server;
  }

  async function taken(server: TestServer, count: number): Promise<void> {
    const facts = async (): Promise<number> => (await server.running.parts.posts.factsSince('', 1_000)).facts.length;
    await until(`${count} rows are in`, 30_000, facts, (seen) => seen >= count);
  }
});
