import assert from 'node:assert/strict';
import { createFetcher } from '../../crawler/fetch.ts';
import { createHostQueue, WAITING_PER_HOST_MAX } from '../../crawler/host-queue.ts';
import { createReader, INTERVAL_ALLOWED_MS, type Reader } from '../../crawler/polite.ts';
import { openSite, type Site } from '../support/site.ts';

describe('manners', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  const readerOf = (...sites: readonly Site[]): Reader => {
    const allowed = new Set(sites.map(({ hostPort }) => hostPort));
    const fetcher = createFetcher({
      userAgent: 'FirstwordBot/0.1 (+test)',
      allowed,
      clock: Date.now,
      timeoutMs: 2_000,
    });
    closing.push(fetcher.close, ...sites.map(({ close }) => close));
    return createReader({ fetcher, allowed, clock: Date.now });
  };

  it('two requests to one site keep their distance, whoever asks', async () => {
    const site = await openSite({ '/robots.txt': '', '/a': 'a', '/b': 'b', '/c': 'c' });
    const reader = readerOf(site);
    const all = await Promise.all(['/a', '/b', '/c'].map((path) => reader.read(site.origin + path)));
    assert.ok(all.every(({ kind }) => kind === 'ok'));
    assert.deepEqual([...site.pathsHit()].sort(), ['/a', '/b', '/c', '/robots.txt']);
    const gaps = site.hits.slice(1).map(({ atMs }, index) => atMs - (site.hits[index]?.atMs ?? 0));
    assert.ok(
      gaps.every((gapMs) => gapMs >= INTERVAL_ALLOWED_MS - 5),
      gaps.join(),
    );
  });

  it('a slow site does not slow another', async () => {
    const slow = await openSite({ '*': () => undefined });
    const quick = await openSite({ '/a': 'a' });
    const reader = readerOf(slow, quick);
    const stuck = reader.read(`${slow.origin}/a`);
    assert.equal((await reader.read(`${quick.origin}/a`)).kind, 'ok');
    assert.equal((await stuck).kind, 'retry');
  });

  it('a page that robots.txt forbids is not asked for, nor is one that a redirect leads to', async () => {
    const site = await openSite({
      '/robots.txt': 'User-agent: *\nDisallow: /shut',
      '/shut': 'no',
      '/to': { status: 302, headers: { location: '/shut' } },
    });
    const reader = readerOf(site);
    for (const path of ['/shut', '/to']) {
      const outcome = await reader.read(site.origin + path);
      assert.equal(outcome.kind === 'give-up' && outcome.reason.code, 'robots-forbid');
    }
    assert.ok(!site.pathsHit().includes('/shut'));
  });

  it('robots.txt that is broken forbids all for now', async () => {
    const site = await openSite({ '/robots.txt': { status: 500 }, '/a': 'a' });
    const outcome = await readerOf(site).read(`${site.origin}/a`);
    assert.ok(outcome.kind === 'retry' && outcome.reason.code === 'robots-away' && outcome.notBeforeMs !== null);
    assert.deepEqual(site.pathsHit(), ['/robots.txt']);
  });

  it('a site that asks us to wait is left alone until then', async () => {
    const site = await openSite({ '/a': { status: 429, headers: { 'retry-after': '600' } }, '/b': 'b' });
    const reader = readerOf(site);
    const told = await reader.read(`${site.origin}/a`);
    const next = await reader.read(`${site.origin}/b`);
    assert.ok(told.kind === 'retry' && next.kind === 'retry' && told.notBeforeMs === next.notBeforeMs);
    assert.ok(!site.pathsHit().includes('/b'));
  });

  it('a queue has an end', async () => {
    const queue = createHostQueue(() => 0);
    const leave = await queue.enter('h', 0);
    const waiting = Array.from({ length: WAITING_PER_HOST_MAX }, () => queue.enter('h', 0));
    const over = await waiting.at(-1);
    assert.ok(over && typeof over !== 'function' && over.reason.code === 'host-busy');
    assert.equal(typeof leave, 'function');
  });

  it('a wait ends when the crawler stops', async () => {
    const queue = createHostQueue(() => 0);
    const stop = new AbortController();
    const leave = await queue.enter('h', 60_000);
    assert.ok(typeof leave === 'function');
    leave();
    const next = queue.enter('h', 60_000, stop.signal);
    stop.abort();
    assert.notEqual(typeof (await next), 'function');
  });
});
