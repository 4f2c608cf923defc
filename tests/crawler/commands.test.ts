import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gbk, openSite, type Site } from '../support/site.ts';

type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command as its own process, as the table of commands does. */
async function run(
  name: string,
  args: readonly string[],
  input: string | Uint8Array = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const file = pathToFileURL(join(import.meta.dirname, `../../crawler/command/${name}.ts`)).href;
  const script = `const { run } = await import(${JSON.stringify(file)}); process.exitCode = await run(process.argv.slice(1));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, out, err };
}

describe('commands of the crawler', function () {
  this.timeout(20_000);
  let site: Site;
  before(async () => {
    site = await openSite({
      '/feed':
        '<rss version="2.0"><channel><title>清河发布</title><item><title>停水</title><guid>1</guid><author>王小明</author><pubDate>2026-11-23 09:30</pubDate><description>电话13812345678</description></item></channel></rss>',
      '/shut/feed': 'x',
      '/robots.txt': 'User-agent: *\nDisallow: /shut',
    });
  });
  after(() => site.close());

  it('feed prints masked text, an ISO time, the charset and no author', async () => {
    const source =
      '<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>清河发布</title><item><title>停水通知</title><guid>1</guid><author>王小明</author><link>/a?uid=7</link><pubDate>2026-11-23 09:30</pubDate><description>电话13812345678</description></item></channel></rss>';
    const { code, out } = await run('feed', ['--url', 'http://www.qinghe.example/'], gbk(source));
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      title: '清河发布',
      charset: 'gb18030',
      entries: [
        {
          id: '1',
          url: 'http://www.qinghe.example/a?uid=-',
          title: '停水通知',
          publishedAt: '2026-11-23T09:30:00+08:00',
          text: '电话〔电话〕',
        },
      ],
    });
    assert.equal((await run('feed', [], 'no feed')).code, 1);
    assert.equal((await run('feed', ['--no'])).code, 2);
  });

  it('robots answers each line, and names a line that it cannot read by its number alone', async () => {
    const line = JSON.stringify({
      id: 'a',
      robots: 'User-agent: *\nDisallow: /x',
      agent: 'FirstwordBot',
      url: 'http://e.example/x/y',
    });
    const good = await run('robots', [], `${line}\n\n${line.replace('/x/y', '/z')}\n`);
    assert.deepEqual(
      good.out
        .trim()
        .split('\n')
        .map((row) => (JSON.parse(row) as { allowed: boolean }).allowed),
      [false, true],
    );
    assert.equal(good.code, 0);
    const bad = await run('robots', [], `${line}\nsecret\n`);
    assert.deepEqual([bad.code, bad.err.includes('line 2'), bad.err.includes('secret')], [1, true, false]);
  });

  it('crawl prints masked posts, and refuses private addresses and closed pages with a reason', async () => {
    const { code, out } = await run('crawl', [`${site.origin}/feed`], '', { CRAWLER_ALLOW_PRIVATE: site.hostPort });
    assert.equal(code, 0);
    const post = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual(
      [post['kind'], post['title'], post['publishedAt'], post['text']],
      ['entry', '停水', '2026-11-23T09:30:00+08:00', '电话〔电话〕'],
    );
    assert.doesNotMatch(out, /王小明|voice/);
    const before = site.hits.length;
    const refused = await run('crawl', [`${site.origin}/feed`]);
    assert.deepEqual([refused.code, refused.out, site.hits.length], [1, '', before]);
    assert.match(refused.err, /private network/);
    const shut = await run('crawl', [`${site.origin}/shut/feed`, '--kind', 'feed'], '', {
      CRAWLER_ALLOW_PRIVATE: site.hostPort,
    });
    assert.deepEqual([shut.code, /robots\.txt/.test(shut.err)], [1, true]);
    for (const args of [
      ['a', 'b'],
      ['x', '--kind', 'lead'],
    ]) {
      const wrong = await run('crawl', args);
      assert.equal(wrong.code, 2, wrong.err);
    }
  });
});
