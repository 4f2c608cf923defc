import assert from 'node:assert/strict';
import { extractPage, isExtractRefusal, type Page } from '../../../crawler/extract/extract.ts';
import { discuzPost, discuzThread } from './pages.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00+08:00');
const URL_1 = 'http://bbs.qinghe.example/thread-88-1-1.html';

function read(html: string, url = URL_1): Page {
  const page = extractPage(html, url, NOW_MS);
  assert.ok(!isExtractRefusal(page));
  return page;
}

describe('a forum thread', () => {
  const html = discuzThread(
    discuzPost(
      1,
      '楼主',
      '早上去上班，东门桥拉了警戒线。<br>有人知道吗？',
      '<span title="2026-11-22 07:15:09">昨天 07:15</span>',
    ) +
      discuzPost(
        2,
        '沙发',
        '<div class="quote"><blockquote>河边的风：早上去上班</blockquote></div>听说是修栏杆。',
        '2026-11-22 07:40',
        '南关',
      ) +
      discuzPost(
        3,
        '3<sup>#</sup>',
        '绕行吧<font class="jammer">x9 q2</font><span style="display:none">zz</span>',
        '3 小时前',
      ),
    '<div class="pg"><strong>1</strong><a href="thread-88-2-1.html">2</a><a href="thread-88-2-1.html" class="nxt">下一页</a></div>',
  );

  it('comes out post by post, floors and exact times with it', () => {
    const { kind, posts = [] } = read(html);
    assert.equal(kind, 'thread');
    assert.deepEqual(
      posts.map(({ floor, publishedAt }) => [floor, publishedAt]),
      [
        [1, '2026-11-22T07:15:09+08:00'],
        [2, '2026-11-22T07:40:00+08:00'],
        [3, '2026-11-23T09:00:00+08:00'],
      ],
    );
  });

  it('holds the own words of each post: no quote, signature or noise against copying', () => {
    const texts = (read(html).posts ?? []).map((post) => post.text);
    assert.deepEqual(texts, ['早上去上班，东门桥拉了警戒线。\n有人知道吗？', '听说是修栏杆。', '绕行吧']);
  });

  it('keeps the handle beside the text, never in it', () => {
    const { posts = [], text } = read(html);
    assert.deepEqual(
      posts.map((post) => post.handle),
      ['河边的风', '南关', '河边的风'],
    );
    assert.ok(!text.includes('河边的风'));
  });

  it('knows its title, its own address and its next page', () => {
    const page = read(html, 'http://bbs.qinghe.example/thread-88-1-3.html');
    assert.equal(page.title, '东门桥又封了？');
    assert.equal(page.thread, URL_1);
    assert.equal(page.next, 'http://bbs.qinghe.example/thread-88-2-1.html');
  });

  it('has its title on later pages too', () => {
    const post = discuzPost(31, '31#', '内容', '2026-11-22 07:40');
    const bare = `<title> - Powered by phpwind</title><a href="/thread-88-1-1.html">东门桥又封了？</a>${post}`;
    assert.equal(read(bare, 'http://bbs.qinghe.example/thread-88-2-1.html').title, '东门桥又封了？');
    const numbered = `<title>东门桥又封了？ 第2页 - 清河论坛</title>${post}`;
    assert.equal(read(numbered).title, '东门桥又封了？');
  });

  it('does not go on to another thread', () => {
    const other = discuzThread(
      discuzPost(1, '1#', '内容', '2026-11-22 07:40'),
      '<a href="thread-89-1-1.html">下一页</a>',
    );
    assert.equal(read(other).next, null);
  });

  it('counts relative times from the clock that the page prints', () => {
    const old = discuzThread(discuzPost(1, '1#', '内容', '2 小时前'), '<p>GMT+8, 2026-11-20 10:30</p>');
    assert.equal(read(old).publishedAt, '2026-11-20T08:30:00+08:00');
  });

  it('of unknown software is found by blocks that repeat', () => {
    const posts = ['水压一直很低，五楼以上没有水', '物业说在等配件，今天修不好', '我们这边倒是正常的'].map(
      (text, index) =>
        `<div class="cell"><a href="/user/${index}">住户${index}</a><span class="when">2026-11-2${index} 10:00</span><div class="words">${text}</div></div>`,
    );
    const page = read(
      `<title>水压 - 小区论坛</title><div class="all">${posts.join('')}</div>`,
      'http://a.example/topic/5',
    );
    assert.equal(page.kind, 'thread');
    assert.deepEqual(
      page.posts?.map((post) => [post.floor, post.text, post.publishedAt?.slice(0, 10)]),
      [
        [1, '水压一直很低，五楼以上没有水', '2026-11-20'],
        [2, '物业说在等配件，今天修不好', '2026-11-21'],
        [3, '我们这边倒是正常的', '2026-11-22'],
      ],
    );
  });
});
