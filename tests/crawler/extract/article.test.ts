import assert from 'node:assert/strict';
import { extractPage, guessKind, isExtractRefusal } from '../../../crawler/extract/extract.ts';
import { ARTICLE, discuzPost, discuzThread } from './pages.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00+08:00');

describe('an article page', () => {
  const page = extractPage(ARTICLE, 'http://www.qinghe.example/news/20261120/1.html', NOW_MS);
  assert.ok(!isExtractRefusal(page));

  it('gives its main text: no menu, credit, comment or related link', () => {
    assert.equal(page.kind, 'article');
    const lines = page.text.split('\n');
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? '', /^11月20日，记者从县交警大队/);
    assert.match(lines[2] ?? '', /根据车流调整。$/);
  });

  it('tells its title without the name of the site, its time in Beijing and its outlet', () => {
    assert.equal(page.title, '城区三处路口增设信号灯');
    assert.equal(page.publishedAt, '2026-11-20T09:30:00+08:00');
    assert.equal(page.outlet, '清河融媒');
  });

  it('is no thread because readers comment below it', () => {
    const comment =
      '<div class="reply"><a href="/user/1">某</a><span>2026-11-21 10:00</span><p>同意，早该这样。</p></div>';
    const read = extractPage(
      ARTICLE.replace('</body>', comment.repeat(3)),
      'http://www.qinghe.example/a/1.html',
      NOW_MS,
    );
    assert.ok(!isExtractRefusal(read));
    assert.equal(read.kind, 'article');
  });

  it('without a time says null, not a guess', () => {
    const bare = extractPage('<title>通知</title><p>请各位业主周末到物业登记，谢谢配合，资料带齐。</p>', '', NOW_MS);
    assert.ok(!isExtractRefusal(bare));
    assert.equal(bare.publishedAt, null);
  });
});

describe('the kind of a page', () => {
  const list = Array.from(
    { length: 12 },
    (_, index) => `<li><a href="/news/2026/${index}000.html">清河县召开第${index}次例会</a></li>`,
  ).join('');
  const board = Array.from(
    { length: 12 },
    (_, index) => `<tr><td><a href="thread-${index}-1-1.html">第${index}个主题的题目</a></td></tr>`,
  ).join('');
  const cases = [
    ['feed', '<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', 'http://a.example/rss.xml'],
    ['thread', discuzThread(discuzPost(1, '1#', '内容', '2026-11-22 07:40')), 'http://a.example/thread-1-1-1.html'],
    ['article', ARTICLE, 'http://a.example/news/1.html'],
    ['list', `<ul>${list}</ul>`, 'http://a.example/news/'],
    ['board', `<table>${board}</table>`, 'http://bbs.a.example/forum-2-1.html'],
    ['unknown', '<p>hello</p>', 'http://a.example/'],
  ] as const;
  for (const [kind, html, url] of cases)
    it(`${kind} is told by its answer`, () => assert.equal(guessKind(html, url, null), kind));
});
