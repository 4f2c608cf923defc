import type { Page } from './support/site.ts';

/** What gives a person away, another set for each place where it is written: a leak tells where it came from. */
export type Traces = {
  readonly handle: string;
  readonly uid: string;
  readonly phone: string;
  readonly identity: string;
  readonly card: string;
  readonly plate: string;
  readonly mail: string;
  readonly mention: string;
};

export function tracesOf(place: number): Traces {
  const two = String(place).padStart(2, '0');
  return {
    handle: `quietheron${two}夜钓`,
    uid: `703319${two}`,
    phone: `138765504${two}`,
    identity: `1101051990030744${two}`,
    card: `62220212345678901${two}`,
    plate: `冀B7K3${two}`,
    mail: `heron.${two}@mail-of-somebody.example`,
    mention: `quietmention${two}`,
  };
}

/** A sentence that gives all of them away save handle and uid, which stand where a site puts them. */
export function telling({ phone, identity, card, plate, mail, mention }: Traces): string {
  return `城东今天停水，有事打${phone}，身份证${identity}，卡号${card}，车牌${plate}，邮箱${mail}，@${mention} 也在问`;
}

export const BOARD_PATH = '/forum-2-1.html';
export const FEED_PATH = '/feed.xml';

/** A forum as the widespread software lays it out, and a feed: every field that has a person in it, has one of `traces`. */
export function privatePages(traces: readonly Traces[], nowMs: number): Readonly<Record<string, Page>> {
  const at = (place: number): Traces => traces[place] ?? tracesOf(place);
  const time = new Date(nowMs + 8 * 3_600_000 - 5 * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  const member = ({ handle, uid }: Traces): string =>
    `<a href="home.php?mod=space&amp;uid=${uid}" title="${handle}">${handle}</a>`;
  const rows = [1, 2].map(
    (thread) => `<tbody id="normalthread_${thread}"><tr>
<th class="common"><a href="thread-${thread}-1-1.html?authorid=${at(1).uid}&amp;username=${at(1).handle}" class="s xst">城东停水 ${telling(at(2))}</a></th>
<td class="by"><cite>${member(at(3))}</cite><em><span title="${time}">${time}</span></em></td>
<td class="num"><a href="thread-${thread}-1-1.html" class="xi2">2</a></td>
<td class="by"><cite>${member(at(4))}</cite><em><a href="forum.php?mod=redirect&amp;tid=${thread}">${time}</a></em></td>
</tr></tbody>`,
  );
  const post = (number: number, who: Traces): string => `<div id="post_${number}">
<table id="pid${number}" class="plhin"><tr>
<td class="pls" rowspan="2"><div class="authi">${member(who)}</div><p>UID ${who.uid}</p></td>
<td class="plc"><div class="pti"><div class="authi"><em id="authorposton${number}">发表于 ${time}</em></div></div>
<div class="pct"><div class="pcb"><table><tr><td class="t_f" id="postmessage_${number}">
<div class="quote"><blockquote>${at(5).handle} 发表于 ${time}<br />上次也是这样</blockquote></div>
${telling(who)}，<a href="home.php?mod=space&amp;uid=${who.uid}">@${who.mention}</a> 你那边呢<br />第${number}次停水了，大家都在等通知
</td></tr></table></div></div></td></tr></table></div>`;
  const thread = (number: number): string => `<div id="postlist" class="pl bm">
<table><tr><td><h1 class="ts"><span id="thread_subject">城东停水 ${telling(at(2))}</span></h1></td></tr></table>
${post(number * 100 + 1, at(6))}${post(number * 100 + 2, at(7))}</div>`;
  const framed = (body: string): string =>
    `<!DOCTYPE html><html><head><meta charset="utf-8" /><title>城东停水 ${telling(at(2))} - 清河论坛</title>
<meta name="generator" content="Discuz! X3.5" /><meta name="author" content="${at(3).handle}" /></head>
<body id="nv_forum" class="pg_viewthread"><div id="wp" class="wp">${body}</div></body></html>`;
  const table = `<div id="threadlist" class="tl bm bmw"><table id="threadlisttableid">${rows.join('\n')}</table></div>`;
  const entry = ({ handle, uid }: Traces, who: Traces): string => `<item><title>通知 ${telling(who)}</title>
<link>/entry?id=9&amp;uid=${uid}&amp;username=${encodeURIComponent(handle)}&amp;phone=${who.phone}</link><guid>${uid}-${handle}</guid>
<author>${who.mail} (${handle})</author><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">${handle}</dc:creator>
<description>${telling(who)}</description><pubDate>${new Date(nowMs - 300_000).toUTCString()}</pubDate></item>`;
  const pages: Record<string, Page> = {
    [BOARD_PATH]: framed(table),
    [FEED_PATH]: {
      type: 'application/rss+xml; charset=utf-8',
      body: `<?xml version="1.0"?><rss version="2.0"><channel><title>清河发布 ${telling(at(8))}</title>
<managingEditor>${at(8).mail} (${at(8).handle})</managingEditor>${entry(at(9), at(10))}</channel></rss>`,
    },
    '/hook': (request, response) => void request.resume().on('end', () => response.end('{}')),
  };
  for (const number of [1, 2]) {
    pages[`/thread-${number}-1-1.html`] = framed(thread(number));
    // The crawler leaves out what it takes for a person's number, and keeps what it does not know.
    const named = `username=${encodeURIComponent(at(1).handle)}`;
    for (const query of [named, `authorid=${at(1).uid}&${named}`])
      pages[`/thread-${number}-1-1.html?${query}`] = framed(thread(number));
  }
  return pages;
}
