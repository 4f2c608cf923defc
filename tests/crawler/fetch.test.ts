import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { brotliCompressSync, createGzip, gzipSync, zstdCompressSync } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { ADDRESSES_MAX } from '../../api/contract/connector.ts';
import { createFetcher, PAGE_BYTES_MAX, type FetcherOptions } from '../../crawler/fetch.ts';
import { RETRY_AFTER_MAX_MS, retryAfterMs } from '../../crawler/fetch-outcome.ts';
import { openSite, type Site } from '../support/site.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 1);

describe('fetch', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  const site = async (...pages: Parameters<typeof openSite>): Promise<Site> => {
    const opened = await openSite(...pages);
    closing.push(opened.close);
    return opened;
  };
  const fetcher = (
    allowed: readonly string[],
    more: Partial<FetcherOptions> = {},
  ): ReturnType<typeof createFetcher> => {
    const made = createFetcher({
      userAgent: 'FirstwordBot/0.1 (+test)',
      allowed: new Set(allowed),
      clock: () => NOW_MS,
      ...more,
    });
    closing.unshift(made.close);
    return made;
  };

  it('private addresses in every spelling are refused and never connected to', async () => {
    const canary = await site({ '*': 'secret' });
    const { fetch } = fetcher([]);
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '0.0.0.0',
      '[::1]',
      '[::ffff:7f00:1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      'localhost.',
      '[fc00::1]',
      '[fe80::1]',
      '169.254.169.254',
      '[64:ff9b::7f00:1]',
      '[64:ff9b:1::7f00:1]',
      '[2002:7f00:1::]',
      '[::7f00:1]',
      '100.64.0.1',
      '10.0.0.1',
      '192.168.1.1',
      '172.16.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ];
    for (const host of hosts) {
      const outcome = await fetch(`http://${host}:${canary.port}/`);
      assert.equal(outcome.kind, 'set-aside', host);
    }
    assert.equal(canary.hits.length, 0);
  });

  it('an exception is one exact pair of host and port', async () => {
    const open = await site({ '/': 'hello' });
    const shut = await site({ '/': 'secret' });
    const { fetch } = fetcher([open.hostPort]);
    assert.equal((await fetch(`${open.origin}/`)).kind, 'ok');
    assert.equal((await fetch(`${shut.origin}/`)).kind, 'set-aside');
    assert.equal((await fetch(`http://localhost:${open.port}/`)).kind, 'set-aside');
    assert.equal(shut.hits.length, 0);
  });

  it('a name that turns to loopback at the second look-up is not followed there', async () => {
    const canary = await site({ '*': 'secret' });
    let looks = 0;
    const resolve = async (): Promise<readonly string[]> => (looks++ === 0 ? ['203.0.113.7'] : ['127.0.0.1']);
    const { fetch } = fetcher([], { resolve, timeoutMs: 300 });
    const first = await fetch(`http://rebind.example:${canary.port}/`);
    const second = await fetch(`http://rebind.example:${canary.port}/`);
    // 203.0.113.0/24 is for documentation: refused as well, and one look-up decides one connection.
    assert.equal(first.kind, 'set-aside');
    assert.equal(second.kind, 'set-aside');
    assert.equal(looks, 2);
    assert.equal(canary.hits.length, 0);
  });

  it('the address that was checked is the one connected: the name is looked up once a connection', async () => {
    const target = await site({ '/': 'hello' });
    let looks = 0;
    const resolve = async (): Promise<readonly string[]> => (looks++ === 0 ? ['127.0.0.1'] : ['127.0.0.2']);
    const { fetch } = fetcher([`name.example:${target.port}`], { resolve });
    assert.equal((await fetch(`http://name.example:${target.port}/`)).kind, 'ok');
    assert.equal(looks, 1);
    assert.equal(target.hits[0]?.headers.host, `name.example:${target.port}`);
  });

  it('the addresses of a name are tried in turn until one answers, and not more of them than the limit', async () => {
    const target = await site({ '/': 'hello' });
    const name = `many.example:${target.port}`;
    // The whole of 127.0.0.0/8 is this machine; the site listens on the first alone.
    const silent = Array.from({ length: ADDRESSES_MAX }, (_, at) => `127.0.0.${at + 2}`);
    const tried = async (...addresses: readonly string[]): Promise<string> => {
      const outcome = await fetcher([name], { resolve: async () => addresses }).fetch(`http://${name}/`);
      return 'reason' in outcome ? outcome.reason.code : outcome.kind;
    };
    assert.equal(await tried('127.0.0.1'), 'ok');
    assert.equal(await tried('127.0.0.1', ...silent), 'ok');
    assert.equal(await tried(...silent.slice(1), '127.0.0.1'), 'ok');
    assert.equal(target.hits.length, 3);
    assert.equal(await tried(...silent, '127.0.0.1'), 'no-connection');
    assert.equal(await tried(...silent.slice(1), ...silent.slice(1), '127.0.0.1'), 'ok', 'the same one is tried once');
    assert.equal(await tried(...silent), 'no-connection');
    assert.equal(target.hits.length, 4);
  });

  it('the next address is tried over TLS too, and the name stands in the handshake', async () => {
    const names: string[] = [];
    const target = createTlsServer({
      SNICallback(name, done) {
        names.push(name);
        done(new Error('no certificate here'));
      },
    });
    target.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
    await once(target, 'listening');
    closing.push(async () => void target.close());
    const { port } = target.address() as AddressInfo;
    const name = `many.example:${port}`;
    const resolve = async (): Promise<readonly string[]> => ['127.0.0.2', '127.0.0.1'];
    assert.equal((await fetcher([name], { resolve }).fetch(`https://${name}/`)).kind, 'retry');
    assert.deepEqual(names, ['many.example']);
  });

  it('a name with one private address among public ones is refused', async () => {
    const canary = await site({ '*': 'secret' });
    let addresses: readonly string[] = [];
    const { fetch } = fetcher([], { resolve: async () => addresses });
    for (addresses of [
      ['8.8.8.8', '127.0.0.1'],
      ['127.0.0.1', '8.8.8.8'],
      [...Array.from({ length: ADDRESSES_MAX }, (_, at) => `8.8.8.${at + 1}`), '127.0.0.1'],
    ])
      assert.equal((await fetch(`http://mixed.example:${canary.port}/`)).kind, 'set-aside');
    assert.equal(canary.hits.length, 0);
  });

  it('each hop of a redirect is checked again', async () => {
    const canary = await site({ '*': 'secret' });
    const to = (location: string): { status: number; headers: Record<string, string> } => ({
      status: 302,
      headers: { location },
    });
    const from = await site({
      '/canary': to(`${canary.origin}/`),
      '/metadata': to('http://169.254.169.254/latest/meta-data/'),
      '/file': to('file:///etc/passwd'),
      '/loop': to('/loop'),
      '/good': to('page'),
      '/page': 'here',
      '/empty': { status: 301 },
    });
    const { fetch } = fetcher([from.hostPort]);
    assert.equal((await fetch(`${from.origin}/canary`)).kind, 'set-aside');
    assert.equal((await fetch(`${from.origin}/metadata`)).kind, 'set-aside');
    assert.equal((await fetch(`${from.origin}/file`)).kind, 'give-up');
    assert.equal((await fetch(`${from.origin}/empty`)).kind, 'give-up');
    const good = await fetch(`${from.origin}/good`);
    assert.equal(good.kind === 'ok' && good.url, `${from.origin}/page`);
    const before = from.hits.length;
    const loop = await fetch(`${from.origin}/loop`);
    assert.equal(loop.kind === 'give-up' && loop.reason.code, 'too-many-redirects');
    assert.equal(from.hits.length - before, 6);
    assert.equal(canary.hits.length, 0);
  });

  it('a compressed bomb is cut at 10 MB in every coding and in nested ones', async function () {
    this.timeout(20_000);
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    const gz = gzipSync(zeros);
    const send = (body: Buffer, encoding: string): { body: Buffer; headers: Record<string, string> } => ({
      body,
      headers: { 'content-encoding': encoding },
    });
    const bomb = await site({
      '/gzip': send(gz, 'gzip'),
      '/br': send(brotliCompressSync(zeros, { params: { 1: 1 } }), 'br'),
      '/zstd': send(zstdCompressSync(zeros), 'zstd'),
      '/nested': send(gzipSync(gz), 'gzip, gzip'),
      '/deep': send(gzipSync(gz), 'gzip, gzip, gzip, gzip'),
      '/odd': send(gz, 'rot13'),
      '/endless': (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const chunk = Buffer.alloc(1024 * 1024);
        pipeline(
          Readable.from(
            (function* () {
              while (true) yield chunk;
            })(),
          ),
          createGzip(),
          response,
          () => undefined,
        );
      },
    });
    const { fetch } = fetcher([bomb.hostPort]);
    const beforeBytes = process.memoryUsage().rss;
    for (const path of ['/gzip', '/br', '/zstd', '/nested', '/endless']) {
      const outcome = await fetch(`${bomb.origin}${path}`);
      assert.equal(outcome.kind === 'give-up' && outcome.reason.code, 'too-big', path);
    }
    for (const path of ['/deep', '/odd']) {
      const outcome = await fetch(`${bomb.origin}${path}`);
      assert.equal(outcome.kind === 'give-up' && outcome.reason.code, 'bad-encoding', path);
    }
    assert.ok(process.memoryUsage().rss - beforeBytes < 64 * 1024 * 1024);
  });

  it('a page of exactly the limit is read, one byte more is not', async () => {
    const big = await site({
      '/in': { body: Buffer.alloc(PAGE_BYTES_MAX, 97) },
      '/over': { body: Buffer.alloc(PAGE_BYTES_MAX + 1, 97) },
    });
    const { fetch } = fetcher([big.hostPort]);
    assert.equal((await fetch(`${big.origin}/in`)).kind, 'ok');
    assert.equal((await fetch(`${big.origin}/over`)).kind, 'give-up');
  });

  it('codings that are honest are undone, and a last block that is cut off costs only itself', async () => {
    const text = Buffer.from('自来水发黄'.repeat(500));
    const cut = gzipSync(text).subarray(0, -8);
    const pages = await site({
      '/gzip': { body: gzipSync(text), headers: { 'content-encoding': 'gzip' } },
      '/both': { body: brotliCompressSync(gzipSync(text)), headers: { 'content-encoding': 'gzip, br' } },
      '/zstd': { body: zstdCompressSync(text), headers: { 'content-encoding': 'zstd' } },
      '/cut': { body: cut, headers: { 'content-encoding': 'gzip' } },
    });
    const { fetch } = fetcher([pages.hostPort]);
    for (const path of ['/gzip', '/both', '/zstd', '/cut']) {
      const outcome = await fetch(`${pages.origin}${path}`);
      assert.equal(outcome.kind === 'ok' && Buffer.from(outcome.bytes).toString(), text.toString(), path);
    }
  });

  it('a body that never ends in time is given up, and other hosts are not slowed', async () => {
    const slow = await site({
      '/drip': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('.'), 50);
        response.on('close', () => clearInterval(timer));
      },
      '/silent': () => undefined,
    });
    const quick = await site({ '/': 'quick' });
    const { fetch } = fetcher([slow.hostPort, quick.hostPort], { timeoutMs: 600 });
    const drips = Promise.all([fetch(`${slow.origin}/drip`), fetch(`${slow.origin}/silent`)]);
    const startedMs = performance.now();
    assert.equal((await fetch(`${quick.origin}/`)).kind, 'ok');
    assert.ok(performance.now() - startedMs < 500);
    for (const outcome of await drips) assert.equal(outcome.kind === 'retry' && outcome.reason.code, 'too-slow');
  });

  it('what a site answers says what to do next', async () => {
    const codes = [404, 410, 403, 401, 451, 418, 429, 503, 500, 502];
    const told = await site(
      Object.fromEntries(codes.map((status) => [`/${status}`, { status, headers: { 'retry-after': '120' } }])),
    );
    const { fetch } = fetcher([told.hostPort]);
    const next: string[] = [];
    for (const status of codes) next.push((await fetch(`${told.origin}/${status}`)).kind);
    assert.deepEqual(next, [...Array<string>(6).fill('give-up'), ...Array<string>(4).fill('retry')]);
    const waits = await fetch(`${told.origin}/429`);
    assert.equal(waits.kind === 'retry' && waits.notBeforeMs, NOW_MS + 120_000);
    assert.equal((await fetch('ftp://example.org/')).kind, 'give-up');
    assert.equal((await fetch('no address')).kind, 'give-up');
  });

  it('Retry-After is seconds or a date, at most a day ahead', () => {
    assert.equal(retryAfterMs('120', NOW_MS), NOW_MS + 120_000);
    assert.equal(retryAfterMs(new Date(NOW_MS + 60_000).toUTCString(), NOW_MS), NOW_MS + 60_000);
    assert.equal(retryAfterMs('999999999', NOW_MS), NOW_MS + RETRY_AFTER_MAX_MS);
    assert.equal(retryAfterMs('soon', NOW_MS), null);
    assert.equal(retryAfterMs(null, NOW_MS), null);
  });

  it('an unchanged page is not read again, and we say who we are without cookies', async () => {
    const news = await site({
      '/': (request, response) => {
        if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
        else response.writeHead(200, { etag: '"v1"', 'set-cookie': 'id=1' }).end('news');
      },
    });
    const { fetch } = fetcher([news.hostPort]);
    const first = await fetch(`${news.origin}/`);
    assert.ok(first.kind === 'ok');
    const again = await fetch(`${news.origin}/`, { validators: first.validators });
    assert.equal(again.kind, 'not-modified');
    assert.match(news.hits[1]?.headers['user-agent'] ?? '', /^FirstwordBot\/0\.1 \(\+/);
    assert.equal(news.hits[1]?.headers.cookie, undefined);
  });
});
