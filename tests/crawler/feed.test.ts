import assert from 'node:assert/strict';
import { ENTRIES_MAX } from '../../crawler/feed-raw.ts';
import { isoOf, parseFeedText, type Feed } from '../../crawler/feed.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 1);

function read(source: string, url: string | null = 'http://www.qinghe.example/feed/'): Feed {
  const feed = parseFeedText(source, url, NOW_MS);
  assert.ok(!('code' in feed), 'not a feed');
  return feed;
}
const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>清河 &amp; 新闻</title><link>http://www.qinghe.example/</link>${items}</channel></rss>`;

describe('feed', () => {
  it('the four formats say the same', () => {
    const date = '2026-11-23T09:30:00+08:00';
    const sources = [
      rss(
        `<item><title>停水通知</title><link>/a/1.html</link><pubDate>Mon, 23 Nov 2026 09:30:00 +0800</pubDate><description>&lt;p&gt;城东停水。&lt;/p&gt;</description></item>`,
      ),
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>清河 &amp; 新闻</title><entry><title>停水通知</title><link href="/a/1.html"/><published>${date}</published><content type="html">&lt;p&gt;城东停水。&lt;/p&gt;</content></entry></feed>`,
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>清河 &amp; 新闻</title></channel><item><title>停水通知</title><link>/a/1.html</link><dc:date>${date}</dc:date><description>城东停水。</description></item></rdf:RDF>`,
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: '清河 & 新闻',
        items: [{ id: '1', url: '/a/1.html', title: '停水通知', date_published: date, content_text: '城东停水。' }],
      }),
    ];
    for (const source of sources) {
      const feed = read(source);
      assert.equal(feed.title, '清河 & 新闻');
      const [entry] = feed.entries;
      assert.deepEqual(
        [entry?.url, entry?.title, entry?.text, isoOf(entry?.publishedMs ?? null)],
        ['http://www.qinghe.example/a/1.html', '停水通知', '城东停水。', date],
      );
    }
  });

  it('a feed that is cut off or badly closed is read as far as it goes', () => {
    const whole = rss(
      '<item><title>甲 & 乙</title><link>http://x.example/1?a=1&b=2</link></item><item><title>丙</title><link>http://x.example/2</link>',
    );
    const feed = read(whole.slice(0, -24));
    assert.deepEqual(
      feed.entries.map(({ title }) => title),
      ['甲 & 乙', '丙'],
    );
  });

  it('a word such as 昨天 is no date of a feed', () => {
    assert.equal(read(rss('<item><title>a</title><pubDate>昨天</pubDate></item>')).entries[0]?.publishedMs, null);
  });

  it('a page is not a feed', () => {
    for (const source of ['<html><body><p>hello</p></body></html>', '', '{"a": 1}', '\u0000\u0001'])
      assert.ok('code' in parseFeedText(source, null, NOW_MS));
  });

  it('an address that is no page is left out', () => {
    const feed = read(rss('<item><title>a</title><link>javascript:alert(1)</link></item>'));
    assert.equal(feed.entries[0]?.url, null);
  });

  it('entries past the limit are left out', () => {
    const item = '<item><title>a</title></item>';
    assert.equal(read(rss(item.repeat(ENTRIES_MAX + 1))).entries.length, ENTRIES_MAX);
    assert.equal(read(rss(item.repeat(ENTRIES_MAX + 1)).slice(0, -20)).entries.length, ENTRIES_MAX);
  });

  it('XML bombs are read or refused in under a second, and their entities mean nothing', () => {
    const deep = `<rss version="2.0"><channel>${'<a>'.repeat(100_000)}`;
    const wide = rss('<a/>'.repeat(1_000_000));
    const laughs = `<!DOCTYPE rss [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${(at ? `&a${at - 1};` : '&a;').repeat(10)}">`).join('')}]>${rss('<item><title>&a8;</title></item>')}`;
    const outside = `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title></item>')}`;
    const entities = rss(`<item><title>${'&amp;'.repeat(1_000_000)}</title></item>`);
    const beforeBytes = process.memoryUsage().rss;
    for (const source of [deep, wide, laughs, outside, entities, '<'.repeat(5_000_000), '<rss '.repeat(1_000_000)]) {
      const startedMs = performance.now();
      const feed = parseFeedText(source, null, NOW_MS);
      assert.ok(performance.now() - startedMs < 1_000, source.slice(0, 40));
      if (!('code' in feed)) assert.ok(!/root:|hahaha/.test(JSON.stringify(feed.entries)));
    }
    assert.ok(process.memoryUsage().rss - beforeBytes < 150 * 1024 * 1024);
  });
});
