import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';

const ROWS = [
  JSON.stringify({ id: 1, text: '幸福里小区今天停水', publishedAt: '2024-05-01 08:00', source: '旧论坛' }),
  JSON.stringify({ id: 2, text: '自来水发黄', publishedAt: '去年', source: '旧论坛' }),
  'no JSON at all',
  JSON.stringify({ id: 3, text: '水厂检修', publishedAt: '2024-05-02', source: '旧论坛' }),
];

describe('import beside a running server', function () {
  this.timeout(60_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  async function run(file: string): Promise<{ code: unknown; told: unknown; said: string }> {
    const child = spawn(process.execPath, [join(root, 'api/command/firstword.ts'), 'import', file], {
      env: { PATH: process.env['PATH'], DATA_DIR: server.config.dataDir, CRAWLER_TOKEN: server.config.crawlerToken },
    });
    const [told, said, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')]);
    return { code, told: told === '' ? null : JSON.parse(told), said };
  }

  it('tells each line that it cannot read, takes the rest, and changes nothing the second time', async () => {
    const file = join(server.config.dataDir, 'rows.jsonl');
    writeFileSync(file, ROWS.join('\n'));
    const first = await run(file);
    assert.equal(first.code, 0, first.said);
    assert.deepEqual(first.told, { accepted: 2, repeated: 0, refused: 2 });
    assert.equal(first.said, 'line 2: publishedAt: not a time\nline 3: not JSON\n');
    const second = await run(file);
    assert.deepEqual([second.code, second.told], [0, { accepted: 0, repeated: 2, refused: 2 }]);
    assert.deepEqual(server.errors, []);
  });

  it('a file that is not there is a reason, not a crash', async () => {
    const { code, told, said } = await run('/nowhere/rows.jsonl');
    assert.deepEqual([code, told], [1, null]);
    assert.match(said, /there is no file/);
  });
});
