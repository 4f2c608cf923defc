import assert from 'node:assert/strict';
import type { SourceId } from '../../api/contract/id.ts';
import type { CrawledKind } from '../../api/contract/source.ts';
import { emptyMemory, readMemory, writeMemory, type Memory } from '../../crawler/memory.ts';
import { createParts, type Parts } from '../../crawler/parts.ts';
import type { MaskedPost } from '../../crawler/posts.ts';
import { visit, type VisitResult } from '../../crawler/visit.ts';
import { gbk, openSite, type Page, type Site } from '../support/site.ts';

const WORDS =
  '昨天下午开始，城东小区的自来水又黄又浑，烧开以后有一股铁锈味，老人小孩都不敢喝，请有关部门尽快来看看，给大家一个说法。';

function html(title: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
}
const article = (title: string, text = WORDS): string =>
  html(
    title,
    `<h1>${title}</h1><p class="info">2026-11-23 09:30 来源：清河新闻网</p><div class="content"><p>${text}</p><p>${text}</p></div>`,
  );

/** A forum page as a well-known forum software writes it, in GBK. */
function forumPage(title: string, body: string): { type: string; body: Uint8Array } {
  return {
    type: 'text/html; charset=gbk',
    body: gbk(
      `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"><title>${title} - 清河论坛 - Powered by Discuz!</title><meta name="generator" content="Discuz! X3.4"></head><body id="nv_forum">${body}<div id="ft">Powered by <strong>Discuz!</strong> X3.4</div></body></html>`,
    ),
  };
}
const row = (tid: number, title: string, last: string): string =>
  `<tbody id="normalthread_${tid}"><tr><td class="icn"></td><th class="new"><a href="thread-${tid}-1-1.html" class="s xst">${title}</a></th><td class="by"><cite><a href="space-uid-${tid}.html">网友${tid}</a></cite><em><span>2026-11-20 08:00</span></em></td><td class="num"><a href="thread-${tid}-1-1.html" class="xi2">3</a><em>88</em></td><td class="by"><cite><a href="space-username-x.html">某人</a></cite><em><a href="forum.php?mod=redirect&tid=${tid}&goto=lastpost#lastpost">${last}</a></em></td></tr></tbody>`;
const board = (rows: string): { type: string; body: Uint8Array } =>
  forumPage(
    '百姓杂谈',
    `<div id="threadlist"><table id="threadlisttableid">${rows}</table></div><div class="pg"><strong>1</strong></div>`,
  );
const floor = (pid: number, number: number, who: string, at: string, text: string): string =>
  `<div id="post_${pid}"><table id="pid${pid}" class="plhin"><tr><td class="pls"><div class="authi"><a href="space-uid-${pid}.html" class="xw1">${who}</a></div></td><td class="plc"><div class="pi"><strong><a href="forum.php?mod=redirect&goto=findpost&pid=${pid}" id="postnum${pid}"><em>${number}</em><sup>#</sup></a></strong><div class="pti"><div class="authi"><em id="authorposton${pid}">发表于 ${at}</em></div></div></div><div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_${pid}">${text}</td></tr></table></div></div></div></td></tr></table></div>`;
const thread = (title: string, floors: string, next = ''): { type: string; body: Uint8Array } =>
  forumPage(
    title,
    `<h1 class="ts"><span id="thread_subject">${title}</span></h1><div id="postlist" class="pl bm">${floors}</div><div class="pg">${next}</div>`,
  );

describe('visit', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function scene(pages: Readonly<Record<string, Page>>): Promise<{ site: Site; go: Go }> {
    const site = await openSite(pages);
    const parts = createParts({
      allowed: new Set([site.hostPort]),
      contact: 'test',
      browserPath: null,
      intervalAllowedMs: 1,
      clock: Date.now,
    });
    closing.push(parts.close, site.close);
    return { site, go: (kind, path, more = {}) => visited(parts, kind, site.origin + path, more) };
  }
  type More = { memory?: Memory; pagesMax?: number; untilMs?: number; full?: boolean };
  type Seen = VisitResult & { made: readonly MaskedPost[]; memory: Memory };
  type Go = (kind: CrawledKind | null, path: string, more?: More) => Promise<Seen>;

  async function visited(parts: Parts, kind: CrawledKind | null, url: string, more: More): Promise<Seen> {
    const made: MaskedPost[] = [];
    const memory = more.memory ?? emptyMemory();
    const result = await visit({
      ...parts,
      load: parts.reader.read,
      kind,
      url,
      memory,
      maker: {
        source: 's1' as SourceId,
        voiceKey: 'k'.repeat(32),
        isFirstVisit: memory.seenMs === 0,
        sinceMs: memory.sinceMs || Date.now(),
      },
      keep: async (posts) => (more.full ? 'full' : (made.push(...posts), 'kept')),
      signal: new AbortController().signal,
      untilMs: more.untilMs ?? Infinity,
      ...(more.pagesMax === undefined ? {} : { pagesMax: more.pagesMax }),
    });
    return { ...result, made, memory: readMemory(writeMemory(memory)) };
  }

  it('a forum board in GBK: each floor is a post, replies and next pages are read, handles become voices', async function () {
    this.timeout(20_000);
    const { site, go } = await scene({
      '/forum-2-1.html': board(
        row(11, '城东的水怎么黄了', '2026-11-23 09:40') +
          row(12, '公交改线问题', '2026-11-22 20:00') +
          row(13, '学校门口堵车', '2026-11-22 10:00'),
      ),
      '/thread-11-1-1.html': thread(
        '城东的水怎么黄了',
        floor(101, 1, '清河小鱼', '2026-11-23 09:10:00', `${WORDS}联系电话13812345678`) +
          floor(102, 2, '老张', '2026-11-23 09:20:11', '我家也是，昨晚就黄了，@清河小鱼 你问过了吗'),
        '<a href="thread-11-2-1.html" class="nxt">下一页</a>',
      ),
      '/thread-11-2-1.html': thread(
        '城东的水怎么黄了',
        floor(103, 3, '清河小鱼', '2026-11-23 09:40:00', '问过了，说是管道检修'),
        '<a href="thread-11-1-1.html">1</a>',
      ),
      '/thread-12-1-1.html': thread('公交改线问题', floor(104, 1, '乘客', '2026-11-22 20:00:00', WORDS)),
      '/thread-13-1-1.html': thread('学校门口堵车', floor(105, 1, '家长', '2026-11-22 10:00:00', WORDS)),
    });
    const first = await go('board', '/forum-2-1.html');
    assert.equal(first.outcome, 'ok');
    const water = first.made.filter(({ title }) => title.includes('城东的水'));
    assert.deepEqual(
      water.map((post) => [post.kind, post.floor]),
      [
        ['thread', 1],
        ['reply', 2],
        ['reply', 3],
      ],
    );
    assert.equal(new Set(water.map((post) => post.thread)).size, 1);
    assert.equal(water[0]?.publishedMs, Date.parse('2026-11-23T09:10:00+08:00'));
    assert.equal(water[0]?.voice, water[2]?.voice);
    assert.notEqual(water[0]?.voice, water[1]?.voice);
    assert.doesNotMatch(
      JSON.stringify(first.made) + JSON.stringify(writeMemory(first.memory)),
      /小鱼|老张|13812345678|乘客|家长/,
    );
    assert.match(water[0]?.text ?? '', /自来水又黄又浑/);

    // Nothing changed: only the board is read again.
    const before = site.hits.length;
    const second = await go('board', '/forum-2-1.html', { memory: first.memory });
    assert.deepEqual([second.made.length, site.hits.length - before], [0, 1]);

    // One thread grew: it is read on from the page on which it stopped, and the same post has the same id.
    const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    site.pages.set(
      '/forum-2-1.html',
      board(
        row(11, '城东的水怎么黄了', now) +
          row(12, '公交改线问题', '2026-11-22 20:00') +
          row(13, '学校门口堵车', '2026-11-22 10:00'),
      ),
    );
    site.pages.set(
      '/thread-11-2-1.html',
      thread(
        '城东的水怎么黄了',
        floor(103, 3, '清河小鱼', '2026-11-23 09:40:00', '问过了，说是管道检修') +
          floor(106, 4, '老张', `${now}:00`, '现在清了'),
      ),
    );
    const third = await go('board', '/forum-2-1.html', { memory: second.memory });
    assert.deepEqual(
      third.made.map((post) => post.floor),
      [3, 4],
    );
    assert.equal(third.made[0]?.id, water[2]?.id);
    assert.deepEqual(site.pathsHit().slice(before + 1), ['/forum-2-1.html', '/thread-11-2-1.html']);
    assert.equal(third.made[1]?.backfill, false);
  });

  it('a list: each article once, an article that is gone costs nothing, one that fails comes next time', async () => {
    const links = (...numbers: readonly number[]): string =>
      html(
        '清河要闻',
        `<ul class="list">${numbers.map((n) => `<li><a href="/news/2026/${n}.html">清河县第${n}号民生工程进展情况</a><span>2026-11-2${n}</span></li>`).join('')}</ul>`,
      );
    const { site, go } = await scene({
      '/': links(1, 2, 3),
      '/news/2026/1.html': article('清河县第1号民生工程进展情况'),
      '/news/2026/2.html': { status: 404 },
      '/news/2026/3.html': { status: 500 },
    });
    const first = await go('list', '/');
    assert.deepEqual(
      first.made.map(({ kind, title }) => [kind, title]),
      [['article', '清河县第1号民生工程进展情况']],
    );
    assert.equal(first.made[0]?.publishedMs, Date.parse('2026-11-23T09:30:00+08:00'));
    site.pages.set('/', links(1, 2, 3, 4));
    site.pages.set('/news/2026/3.html', article('清河县第3号民生工程进展情况'));
    site.pages.set('/news/2026/4.html', article('清河县第4号民生工程进展情况'));
    const before = site.hits.length;
    const second = await go('list', '/', { memory: first.memory });
    assert.deepEqual(
      second.made.map(({ title }) => title.slice(3, 5)),
      ['第3', '第4'],
    );
    assert.deepEqual(site.pathsHit().slice(before), ['/', '/news/2026/3.html', '/news/2026/4.html']);
  });

  it('a feed: entries, and the whole article where the entry only begins it', async () => {
    const { site, go } = await scene({
      '/feed.xml': {
        type: 'application/rss+xml',
        headers: { etag: '"1"' },
        body: `<rss version="2.0"><channel><title>清河发布</title><item><title>停水通知</title><link>/a/1.html</link><guid>g1</guid><author>记者王小明</author><pubDate>Mon, 23 Nov 2026 09:30:00 +0800</pubDate><description>城东停水……</description></item><item><title>长文</title><link>/a/2.html</link><description>${WORDS.repeat(5)}</description></item></channel></rss>`,
      },
      '/a/1.html': article('停水通知'),
    });
    const first = await go('feed', '/feed.xml');
    assert.deepEqual(
      first.made.map(({ kind, title }) => [kind, title]),
      [
        ['entry', '停水通知'],
        ['entry', '长文'],
      ],
    );
    assert.match(first.made[0]?.text ?? '', /铁锈味/);
    assert.doesNotMatch(JSON.stringify(first.made), /王小明/);
    assert.deepEqual(site.pathsHit(), ['/robots.txt', '/feed.xml', '/a/1.html']);
    site.pages.set('/feed.xml', (request, response) => {
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end();
    });
    const second = await go('feed', '/feed.xml', { memory: first.memory });
    assert.equal(second.outcome, 'unchanged');
  });

  it('a trap of endless links ends with the budget, and the report says so', async function () {
    this.timeout(20_000);
    let count = 0;
    const calendar: Page = (_request, response) => {
      const links = Array.from(
        { length: 30 },
        () =>
          `<li><a href="/calendar/2026/${++count}.html?PHPSESSID=${count}">第${count}天的活动安排与通知公告</a></li>`,
      );
      response.end(html('日历', `<ul>${links.join('')}</ul><a class="next" href="/calendar/page/${count}">下一页</a>`));
    };
    const { site, go } = await scene({ '/robots.txt': '', '*': calendar });
    const result = await go('list', '/', { pagesMax: 8 });
    assert.deepEqual([result.outcome, result.reason?.code, result.pages], ['ok', 'budget-spent', 8]);
    assert.equal(site.hits.length, 9);
  });

  it('links that differ in a session alone are one page', async () => {
    let visits = 0;
    const { site, go } = await scene({
      '/robots.txt': '',
      '/': (_request, response) => {
        visits++;
        response.end(
          html(
            '要闻',
            `<ul>${[1, 2, 3].map((n) => `<li><a href="/news/20260${n}.html?PHPSESSID=${visits}x${n}">清河县第${n}号民生工程进展情况</a></li>`).join('')}</ul>`,
          ),
        );
      },
      '*': article('工程进展'),
    });
    const first = await go('list', '/');
    const second = await go('list', '/', { memory: first.memory });
    assert.deepEqual([first.made.length, second.made.length, site.hits.length], [3, 0, 6]);
  });

  it('a site that asks to wait ends the visit, and what was not read comes next time', async () => {
    const { go } = await scene({
      '/': html(
        '要闻',
        `<ul>${[1, 2, 3].map((n) => `<li><a href="/news/20260${n}.html">清河县第${n}号民生工程进展情况</a></li>`).join('')}</ul>`,
      ),
      '/news/202601.html': article('一'),
      '/news/202602.html': { status: 429, headers: { 'retry-after': '300' } },
    });
    const result = await go('list', '/');
    assert.deepEqual([result.outcome, result.reason?.code, result.made.length], ['retry', 'asked-to-wait', 1]);
    assert.ok((result.notBeforeMs ?? 0) > Date.now() + 200_000);
    assert.equal(result.memory.seenMs, 0);
  });

  it('nonsense is set aside with a reason', async () => {
    const { go } = await scene({
      '/html': html('空', '<p>没有</p>'),
      '/image': { type: 'image/png', body: Buffer.from([137, 80, 78, 71]) },
      '/deep': html('深', '<div>'.repeat(100_000)),
      '/links': html('链接', '<a href=/1>x</a>'.repeat(500_000)),
      '/huge': html('大', '<p>x</p>'.repeat(7_000_000)),
    });
    assert.deepEqual(
      [(await go('feed', '/html')).outcome, (await go('feed', '/html')).reason?.code],
      ['set-aside', 'not-a-feed'],
    );
    assert.deepEqual(
      [(await go('board', '/html')).outcome, (await go('board', '/html')).reason?.code],
      ['set-aside', 'nothing-found'],
    );
    assert.equal((await go('list', '/image')).reason?.code, 'not-a-page');
    const deep = await go('list', '/deep');
    assert.deepEqual([deep.outcome, deep.made.length], ['set-aside', 0]);
    assert.match(deep.reason?.code ?? '', /^page-/);
    const startedMs = performance.now();
    assert.match((await go('list', '/links')).reason?.code ?? '', /^page-/);
    assert.equal((await go('list', '/huge')).reason?.code, 'too-big');
    assert.ok(performance.now() - startedMs < 10_000);
  });

  it('a full outbox ends the visit and nothing is taken for read', async () => {
    const { go } = await scene({
      '/feed.xml': `<rss version="2.0"><channel><title>a</title><item><title>停水</title><description>${WORDS.repeat(5)}</description></item></channel></rss>`,
    });
    const result = await go('feed', '/feed.xml', { full: true });
    assert.deepEqual(
      [result.outcome, result.reason?.code, result.memory.known.size, result.memory.seenMs],
      ['retry', 'outbox-full', 0, 0],
    );
  });

  it('no page is begun after the lease', async () => {
    const { site, go } = await scene({ '/': 'x' });
    const result = await go('list', '/', { untilMs: Date.now() - 1 });
    assert.deepEqual([result.reason?.code, site.hits.length], ['lease-over', 0]);
  });
});
