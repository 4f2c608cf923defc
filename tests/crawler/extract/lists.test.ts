import assert from 'node:assert/strict';
import { extractBoard, extractList, isExtractRefusal } from '../../../crawler/extract/extract.ts';
import { LINKS_MAX } from '../../../crawler/extract/limits.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00+08:00');

describe('a board page', () => {
  const rows = [1, 2, 3].map(
    (
      tid,
    ) => `<tbody><tr><th><a href="thread-${tid}-1-1.html">第${tid}个主题的题目</a> <a href="thread-${tid}-2-1.html">2</a></th>
      <td><em>2026-11-0${tid}</em></td><td><em><a href="forum.php?mod=redirect&amp;tid=${tid}&amp;goto=lastpost">2026-11-2${tid} 08:00</a></em></td></tr></tbody>`,
  );
  const html = `<table>${rows.join('')}</table><a href="forum-5-2.html" class="nxt">下一页</a>`;

  it('lists each thread once, with its title and its newest time', () => {
    const board = extractBoard(html, 'http://bbs.a.example/forum-5-1.html', NOW_MS);
    assert.ok(!isExtractRefusal(board));
    assert.deepEqual(
      board.threads.map(({ url, title, lastMs }) => [url, title, lastMs]),
      [1, 2, 3].map((tid) => [
        `http://bbs.a.example/thread-${tid}-1-1.html`,
        `第${tid}个主题的题目`,
        // What stands ahead of the clock was never written: the third shows 23 November 08:00, which has passed.
        Date.parse(`2026-11-2${tid}T08:00:00+08:00`),
      ]),
    );
  });

  it('knows its next page', () => {
    const board = extractBoard(html, 'http://bbs.a.example/forum-5-1.html', NOW_MS);
    assert.ok(!isExtractRefusal(board));
    assert.equal(board.next, 'http://bbs.a.example/forum-5-2.html');
  });

  it('takes no more threads than its limit', () => {
    const many = Array.from(
      { length: LINKS_MAX + 50 },
      (_, tid) => `<a href="thread-${tid + 1}-1-1.html">题目题目${tid}</a>`,
    ).join('');
    const board = extractBoard(many, 'http://bbs.a.example/forum-5-1.html', NOW_MS);
    assert.ok(!isExtractRefusal(board));
    assert.equal(board.threads.length, LINKS_MAX);
  });
});

describe('a list page', () => {
  const items = [1, 2, 3, 4].map(
    (n) => `<li><a href="/art/2026/11/${n}.html">清河县召开第${n}次供暖调度会</a><span>2026-11-1${n}</span></li>`,
  );
  const html = `<nav><a href="/art/2026/menu.html">一个很长的菜单名字在这里</a></nav><ul>${items.join('')}</ul>
    <a href="http://elsewhere.example/art/1.html">别的网站上的一篇文章题目</a><a href="index_2.html">下一页</a>`;

  it('lists articles of its own site with the day beside them', () => {
    const list = extractList(html, 'http://www.a.example/news/index.html', NOW_MS);
    assert.ok(!isExtractRefusal(list));
    assert.deepEqual(
      list.links.map(({ url, title, publishedAt }) => [url, title, publishedAt]),
      [1, 2, 3, 4].map((n) => [
        `http://www.a.example/art/2026/11/${n}.html`,
        `清河县召开第${n}次供暖调度会`,
        `2026-11-1${n}T00:00:00+08:00`,
      ]),
    );
    assert.equal(list.next, 'http://www.a.example/news/index_2.html');
  });
});
