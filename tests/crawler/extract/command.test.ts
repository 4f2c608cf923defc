import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { discuzPost, discuzThread } from './pages.ts';

const COMMAND = new URL('../../../crawler/command/extract.ts', import.meta.url).href;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly messages: string;
}

function extract(folder: string, input: string): Promise<Ended> {
  const script = `const { run } = await import(${JSON.stringify(COMMAND)}); process.exitCode = await run([]);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
  let out = '';
  let messages = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (messages += data.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, messages })));
}

describe('the command extract', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'extract-'));
    const post = discuzPost(1, '1#', '打13900001234问，@桥头修车 说没水', '2026-11-22 07:40', '南关的大姐');
    await writeFile(join(folder, 'a.html.gz'), gzipSync(discuzThread(post)));
  });
  after(() => rm(folder, { recursive: true }));

  it('prints masked text and no handle, of packed files too', async () => {
    const { code, out, messages } = await extract(
      folder,
      '{"id":"x","url":"http://b.example/thread-1-1-1.html","file":"a.html.gz"}\n',
    );
    assert.equal(code, 0, messages);
    const text = '打〔电话〕问，@〔用户〕 说没水';
    assert.deepEqual(JSON.parse(out), {
      id: 'x',
      kind: 'thread',
      title: '东门桥又封了？',
      publishedAt: '2026-11-22T07:40:00+08:00',
      outlet: null,
      text,
      charset: 'utf-8',
      next: null,
      posts: [{ floor: 1, publishedAt: '2026-11-22T07:40:00+08:00', text }],
    });
    assert.ok(!/南关的大姐|桥头修车|13900001234/.test(out));
  });

  it('names what it could not read by its line, and reads the rest', async () => {
    const { code, out, messages } = await extract(
      folder,
      'nonsense\n{"id":"y","file":"none.html"}\n{"id":"x","url":null,"file":"a.html.gz"}\n',
    );
    assert.equal(code, 1);
    assert.match(messages, /line 1: .+\nline 2: .+ENOENT/);
    assert.equal(out.trim().split('\n').length, 1);
  });
});
