/** 清河在线: the county's portal, with notices and letters, and a feed of both. */
import type { Answer } from './answer.ts';
import { found, HTML, missing } from './answer.ts';
import { clockText, dateText } from './calendar.ts';
import { document, escaped, paragraphs } from './html.ts';
import type { TownPost } from './post.ts';
import { SITE_NAMES } from './post.ts';
import type { TownThread } from './thread.ts';
import { threadsOf } from './thread.ts';

/** Two to three days of notices and letters. */
export const FEED_ENTRIES = 60;
export const FEED_PATH = '/rss.xml';

export function portalAnswer(path: string, posts: readonly TownPost[], origin: string): Answer {
  const threads = threadsOf(posts, 'portal').slice(0, FEED_ENTRIES);
  const newest = threads[0]?.opening;
  const version = `${newest?.thread ?? 0} ${threads.length}`;
  const newestMs = newest?.publishedMs ?? 0;
  if (path === FEED_PATH)
    return found('application/rss+xml; charset=utf-8', feed(threads, origin, newestMs), version, newestMs);
  if (path === '/') return found(HTML, front(threads), version, newestMs);
  const thread = threads.find((one) => articlePath(one.opening) === path);
  return thread ? found(HTML, article(thread.opening), String(thread.serial), thread.opening.publishedMs) : missing();
}

function articlePath(post: TownPost): string {
  return `/art/${dateText(post.publishedMs).replaceAll('-', '/')}/art_${post.thread}.html`;
}

function feed(threads: readonly TownThread[], origin: string, newestMs: number): string {
  const items = threads.map(({ opening }) => {
    const link = `${origin}${articlePath(opening)}`;
    return `<item>
<title>${escaped(opening.title)}</title>
<link>${link}</link>
<guid isPermaLink="true">${link}</guid>
<dc:creator>${escaped(opening.author)}</dc:creator>
<category>${opening.kind === 'official' ? '通知公告' : '互动交流'}</category>
<pubDate>${rfc822(opening.publishedMs)}</pubDate>
<description><![CDATA[${paragraphs(opening.text)}]]></description>
</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${SITE_NAMES.portal}</title>
<link>${origin}/</link>
<description>清河县通知公告与互动交流（示例）</description>
<language>zh-CN</language>
<lastBuildDate>${rfc822(newestMs)}</lastBuildDate>
${items.join('\n')}
</channel>
</rss>
`;
}

function rfc822(ms: number): string {
  return new Date(ms).toUTCString();
}

function front(threads: readonly TownThread[]): string {
  const rows = threads.map(
    ({ opening }) =>
      `<li><span class="time">${dateText(opening.publishedMs)}</span><a href="${articlePath(opening)}">${escaped(opening.title)}</a></li>`,
  );
  const head = `<link rel="alternate" type="application/rss+xml" title="${SITE_NAMES.portal}" href="${FEED_PATH}">\n`;
  return document(
    `${SITE_NAMES.portal} - 清河县`,
    `<h1>${SITE_NAMES.portal}</h1>\n<ul class="list">\n${rows.join('\n')}\n</ul>`,
    head,
  );
}

function article(post: TownPost): string {
  const from = post.kind === 'official' ? post.author : '网友留言';
  return document(
    `${post.title} - ${SITE_NAMES.portal}`,
    `<div class="article">
<h1>${escaped(post.title)}</h1>
<div class="info">发布时间：${dateText(post.publishedMs)} ${clockText(post.publishedMs)} 来源：${escaped(from)}</div>
<div class="content" id="zoom">
${paragraphs(post.text)}
</div>
</div>`,
  );
}
