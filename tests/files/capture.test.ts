import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '../../api/contract/index.ts';
import { createApiClient, type ApiClient } from '../../crawler/api-client.ts';
import { answerJobs } from '../../crawler/jobs.ts';
import { createParts, type Parts } from '../../crawler/parts.ts';
import { FORUM, PRIVATE } from '../crawler/capture-forum.ts';
import { browserPath, NO_BROWSER } from '../support/browser.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';
import { openSite, type Site } from '../support/site.ts';
import { aPost } from '../support/post.ts';
import { PNG } from './bytes.ts';

const hello = { crawler: 'one', room: 0, outboxPosts: 0, outboxFull: false };

describe('a page captured as evidence', function () {
  this.timeout(60_000);
  const browser = browserPath();
  const stop = new AbortController();
  let server: TestServer;
  let site: Site;
  let crawler: Parts;
  let api: ApiClient;
  let loop: Promise<void>;
  let monitor = '';
  let claim = '';

  before(async function () {
    if (browser === null) {
      console.warn(`skipped: ${NO_BROWSER}`);
      return this.skip();
    }
    server = await startTestServer();
    site = await openSite(FORUM);
    crawler = createParts({
      allowed: new Set([site.hostPort]),
      contact: 'test',
      browserPath: browser,
      clock: Date.now,
      intervalAllowedMs: 1,
    });
    api = createApiClient(server.url, CRAWLER_TOKEN);
    const log = { warn: () => undefined };
    loop = answerJobs({ api, parts: crawler, crawler: 'one', log, signal: stop.signal });
    monitor = await server.logIn('one monitor', ['monitor']);
    const opened = await server.call('POST', '/api/claims', {
      cookie: monitor,
      body: { title: '东湖花园自来水有异味', origin: { from: 'hand' }, text: '听说东湖花园自来水有异味' },
    });
    assert.equal(opened.status, 200, opened.text);
    claim = (opened.json as { claim: { id: string } }).claim.id;
  });
  after(async () => {
    stop.abort();
    await loop;
    await Promise.all([crawler.close(), api.close(), site.close()]);
    await server.stop();
  });

  const capture = (body: object, cookie = monitor): ReturnType<TestServer['call']> =>
    server.call('POST', `/api/claims/${claim}/captures`, { cookie, body });
  const stored = (): readonly string[] =>
    readdirSync(join(server.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).flatMap((each) =>
      each.isFile() ? [each.name] : [],
    );

  it('comes as a picture and a text with time, address and hashes, within 10 s, and is evidence of the claim', async () => {
    const startedMs = performance.now();
    const answer = await capture({ url: `${site.origin}/thread-7-1-1.html` });
    assert.equal(answer.status, 200, answer.text);
    assert.ok(performance.now() - startedMs < 10_000);
    const evidence = answer.json as Evidence;
    const raw = createHash('sha256').update(String(FORUM['/thread-7-1-1.html'])).digest('hex');
    assert.equal(evidence.rawSha256, raw);
    assert.equal(evidence.kind, 'capture');
    assert.equal(evidence.url, `${site.origin}/thread-7-1-1.html`);
    assert.deepEqual(
      evidence.files.map(({ kind }) => kind),
      ['png', 'html'],
    );
    for (const file of evidence.files) {
      const got = await fetch(`${server.url}/api/files/${file.sha256}`, { headers: { cookie: monitor } });
      const bytes = Buffer.from(await got.arrayBuffer());
      assert.equal(createHash('sha256').update(bytes).digest('hex'), file.sha256);
      assert.match(got.headers.get('content-disposition') ?? '', /^attachment/);
      assert.notEqual(got.headers.get('content-type'), 'text/html');
    }
    const page = readFileSync(
      join(server.config.dataDir, 'files', ...pathOf(evidence.files[1]?.sha256 ?? '')) + '.html',
      'utf8',
    );
    assert.match(page, /三天没水了/);
    assert.ok(!page.includes(site.origin) && !page.includes('thread-7'));
  });

  it('leaves nothing of a person on the disk: not in its files, not in the journal, nowhere', () => {
    const all = readdirSync(server.config.dataDir, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name));
    assert.ok(all.some((path) => path.endsWith('.png')) && all.some((path) => path.endsWith('.html')));
    for (const path of all) {
      const bytes = readFileSync(path);
      for (const word of PRIVATE) assert.ok(!bytes.includes(word), `${path}: ${word}`);
    }
  });

  it('a person’s page, a private network and a page that forbids it are refused with the reason; nothing is kept', async () => {
    const before = stored();
    const codeOf = async (url: string): Promise<string> => {
      const { status, json } = await capture({ url });
      return `${status} ${(json as { refused: string }).refused}`;
    };
    assert.equal(await codeOf('https://weibo.com/u/1234567'), '422 personal-account');
    assert.equal(await codeOf('http://169.254.169.254/latest/meta-data'), '422 private-address');
    assert.equal(await codeOf('file:///etc/passwd'), '422 bad-address');
    const forbidden = await capture({ url: `${site.origin}/closed` });
    assert.match(forbidden.text, /capture-failed.*robots\.txt/s);
    const split = await capture({ url: `${site.origin}/split` });
    assert.match(split.text, /capture-failed/);
    assert.deepEqual(stored(), before);
    assert.deepEqual(server.errors, []);
  });

  it('the address of a post is used by the desk alone, and each use is in the journal', async () => {
    const none = await capture({ post: '0'.repeat(32) });
    assert.equal(none.status, 404);
    const { post, ...rest } = aPost({ id: 'thread', url: `${site.origin}/thread-7-1-1.html` });
    await server.running.parts.posts.put([{ post, ...rest }]);
    const opened = (): number => [...server.running.parts.journal.read(1, 1_000)].filter(isOpening).length;
    const before = opened();
    const { status, json } = await capture({ post: post.id });
    assert.equal(status, 200);
    assert.equal((json as Evidence).url, post.url);
    assert.equal(opened(), before + 1);
    const leader = await server.logIn('one leader', ['leader']);
    assert.equal((await capture({ url: `${site.origin}/tall` }, leader)).status, 403);
  });

  it('a crawler without a browser is told at once, with what to do', async () => {
    await server.call('POST', '/api/leases', {
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
      body: { ...hello, browser: false },
    });
    const { status, json } = await capture({ url: `${site.origin}/tall` });
    assert.equal(`${status} ${(json as { refused: string }).refused}`, '503 no-browser');
    await server.call('POST', '/api/leases', {
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
      body: { ...hello, browser: true },
    });
  });

  it('no file comes through the crawler’s door that nobody waits for', async () => {
    const before = stored();
    const answer = await fetch(`${server.url}/api/crawler-files?job=${'a'.repeat(24)}&kind=png`, {
      method: 'POST',
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
      body: PNG,
    });
    assert.equal(answer.status, 404);
    assert.deepEqual(stored(), before);
  });
});

const isOpening = ({ kind }: { readonly kind: string }): boolean => kind === 'original-opened';

function pathOf(sha256: string): readonly string[] {
  return [sha256.slice(0, 2), sha256.slice(2, 4), sha256];
}
