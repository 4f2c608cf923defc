import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Watch } from '../../api/contract/index.ts';
import { aRow } from '../intake/rows.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { DAY_MS, HOUR_MS } from '../warning/town.ts';

describe('a saved search with words, on the running system', function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => (server = await startTestServer()));
  after(() => server.stop());

  it('knows the posts of the past that carry its words, and raises nothing for them', async () => {
    const nowMs = Date.now();
    const { parts } = server.running;
    const rows = Array.from({ length: 120 }, (_, i) =>
      aRow(nowMs, {
        id: `past ${i}`,
        text: i % 2 === 0 ? `城东自来水浑浊，第${i}户` : `学府路堵车，第${i}天`,
        publishedMs: nowMs - 2 * DAY_MS - i * 3 * HOUR_MS,
      }),
    );
    assert.equal((await parts.intake.ingest(rows)).accepted, 120);
    await parts.lookout.look();
    const cookie = await server.logIn('mo', ['monitor']);
    const added = await server.call('POST', '/api/watches', {
      cookie,
      body: { name: '自来水浑浊', criteria: { text: '自来水 浑浊' } },
    });
    const series = `watch:${Watch.parse(added.json).id}`;
    const known = (): number =>
      parts.lookout
        .band(series, nowMs - 10 * DAY_MS, nowMs - 3 * DAY_MS)
        .reduce((sum, { count }) => sum + (count ?? 0), 0);
    // It is taught in the background.
    while (known() === 0) await wait(20);
    // Every sixth hour of seven days.
    assert.ok(known() >= 26 && known() <= 29, `${known()} posts`);
    assert.deepEqual(parts.lookout.alerts(), []);
    assert.deepEqual(server.errors, []);
  });
});
