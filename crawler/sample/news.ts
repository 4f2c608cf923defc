/** 清河新闻网: a list of local news and readers' letters, and its articles. */
import type { Answer } from './answer.ts';
import { found, HTML, missing } from './answer.ts';
import { clockText, dateText } from './calendar.ts';
import { document, escaped, paragraphs } from './html.ts';
import type { TownPost } from './post.ts';
import { SITE_NAMES } from './post.ts';
import type { TownThread } from './thread.ts';
import { pageOf, threadsOf } from './thread.ts';

export const LIST_PATH = '/news/';
const PER_PAGE = 25;
const PAGES_MAX = 3;

export function newsAnswer(path: string, posts: readonly TownPost[]): Answer {
  const threads = threadsOf(posts, 'news');
  const list = /^(?:\/|\/news\/(?:index(?:_(\d{1,3}))?\.html)?)$/.exec(path);
  if (list) {
    const page = Number(list[1] ?? 1);
    const { shown, pages } = pageOf(threads, page, PER_PAGE, PAGES_MAX);
    const newest = shown[0]?.opening;
    return newest
      ? found(HTML, listPage(shown, page, pages), `${newest.thread} ${shown.length} ${pages}`, newest.publishedMs)
      : missing();
  }
  const at = threads.findIndex((one) => articlePath(one.opening) === path);
  const thread = threads[at];
  if (!thread) return missing();
  return found(HTML, article(thread.opening), String(thread.serial), thread.opening.publishedMs);
}

function articlePath(post: TownPost): string {
  return `/news/${dateText(post.publishedMs).replaceAll('-', '')}/content_${post.thread}.html`;
}

function pagePath(page: number): string {
  return page === 1 ? '/news/index.html' : `/news/index_${page}.html`;
}

function listPage(threads: readonly TownThread[], page: number, pages: number): string {
  const rows = threads.map(
    ({ opening: post }) =>
      `<li><span class="time">${dateText(post.publishedMs)} ${clockText(post.publishedMs)}</span><a href="${articlePath(post)}" target="_blank">${escaped(post.title)}</a></li>`,
  );
  const previous = page > 1 ? `<a href="${pagePath(page - 1)}">上一页</a> ` : '';
  const next = page < pages ? ` <a class="next" href="${pagePath(page + 1)}">下一页</a>` : '';
  return document(
    `要闻与来信 - ${SITE_NAMES.news}`,
    `<h1>${SITE_NAMES.news}</h1>
<div class="nav"><a href="/">首页</a> <a href="${LIST_PATH}">要闻与来信</a></div>
<ul class="newslist">
${rows.join('\n')}
</ul>
<div class="page">${previous}第 ${page} 页，共 ${pages} 页${next}</div>`,
  );
}

function article(post: TownPost): string {
  const from = post.kind === 'official' ? SITE_NAMES.news : '读者来信';
  return document(
    `${post.title}_${SITE_NAMES.news}`,
    `<div class="nav"><a href="/">首页</a> &gt; <a href="${LIST_PATH}">要闻与来信</a></div>
<div class="article">
<h1>${escaped(post.title)}</h1>
<div class="info"><span>${dateText(post.publishedMs)} ${clockText(post.publishedMs)}</span> <span>来源：${from}</span></div>
<div class="content">
${paragraphs(post.text)}
</div>
</div>`,
  );
}
