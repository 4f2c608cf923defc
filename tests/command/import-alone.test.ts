import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startTestServer } from '../support/server.ts';
import { run, type Ended } from './child.ts';

const row = (id: number, text: string): string =>
  JSON.stringify({ id, text, publishedAt: '2026-05-01 08:00', source: '旧论坛', author: '王小明' });

describe('import where no server runs', function () {
  this.timeout(60_000);
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'import-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const data = (): string => join(dir, 'data');
  const imported = (name: string): Promise<Ended> => run(['import', name], dir, { DATA_DIR: data() });
  function fileOf(lines: readonly string[], name = 'rows.jsonl'): string {
    const text = lines.join('\n');
    writeFileSync(join(dir, name), name.endsWith('.gz') ? gzipSync(text) : text);
    return name;
  }

  it('takes in what it can, tells the rest by number and reason, and a server that starts later has it', async () => {
    const bad = '{"text":"密码13812345678"';
    const lines = [
      '\ufeff' + row(1, '幸福里小区停水'),
      '',
      bad,
      row(2, '水厂检修，请拨13812345678'),
      row(2, '水厂检修'),
    ];
    const { code, out, err } = await imported(fileOf(lines));
    assert.equal(code, 0, err);
    assert.deepEqual(JSON.parse(out), { accepted: 2, repeated: 1, refused: 1 });
    assert.equal(err, 'line 3: not JSON\n');
    for (const name of readdirSync(data(), { recursive: true, encoding: 'utf8' }))
      for (const secret of ['13812345678', '王小明']) assert.ok(!bytesOf(join(data(), name)).includes(secret), name);
    const server = await startTestServer({ dataDir: data() });
    const cookie = await server.logIn('ada', ['monitor']);
    const { json } = await server.call('POST', '/api/search', { cookie, body: {} });
    await server.stop(true);
    assert.equal((json as { total: number }).total, 2);
    assert.deepEqual(server.errors, []);
  });

  it('reads .gz; a damaged one is a reason and exit 1', async () => {
    const good = await imported(fileOf([row(1, '幸福里小区停水')], 'rows.jsonl.gz'));
    assert.equal(good.code, 0, good.err);
    assert.equal((JSON.parse(good.out) as { accepted: number }).accepted, 1);
    writeFileSync(join(dir, 'cut.gz'), gzipSync('x'.repeat(100_000)).subarray(0, 60));
    writeFileSync(join(dir, 'not.gz'), 'no gzip at all');
    for (const name of ['cut.gz', 'not.gz']) {
      const { code, out, err } = await imported(name);
      assert.deepEqual([code, out], [1, ''], name);
      assert.match(err, /^import: the file is not gzip, or damaged\n$/m, name);
    }
  });

  it('goes on after the last line that was acknowledged', async () => {
    const name = fileOf([row(1, '幸福里小区停水'), row(2, '水厂检修'), row(3, '路灯坏了')]);
    const bytes = readFileSync(join(dir, name));
    const key = createHash('sha256').update(`${bytes.length}\n`).update(bytes).digest('hex').slice(0, 32);
    mkdirSync(join(data(), 'import'), { recursive: true });
    writeFileSync(join(data(), 'import', key), '2');
    const { code, out, err } = await imported(name);
    assert.equal(code, 0);
    assert.match(err, /going on after line 2/);
    assert.equal((JSON.parse(out) as { accepted: number }).accepted, 1);
    assert.deepEqual(readdirSync(join(data(), 'import')), [], 'done is done');
  });

  it('a folder or a file that is not there is a reason', async () => {
    for (const name of ['nowhere.jsonl', '.']) {
      const { code, err } = await imported(name);
      assert.equal(code, 1);
      assert.match(err, /there is no file/);
    }
  });
});

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') return Buffer.alloc(0);
    throw error;
  }
}
