/** 清河论坛: a board and its threads, laid out as the widespread forum software does it, in GBK. */
import type { Answer } from './answer.ts';
import { found, missing } from './answer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, clockText, dateText, dayOf, twoDigits, wallOf } from './calendar.ts';
import { encodeGbk } from './gbk.ts';
import { escaped } from './html.ts';
import type { TownPost } from './post.ts';
import { SITE_NAMES } from './post.ts';
import type { TownThread } from './thread.ts';
import { pageOf, threadsOf } from './thread.ts';

export const BOARD_PATH = '/forum-2-1.html';
const THREADS_PER_PAGE = 20;
const BOARD_PAGES_MAX = 5;
const POSTS_PER_PAGE = 10;
const THREAD_PAGES_MAX = 20;
const GBK_HTML = 'text/html; charset=gbk';
const SEATS = ['楼主', '沙发', '板凳', '地板'];

export function forumAnswer(path: string, posts: readonly TownPost[], nowMs: number): Answer {
  const threads = threadsOf(posts, 'forum');
  const board = /^(?:\/|\/forum-2-(\d{1,3})\.html)$/.exec(path);
  if (board) {
    const page = Number(board[1] ?? 1);
    const { shown, pages } = pageOf(threads, page, THREADS_PER_PAGE, BOARD_PAGES_MAX);
    const newest = shown[0]?.last;
    const version = shown.map((one) => `${one.serial}.${one.posts.length}`).join(' ');
    return newest
      ? found(GBK_HTML, encodeGbk(boardPage(shown, page, pages, nowMs)), `${version} ${pages}`, newest.publishedMs)
      : missing();
  }
  const asked = /^\/thread-(\d{1,9})-(\d{1,3})-\d{1,3}\.html$/.exec(path);
  const thread = threads.find((one) => String(one.serial) === asked?.[1]);
  if (!asked || !thread) return missing();
  const page = Number(asked[2]);
  const { shown, pages } = pageOf(thread.posts, page, POSTS_PER_PAGE, THREAD_PAGES_MAX);
  const last = shown.at(-1);
  if (!last) return missing();
  return found(
    GBK_HTML,
    encodeGbk(threadPage(thread, shown, page, pages, nowMs)),
    `${thread.serial} ${last.floor} ${pages}`,
    last.publishedMs,
  );
}

/** How long ago, as the software says it: 刚刚, 3 分钟前, 2 小时前, 今天 08:12, 昨天 21:40, or the day. */
export function agoText(ms: number, nowMs: number): string {
  const agoMs = nowMs - ms;
  if (agoMs < MINUTE_MS) return '刚刚';
  if (agoMs < HOUR_MS) return `${Math.floor(agoMs / MINUTE_MS)}&nbsp;分钟前`;
  if (agoMs < 3 * HOUR_MS) return `${Math.floor(agoMs / HOUR_MS)}&nbsp;小时前`;
  const days = dayOf(nowMs) - dayOf(ms);
  if (days === 0) return `今天&nbsp;${clockText(ms)}`;
  if (days === 1) return `昨天&nbsp;${clockText(ms)}`;
  if (agoMs < 3 * DAY_MS && days === 2) return `前天&nbsp;${clockText(ms)}`;
  return dateText(ms);
}

function timeSpan(ms: number, nowMs: number): string {
  return `<span title="${dateText(ms)} ${clockText(ms)}:${twoDigits(wallOf(ms).second)}">${agoText(ms, nowMs)}</span>`;
}

function frame(title: string, body: string, nowMs: number): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk" />
<title>${escaped(title)} - Powered by Discuz!</title>
<meta name="generator" content="Discuz! X3.5" />
</head>
<body id="nv_forum" class="pg_viewthread">
<div id="hd"><div class="wp"><h2><a href="/" title="${SITE_NAMES.forum}">${SITE_NAMES.forum}</a></h2></div></div>
<div id="wp" class="wp">
${body}
</div>
<div id="ft" class="wp cl"><p>清河县是虚构的示例县，本站内容均为示例。</p><p class="xs0">GMT+8, ${dateText(nowMs)} ${clockText(nowMs)}</p></div>
</body>
</html>
`;
}

function pager(page: number, pages: number, path: (page: number) => string): string {
  if (pages === 1) return '';
  const links = Array.from({ length: pages }, (_, at) => at + 1).map((one) =>
    one === page ? `<strong>${one}</strong>` : `<a href="${path(one)}">${one}</a>`,
  );
  const next = page < pages ? `<a href="${path(page + 1)}" class="nxt">下一页</a>` : '';
  return `<div class="pgs cl"><div class="pg">${links.join('')}${next}</div></div>`;
}

function member(name: string, at: number): string {
  return `<a href="space-uid-${at % 9000}.html">${escaped(name)}</a>`;
}

function boardPage(threads: readonly TownThread[], page: number, pages: number, nowMs: number): string {
  const rows = threads.map(({ serial, title, opening, last, posts }) => {
    const morePages = Math.ceil(posts.length / POSTS_PER_PAGE);
    const more =
      morePages > 1
        ? `<span class="tps">&nbsp;...<a href="thread-${serial}-${morePages}-1.html">${morePages}</a></span>`
        : '';
    return `<tbody id="normalthread_${serial}">
<tr>
<td class="icn"><a href="thread-${serial}-1-1.html" title="新窗口打开"></a></td>
<th class="common"><a href="thread-${serial}-1-1.html" class="s xst">${escaped(title)}</a>${more}</th>
<td class="by"><cite>${member(opening.author, serial)}</cite><em>${timeSpan(opening.publishedMs, nowMs)}</em></td>
<td class="num"><a href="thread-${serial}-1-1.html" class="xi2">${posts.length - 1}</a><em>${posts.length * 23 + (serial % 61)}</em></td>
<td class="by"><cite>${member(last.author, serial + last.floor)}</cite><em><a href="forum.php?mod=redirect&amp;tid=${serial}&amp;goto=lastpost#lastpost">${timeSpan(last.publishedMs, nowMs)}</a></em></td>
</tr>
</tbody>`;
  });
  const body = `<div id="threadlist" class="tl bm bmw">
<h1 class="xs2"><a href="forum-2-1.html">百姓生活</a></h1>
<table summary="forum_2" cellspacing="0" cellpadding="0" id="threadlisttableid">
${rows.join('\n')}
</table>
</div>
${pager(page, pages, (one) => `forum-2-${one}.html`)}`;
  return frame(`百姓生活 - ${SITE_NAMES.forum}`, body, nowMs);
}

function postBox(post: TownPost, nowMs: number): string {
  const pid = post.thread * 100 + post.floor;
  const seat = SEATS[post.floor - 1] ?? `<em>${post.floor}</em><sup>#</sup>`;
  return `<div id="post_${pid}">
<table id="pid${pid}" class="plhin" summary="pid${pid}" cellspacing="0" cellpadding="0">
<tr>
<td class="pls" rowspan="2"><div class="pls favatar"><div class="pi"><div class="authi"><a href="space-uid-${pid % 9000}.html" target="_blank" class="xw1">${escaped(post.author)}</a></div></div></div></td>
<td class="plc"><div class="pi"><strong><a href="forum.php?mod=redirect&amp;goto=findpost&amp;ptid=${post.thread}&amp;pid=${pid}" id="postnum${pid}">${seat}</a></strong>
<div class="pti"><div class="authi"><em id="authorposton${pid}">发表于 ${timeSpan(post.publishedMs, nowMs)}</em></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_${pid}">
${escaped(post.text).replaceAll('\n', '<br />\n')}</td></tr></table></div></div></div></td>
</tr>
</table>
</div>`;
}

function threadPage(
  thread: TownThread,
  posts: readonly TownPost[],
  page: number,
  pages: number,
  nowMs: number,
): string {
  const body = `<div id="pt" class="bm cl"><div class="z"><a href="/">${SITE_NAMES.forum}</a> &rsaquo; <a href="forum-2-1.html">百姓生活</a></div></div>
<div id="postlist" class="pl bm">
<table cellspacing="0" cellpadding="0"><tr><td class="plc ptm pbn vwthd"><h1 class="ts"><span id="thread_subject">${escaped(thread.title)}</span></h1></td></tr></table>
${posts.map((post) => postBox(post, nowMs)).join('\n')}
</div>
${pager(page, pages, (one) => `thread-${thread.serial}-${one}-1.html`)}`;
  return frame(`${thread.title} - 百姓生活 - ${SITE_NAMES.forum}`, body, nowMs);
}
