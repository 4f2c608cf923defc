import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { FILE_BYTES_MAX, type FileRef } from '../../api/contract/index.ts';
import { dispositionOf } from '../../api/http/download.ts';
import { DOCX, PDF } from '../files/bytes.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('files over the wire', function () {
  this.timeout(30_000);
  let server: TestServer;
  let writer: string;
  before(async () => {
    server = await startTestServer();
    writer = await server.logIn('one writer', ['writer']);
  });
  after(() => server.stop());

  async function send(
    bytes: Uint8Array,
    name: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return fetch(`${server.url}/api/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { cookie: writer, origin: server.url, 'sec-fetch-site': 'same-origin', ...headers },
      body: Buffer.from(bytes),
    });
  }
  const codeOf = async (response: Response): Promise<string> =>
    `${response.status} ${((await response.json()) as { refused?: string }).refused ?? ''}`;
  const lying = (): readonly string[] =>
    readdirSync(join(server.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).flatMap((each) =>
      each.isFile() ? [each.name] : [],
    );

  it('a file goes in and comes out the same, as an attachment that no browser opens', async () => {
    const up = await send(PDF, '水质 检测(一).pdf');
    assert.equal(up.status, 200);
    const ref = (await up.json()) as FileRef;
    assert.deepEqual(ref, {
      sha256: createHash('sha256').update(PDF).digest('hex'),
      name: '水质 检测(一).pdf',
      kind: 'pdf',
      bytes: PDF.length,
    });
    const down = await fetch(`${server.url}/api/files/${ref.sha256}?name=${encodeURIComponent(ref.name)}`, {
      headers: { cookie: writer },
    });
    assert.deepEqual(Buffer.from(await down.arrayBuffer()), PDF);
    assert.equal(
      down.headers.get('content-disposition'),
      `attachment; filename="__ __(_).pdf"; filename*=UTF-8''%E6%B0%B4%E8%B4%A8%20%E6%A3%80%E6%B5%8B%28%E4%B8%80%29.pdf`,
    );
    assert.equal(down.headers.get('content-security-policy'), "sandbox; default-src 'none'");
    assert.equal(down.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(down.headers.get('content-length'), String(PDF.length));
  });

  it('what the sender calls a file counts for nothing', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    assert.equal(await codeOf(await send(page, '通知.pdf', { 'content-type': 'application/pdf' })), '415 file-kind');
    const document = (await (await send(DOCX, '说明.html', { 'content-type': 'text/html' })).json()) as FileRef;
    assert.equal(document.kind, 'docx');
    assert.equal(document.name, '说明.html.docx');
  });

  it('a name cannot break the header', () => {
    assert.ok(!/[\r\n]/.test(dispositionOf('a"\r\nset-cookie: x=1\r\n.pdf').replaceAll('\r\n', '')));
    assert.match(
      dispositionOf("it's 100%\\.pdf"),
      /filename="it's 100__\.pdf"; filename\*=UTF-8''it%27s%20100%25%5C\.pdf/,
    );
  });

  it('past the limit is refused by the length that is announced, and by the byte that is too many', async () => {
    const told = await send(Buffer.alloc(FILE_BYTES_MAX + 1, 'a'), 'big.txt');
    assert.match(await told.clone().text(), /20 MB/);
    assert.equal(await codeOf(told), '413 too-big');
    const before = lying();
    const streamed = request(`${server.url}/api/files?name=big.txt`, {
      method: 'POST',
      headers: { cookie: writer, origin: server.url },
    });
    const answered = once(streamed, 'response') as Promise<[{ statusCode?: number }]>;
    streamed.on('error', () => undefined);
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    for (let sent = 0; sent <= FILE_BYTES_MAX; sent += chunk.length) streamed.write(chunk);
    const [answer] = await answered;
    assert.equal(answer.statusCode, 413);
    streamed.destroy();
    assert.deepEqual(lying(), before);
  });

  it('who hangs up in the middle leaves nothing, and nobody stumbles', async () => {
    const before = lying().length;
    const cut = request(`${server.url}/api/files?name=cut.pdf`, {
      method: 'POST',
      headers: { cookie: writer, origin: server.url, 'content-length': '100000' },
    });
    cut.on('error', () => undefined);
    cut.write(PDF);
    while (lying().length === before) await new Promise((next) => setImmediate(next));
    cut.destroy();
    while (lying().length !== before) await new Promise((next) => setImmediate(next));
    assert.deepEqual(server.errors, []);
  });

  it('a foreign page, a stranger, an empty body and a packed one are refused before a byte is kept', async () => {
    assert.equal(await codeOf(await send(PDF, 'a.pdf', { origin: 'https://evil.example' })), '403 foreign-origin');
    assert.equal(await codeOf(await send(PDF, 'a.pdf', { cookie: '' })), '401 no-session');
    assert.equal(await codeOf(await send(Buffer.alloc(0), 'a.pdf')), '422 file-empty');
    assert.equal(await codeOf(await send(PDF, 'a.pdf', { 'content-encoding': 'gzip' })), '400 bad-input');
    assert.equal(await codeOf(await send(PDF, '')), '400 bad-input');
  });

  it('a department reads no file that was not sent to it; a path is no file', async () => {
    const { sha256 } = (await (await send(PDF, 'a.pdf')).json()) as FileRef;
    const department = await server.logIn('one department', ['department']);
    const leader = await server.logIn('one leader', ['leader']);
    assert.equal((await server.call('GET', `/api/files/${sha256}`, { cookie: department })).status, 404);
    assert.equal((await server.call('GET', `/api/files/${sha256}`, { cookie: leader })).status, 200);
    for (const path of ['..%2f..%2fsecret', `${sha256}.pdf`, sha256.toUpperCase()])
      assert.equal((await server.call('GET', `/api/files/${path}`, { cookie: leader })).status, 404);
  });
});
