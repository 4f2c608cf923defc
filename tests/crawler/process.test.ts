import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { IngestPost } from '../../api/contract/post.ts';
import { CrawlerHello, CrawlReport, JobResult, type Job, type Lease } from '../../api/contract/source.ts';
import { openSite, type Site } from '../support/site.ts';

const TOKEN = 'token-of-the-test';
const MAIN = join(import.meta.dirname, '../../crawler/main.ts');

/** As much of the API as a crawler sees. */
class ScriptedApi extends EventEmitter {
  readonly leases: Lease[] = [];
  readonly jobs: Job[] = [];
  readonly posts: IngestPost[] = [];
  readonly reports: CrawlReport[] = [];
  readonly hellos: CrawlerHello[] = [];
  readonly results: JobResult[] = [];
  isAway = false;
  url = '';
  #server: Server | null = null;

  async open(): Promise<this> {
    this.#server = createServer((request, response) => {
      void json(request).then((body) => {
        const { status, reply } =
          request.headers.authorization === `Bearer ${TOKEN}`
            ? this.#answer(request.url ?? '', body)
            : { status: 401, reply: {} };
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(status === 204 ? '' : JSON.stringify(reply));
        this.emit('said');
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  #answer(path: string, body: unknown): { status: number; reply: unknown } {
    if (path === '/api/leases') {
      this.hellos.push(CrawlerHello.parse(body));
      return { status: 200, reply: { leases: this.leases.splice(0), waitMs: 300 } };
    }
    if (path === '/api/reports') {
      this.reports.push(CrawlReport.parse(body));
      return { status: 200, reply: { nextVisitMs: 0 } };
    }
    if (path === '/api/jobs/next') return { status: 200, reply: { job: this.jobs.shift() ?? null } };
    if (path.endsWith('/result')) {
      this.results.push(JobResult.parse(body));
      return { status: 204, reply: null };
    }
    if (this.isAway) return { status: 503, reply: { refused: 'store-away' } };
    const { posts } = body as { posts: IngestPost[] };
    this.posts.push(...posts);
    return { status: 200, reply: { accepted: posts.length, repeated: 0, refused: [] } };
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await once(this, 'said');
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server?.close(resolve);
      this.#server?.closeAllConnections();
    });
  }
}

describe('the crawler as a process', function () {
  this.timeout(25_000);
  let api: ScriptedApi;
  let site: Site;
  let folder = '';
  const children: ChildProcess[] = [];
  let said = '';

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'crawler-'));
    api = await new ScriptedApi().open();
    const items = [1, 2, 3].map(
      (n) =>
        `<item><title>第${n}号通知</title><guid>g${n}</guid><author>记者王小明</author><description>${'城东停水，请居民提前储水，联系电话13812345678。'.repeat(9)}</description></item>`,
    );
    site = await openSite({
      '/feed.xml': `<rss version="2.0"><channel><title>清河发布</title>${items.join('')}</channel></rss>`,
    });
    said = '';
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
    await site.close();
    await api.close();
    rmSync(folder, { recursive: true });
  });

  function start(env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'],
        API_URL: api.url,
        CRAWLER_TOKEN: TOKEN,
        CRAWLER_ALLOW_PRIVATE: site.hostPort,
        DATA_DIR: folder,
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', (chunk) => (said += String(chunk)));
    children.push(child);
    return child;
  }
  const aLease = (id: string, more: Partial<Lease['source']> = {}): Lease =>
    ({
      id,
      source: {
        id: 's1',
        kind: 'feed',
        name: '清河发布',
        url: `${site.origin}/feed.xml`,
        everyMin: 1,
        paused: false,
        sample: false,
        addedMs: 0,
        ...more,
      },
      untilMs: Date.now() + 60_000,
      voiceKeys: [{ key: 'k'.repeat(32), fromMs: 0, untilMs: Date.now() + 1e9 }],
      memory: '',
    }) as Lease;
  const onDisk = (): string =>
    readdirSync(join(folder, 'outbox'))
      .map((name) => readFileSync(join(folder, 'outbox', name), 'utf8'))
      .join('\n');

  it('takes a lease, hands over masked posts, reports, and ends cleanly', async () => {
    api.leases.push(aLease('l1'));
    const child = start();
    await api.until(() => api.posts.length === 3 && api.reports.length === 1);
    const [report] = api.reports;
    assert.deepEqual([report?.outcome, report?.posts, report?.pages], ['ok', 3, 1]);
    assert.ok((report?.memory.length ?? 0) > 50);
    assert.ok(api.posts.every(({ voice }) => /^[0-9a-f]{16}$/.test(voice ?? '')));
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0, said);
    const everything = JSON.stringify(api.posts) + JSON.stringify(api.reports) + onDisk() + said;
    assert.doesNotMatch(everything, /王小明|13812345678|k{32}/);
  });

  it('kill -9 while the API takes nothing: the next start delivers all, once', async () => {
    api.isAway = true;
    api.leases.push(aLease('l1'));
    const child = start();
    await api.until(() => api.reports.length === 1 && api.hellos.some(({ outboxPosts }) => outboxPosts === 3));
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(api.posts.length, 0);
    api.isAway = false;
    start();
    await api.until(() => api.posts.length >= 3);
    assert.equal(new Set(api.posts.map(({ id }) => id)).size, 3);
  });

  it('answers a preview, and says why an address brings nothing', async () => {
    const aJob = (id: string, url: string): Job =>
      ({ id, kind: 'preview', url, as: null, untilMs: Date.now() + 10_000 }) as Job;
    api.jobs.push(
      aJob('j1', `${site.origin}/feed.xml`),
      aJob('j2', 'http://127.0.0.1:9/'),
      aJob('j3', 'http://169.254.169.254/latest'),
    );
    start();
    await api.until(() => api.results.length === 3);
    const previews = api.results.flatMap((result) => ('preview' in result ? [result.preview] : []));
    const reasons = api.results.flatMap((result) => ('failed' in result ? [result.failed.code] : []));
    assert.deepEqual(
      [previews[0]?.kind, previews[0]?.title, previews[0]?.posts.length, previews[0]?.robots],
      ['feed', '清河发布', 3, 'allowed'],
    );
    assert.doesNotMatch(JSON.stringify(previews), /13812345678|王小明/);
    assert.deepEqual(reasons, ['private-address', 'private-address']);
  });

  it('a rendered source rests where there is no browser, and the reason names what installs it', async () => {
    api.leases.push(aLease('l1', { kind: 'rendered' }));
    start({ PATH: '/nowhere' });
    await api.until(() => api.reports.length === 1);
    assert.equal(api.reports[0]?.outcome, 'rest');
    assert.match(api.reports[0]?.reason?.en ?? '', /apt-get install chromium/);
    assert.equal(api.hellos[0]?.browser, false);
  });

  it('a wrong setting stops the start and is named', async () => {
    const child = start({ CRAWLER_CONCURENCY: '3' });
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 1);
    assert.match(said, /CRAWLER_CONCURENCY=3: remove it/);
  });
});
