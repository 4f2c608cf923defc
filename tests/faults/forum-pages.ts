import type { Site } from '../support/site.ts';
import type { Seeds } from './seeds.ts';

/** A forum of the widespread software and a feed, with something of a person in every field that such a site has. */
export function putPages(
  site: Site,
  seeds: Seeds,
): { readonly board: string; readonly feed: string; readonly handles: readonly string[] } {
  const nowMs = Date.now();
  const when = (agoMin: number): string =>
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(
      nowMs - agoMin * 60_000,
    );
  const [opening, second, quoted] = [seeds.handle('author'), seeds.handle('reply author'), seeds.handle('quote')];
  const posts = [
    postBox(101, 1, opening, seeds, when(9), `河西路井盖缺失。${seeds.sentence('opening post')}`),
    postBox(102, 2, second, seeds, when(6), `${quote(quoted, when(8))}我家也是。${seeds.sentence('reply')}`),
    postBox(
      103,
      3,
      opening,
      seeds,
      when(2),
      `<a href="home.php?mod=space&amp;uid=${seeds.uid('link in a post')}">他</a>说没有人管，三天了还没有修好。`,
    ),
  ];
  site.pages.set('/robots.txt', { type: 'text/plain', body: 'User-agent: *\nAllow: /\n' });
  site.pages.set('/forum-2-1.html', boardPage(seeds, when(9), when(2)));
  const thread = threadPage(seeds, `河西路${seeds.sentence('thread title')}`, posts);
  site.pages.set('/thread-7-1-1.html', thread);
  site.pages.set('*', thread);
  // The address of the source as it is kept: without what was personal in it.
  site.pages.set('/feed.xml?id=3&email=-', {
    type: 'application/rss+xml; charset=utf-8',
    body: feedPage(seeds, site.origin, nowMs),
  });
  return {
    board: `${site.origin}/forum-2-1.html`,
    feed: `${site.origin}/feed.xml?id=3&email=`,
    handles: [opening, second],
  };
}

function frame(seeds: Seeds, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>百姓生活 - Powered by Discuz!</title>
<meta name="generator" content="Discuz! X3.5" /><meta name="author" content="${seeds.handle('meta author')}" /></head><body id="nv_forum" class="pg_viewthread">${body}</body></html>`;
}

function quote(handle: string, when: string): string {
  return `<div class="quote"><blockquote><font size="2"><a href="forum.php?mod=redirect&amp;goto=findpost&amp;pid=101&amp;ptid=7"><font color="#999999">${handle} 发表于 ${when}</font></a></font><br />井盖没了</blockquote></div><br />`;
}

function postBox(pid: number, floor: number, author: string, seeds: Seeds, when: string, text: string): string {
  return `<div id="post_${pid}"><table id="pid${pid}" class="plhin"><tr>
<td class="pls" rowspan="2"><div class="pls favatar"><div class="pi"><div class="authi"><a href="space-uid-${seeds.uid('author link')}.html" class="xw1">${author}</a></div></div></div></td>
<td class="plc"><div class="pi"><strong><a href="forum.php?mod=redirect&amp;goto=findpost&amp;ptid=7&amp;pid=${pid}" id="postnum${pid}"><em>${floor}</em><sup>#</sup></a></strong>
<div class="pti"><div class="authi"><em id="authorposton${pid}">发表于 <span title="${when}">${when}</span></em></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_${pid}">${text}</td></tr></table></div></div></div></td></tr>
<tr><td class="plc plm"><div class="sign">${seeds.sentence('signature')}</div></td></tr></table></div>`;
}

function threadPage(seeds: Seeds, title: string, posts: readonly string[]): string {
  return frame(
    seeds,
    `<div id="pt" class="bm cl"><a href="/">清河论坛</a> &rsaquo; <a href="forum-2-1.html">百姓生活</a></div>
<div id="postlist" class="pl bm"><table><tr><td class="plc ptm pbn vwthd"><h1 class="ts"><span id="thread_subject">${title}</span></h1></td></tr></table>
${posts.join('\n')}</div>`,
  );
}

function boardPage(seeds: Seeds, opened: string, last: string): string {
  const member = (field: string): string => `<a href="space-uid-${seeds.uid(field)}.html">${seeds.handle(field)}</a>`;
  const other = `forum.php?mod=viewthread&amp;tid=8&amp;authorid=${seeds.uid('thread address')}&amp;username=${encodeURIComponent(seeds.handle('thread address, name'))}`;
  const row = (serial: number, href: string, title: string): string => `<tbody id="normalthread_${serial}"><tr>
<th class="common"><a href="${href}" class="s xst">${title}</a></th>
<td class="by"><cite>${member('board author')}</cite><em><span>${opened}</span></em></td>
<td class="num"><a href="${href}" class="xi2">2</a><em>40</em></td>
<td class="by"><cite>${member('board last poster')}</cite><em><a href="forum.php?mod=redirect&amp;tid=${serial}&amp;goto=lastpost#lastpost"><span>${last}</span></a></em></td>
</tr></tbody>`;
  const rows = [
    row(7, 'thread-7-1-1.html', `河西路${seeds.sentence('board title')}`),
    row(8, other, '北门停水已经第三天'),
  ];
  return frame(
    seeds,
    `<div id="threadlist"><h1 class="xs2"><a href="forum-2-1.html">百姓生活</a></h1><table id="threadlisttableid">${rows.join('\n')}</table></div>`,
  );
}

function feedPage(seeds: Seeds, origin: string, nowMs: number): string {
  const items = ['feed entry', 'feed entry of another'].map(
    (field, at) => `<item><title>停水通知 ${seeds.sentence(`${field}, title`)}</title>
<link>${origin}/article.html?id=${at}&amp;uid=${seeds.uid(`${field}, link`)}</link>
<guid isPermaLink="false">${seeds.phone(`${field}, guid`)}-${at}</guid><pubDate>${new Date(nowMs - at * 60_000).toUTCString()}</pubDate>
<author>${seeds.handle(`${field}, author`)}</author><dc:creator>${seeds.handle(`${field}, creator`)}</dc:creator>
<description>${'城东停水，请居民提前储水。'.repeat(20)}${seeds.sentence(`${field}, text`)}</description></item>`,
  );
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${seeds.sentence('feed title')}</title>
<managingEditor>${seeds.handle('feed editor')}</managingEditor>${items.join('\n')}</channel></rss>`;
}
