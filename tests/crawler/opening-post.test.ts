import assert from 'node:assert/strict';
import { IngestPost } from '../../api/contract/post.ts';
import type { SourceId } from '../../api/contract/id.ts';
import { extractPage, type Page } from '../../crawler/extract/extract.ts';
import { maskedPost } from '../../crawler/posts.ts';
import { postsOf } from '../../crawler/visit-article.ts';

const ADDRESS = 'http://bbs.example/read.php?tid=7';
const NOW_MS = Date.UTC(2026, 10, 24);

function thread(floors: readonly number[]): Page {
  const posts = floors.map((floor) => ({ floor, publishedAt: null, text: `第${floor}楼的话`, handle: null }));
  return { kind: 'thread', title: '停水', publishedAt: null, outlet: null, text: '', next: null, posts };
}

const kindsOf = (floors: readonly number[]): readonly string[] =>
  postsOf(thread(floors), ADDRESS, { title: '', publishedMs: null }, NOW_MS).map(({ kind }) => kind);

describe('the opening post', () => {
  it('is floor 1, or floor 0 where the site counts from there', () => {
    assert.deepEqual(kindsOf([1, 2, 3]), ['thread', 'reply', 'reply']);
    assert.deepEqual(kindsOf([0, 1, 2]), ['thread', 'reply', 'reply']);
    assert.deepEqual(kindsOf([11, 12]), ['reply', 'reply']);
  });

  it('of floor 0 is taken in', () => {
    const [post] = postsOf(thread([0, 1]), ADDRESS, { title: '', publishedMs: null }, NOW_MS);
    assert.ok(post);
    const maker = { source: 's1' as SourceId, voiceKey: 'k'.repeat(32), isFirstVisit: false, sinceMs: 0 };
    assert.equal(IngestPost.safeParse(maskedPost(post, maker, NOW_MS)).success, true);
  });

  it('is no button to share that a page of news repeats', () => {
    const prose = '供水公司称，抢修今晚完成，城东片区的居民请先储水备用，恢复时间另行通知。'.repeat(3);
    const share = '<div class="reply item"><p>微信 微博 QQ空间 用微信扫码二维码 分享至好友和朋友圈</p></div>';
    const html = `<!doctype html><title>城东抢修</title><h1>城东抢修</h1><article><p>${prose}</p></article>
      <section>${share.repeat(12)}</section>`;
    const page = extractPage(html, 'http://news.example/article/1001.html', NOW_MS);
    assert.ok('kind' in page);
    assert.equal(page.kind, 'article');
  });
});
