import assert from 'node:assert/strict';
import { extractPage, isExtractRefusal } from '../../../crawler/extract/extract.ts';
import { PAGE_CHARS_MAX, PAGE_DEPTH_MAX, PAGE_TAGS_MAX } from '../../../crawler/extract/limits.ts';
import { createExtractor, type Extractor } from '../../../crawler/extract/pool.ts';
import { ARTICLE } from './pages.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00+08:00');
const URL_1 = 'http://www.a.example/a/1.html';

function codeOf(result: object): string {
  return isExtractRefusal(result) ? result.refused : 'read';
}

describe('a page made to break the reader', () => {
  const bombs: readonly (readonly [name: string, html: string, code: string])[] = [
    ['longer than the limit', '字'.repeat(PAGE_CHARS_MAX + 1), 'page-too-big'],
    ['of fifty megabytes', '<p>'.repeat(17_000_000), 'page-too-big'],
    ['a hundred thousand elements deep', '<div>'.repeat(100_000), 'page-too-deep'],
    ['a little deeper than the limit', `${'<div>'.repeat(PAGE_DEPTH_MAX + 1)}x`, 'page-too-deep'],
    ['with more tags than the limit', '<br>'.repeat(PAGE_TAGS_MAX + 1), 'page-too-many-tags'],
    ['with a million short links', '<a href=x>'.repeat(1_000_000), 'page-too-many-tags'],
  ];
  for (const [name, html, code] of bombs)
    it(`${name} is set aside with a reason`, () => {
      const result = extractPage(html, URL_1, NOW_MS);
      assert.equal(codeOf(result), code);
      assert.ok(isExtractRefusal(result) && result.zh !== '' && result.en !== '');
    });
});

describe('the extractor', () => {
  let extractor: Extractor;
  afterEach(() => extractor.close());

  it('cuts a page that takes too long and reads the next one in a new thread', async () => {
    // The first page meets a thread that is still starting, which takes longer than this.
    extractor = createExtractor({ timeoutMs: 1 });
    const slow = await extractor.extract({ want: 'page', html: ARTICLE, url: URL_1, nowMs: NOW_MS });
    assert.equal(codeOf(slow), 'page-too-slow');
    const again = await extractor.extract({ want: 'page', html: ARTICLE, url: URL_1, nowMs: NOW_MS });
    assert.equal(codeOf(again), 'page-too-slow', 'a new thread was started, and cut too');
  });

  it('is not stalled by many links at the limit of tags', async () => {
    extractor = createExtractor();
    const links = Array.from({ length: 90_000 }, (_, n) => `<a href="/thread-${n}-1-1.html">第${n}个题目</a>`).join('');
    const started = performance.now();
    const [first, second] = await Promise.all([
      extractor.extract({ want: 'page', html: links, url: URL_1, nowMs: NOW_MS }),
      extractor.extract({ want: 'kind', html: ARTICLE, url: URL_1, contentType: null }),
    ]);
    assert.ok(['read', 'page-too-slow'].includes(codeOf(first)));
    assert.equal(second, 'article', 'the page behind it is read');
    assert.ok(performance.now() - started < 10_000);
  });

  it('refuses more waiting pages than its limit', async () => {
    extractor = createExtractor();
    const results = await Promise.all(
      Array.from({ length: 80 }, () =>
        extractor.extract({ want: 'kind', html: ARTICLE, url: URL_1, contentType: null }),
      ),
    );
    assert.ok(results.some((result) => typeof result !== 'string' && result.refused === 'extractor-busy'));
    assert.ok(results.filter((result) => result === 'article').length >= 64);
  });
});
