import assert from 'node:assert/strict';
import type { Job, JobResult, Preview } from '../../api/contract/source.ts';
import { JobResult as JobResultShape } from '../../api/contract/source.ts';
import { BROWSER_INSTALL, findBrowser } from '../../api/contract/browser-path.ts';
import { answerJob } from '../../crawler/jobs.ts';
import { createParts, type Parts } from '../../crawler/parts.ts';
import { openSite, type Site } from '../support/site.ts';

const BROWSER = findBrowser(
  [process.env['PUPPETEER_EXECUTABLE_PATH'], process.env['CHROME_PATH']],
  process.env['PATH'] ?? '',
);
const list = (path: (n: number) => string): string =>
  `<ul>${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `<li><a href="${path(n)}">清河县第${n}号民生工程进展情况</a></li>`).join('')}</ul>`;

describe('jobs', function () {
  this.timeout(20_000);
  let site: Site;
  let parts: Parts;
  before(async () => {
    site = await openSite({
      '/robots.txt': 'User-agent: *\nDisallow: /shut',
      '/silent': () => undefined,
      '/slow': `<title>清河要闻</title>${list((n) => `/silent/2026${n}0.html`)}`,
      '/script': `<title>清河要闻</title><body><script>document.body.innerHTML=${JSON.stringify(list((n) => `/news/2026${n}0.html`))}</script>`,
      '/empty': '<title>空</title><p>没有</p>',
      '*': (request, response) => {
        if (request.url?.startsWith('/silent')) return;
        response.end(
          `<title>工程</title><h1>工程</h1><p>2026-11-23 09:30</p><p>${'管道检修，请居民提前储水，电话13812345678。'.repeat(12)}</p>`,
        );
      },
    });
    parts = createParts({
      allowed: new Set([site.hostPort]),
      contact: 'test',
      browserPath: BROWSER,
      clock: Date.now,
      intervalAllowedMs: 1,
    });
  });
  after(async () => {
    await parts.close();
    await site.close();
  });

  async function answered(path: string, more: Partial<Job> = {}, inMs = 9_000): Promise<JobResult> {
    const job = {
      id: 'j',
      kind: 'preview',
      url: site.origin + path,
      as: null,
      untilMs: Date.now() + inMs,
      ...more,
    } as Job;
    return JobResultShape.parse(await answerJob(parts, job, new AbortController().signal));
  }
  const previewIn = (result: JobResult): Preview =>
    'preview' in result ? result.preview : assert.fail(JSON.stringify(result));
  const codeIn = (result: JobResult): string => ('failed' in result ? result.failed.code : 'no failure');

  it('an article shows what it would bring, masked', async () => {
    const { posts, title, charset } = previewIn(await answered('/news/1.html'));
    assert.deepEqual([posts.length, title, charset], [1, '工程', 'utf-8']);
    assert.doesNotMatch(JSON.stringify(posts), /13812345678/);
  });

  it('an answer comes in time, with what was seen so far', async () => {
    const startedMs = performance.now();
    assert.equal(codeIn(await answered('/silent', {}, 1_500)), 'too-slow');
    const slow = previewIn(await answered('/slow', {}, 1_500));
    assert.deepEqual([slow.kind, slow.title, slow.posts.length], ['list', '清河要闻', 0]);
    assert.ok(performance.now() - startedMs < 4_000);
  });

  it('a page that robots.txt forbids is said to be forbidden', async () => {
    assert.equal(previewIn(await answered('/shut')).robots, 'forbidden');
    assert.ok(!site.pathsHit().includes('/shut'));
  });

  it('a page with nothing on it says so', async () => {
    assert.equal(codeIn(await answered('/empty', { as: 'board' })), 'nothing-found');
  });

  it('a page that is empty without its scripts is a rendered source', async function () {
    if (BROWSER === null) {
      console.warn(`skipped: no Chromium; install it: ${BROWSER_INSTALL}`);
      return this.skip();
    }
    const { kind, posts } = previewIn(await answered('/script'));
    assert.equal(kind, 'rendered');
    assert.ok(posts.length > 0);
  });

  it('a probe reads one page', async () => {
    const before = site.hits.length;
    previewIn(await answered('/slow', { kind: 'probe', as: 'list' }));
    assert.equal(site.hits.length - before, 1);
  });
});
