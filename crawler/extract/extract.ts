import { articleText } from './article.ts';
import { threadOf, nextOf } from './address.ts';
import { absolute, parsePage, type PageDocument } from './document.ts';
import { type ExtractRefusal, isExtractRefusal, TITLE_CHARS_MAX } from './limits.ts';
import { outletOf, titleOf } from './meta.ts';
import { publishedOf } from './published.ts';
import { pageNowMs } from './stamp.ts';
import { looksLikeThread } from './kind.ts';
import { lineOf } from './text.ts';
import { type ThreadPost, threadPosts, unknownThreadPosts } from './thread.ts';

export { type BoardPage, extractBoard } from './board.ts';
export { guessKind, type PageKind } from './kind.ts';
export { type ExtractRefusal, isExtractRefusal } from './limits.ts';
export { extractList, type ListPage } from './list.ts';
export type { ThreadPost } from './thread.ts';

/** Prose outside the blocks that repeat; with more of it a page is an article with comments, unless its address is a thread's. */
const PROSE_OUTSIDE_MAX = 100;
/** A line of prose is at least this long; names, times and menus are shorter. */
const PROSE_LINE_MIN = 20;

/** Shorter links into a thread are page numbers and views. */
const LINKED_TITLE_MIN = 5;

/** What a page says. Texts are not masked yet: whoever lets them out of memory masks them. Times are ISO 8601 with offset. */
export interface Page {
  readonly kind: 'article' | 'thread';
  readonly title: string;
  readonly publishedAt: string | null;
  readonly outlet: string | null;
  /** The main text; of a thread that of its first post on this page. */
  readonly text: string;
  /** The next page of the same article or thread, absolute. */
  readonly next: string | null;
  /** Of a thread. */
  readonly posts?: readonly ThreadPost[];
  /** Of a thread: its address without page, view and post. */
  readonly thread?: string;
}

/**
 * Reads an article or a forum thread. `nowMs` is when the page was fetched: relative times count from it, or from the page's own
 * clock where it prints one. `url` may be empty for a saved page.
 */
export function extractPage(html: string, url: string, nowMs: number): Page | ExtractRefusal {
  const page = parsePage(html, url);
  if (isExtractRefusal(page)) return page;
  const clockMs = pageNowMs(html, nowMs);
  const known = threadPosts(page, clockMs);
  if (known) return threadPage(page, known);
  const article = articlePage(page, clockMs);
  const posts = looksLikeThread(page) ? unknownThreadPosts(page, clockMs) : null;
  return posts && isThread(page, posts, article.text) ? threadPage(page, posts) : article;
}

/** Comments below an article are posts by their shape too: in a thread there is little prose beside the posts. */
function isThread(page: PageDocument, posts: readonly ThreadPost[], text: string): boolean {
  // A block that a page repeats word for word (buttons to share it) is told once.
  const inPosts = [...new Set(posts.map((post) => post.text))].join('\n');
  const outside = text
    .split('\n')
    .filter((line) => line.length >= PROSE_LINE_MIN && /[，。！？,.!?]/.test(line) && !inPosts.includes(line))
    .reduce((sum, line) => sum + line.length, 0);
  const isThreadAddress = page.base !== null && threadOf(page.base) !== null;
  return outside <= (isThreadAddress ? Math.max(PROSE_OUTSIDE_MAX, inPosts.length) : PROSE_OUTSIDE_MAX);
}

function threadPage(page: PageDocument, posts: readonly ThreadPost[]): Page {
  const [first] = posts;
  const thread = page.base === null ? null : threadOf(page.base);
  return {
    kind: 'thread',
    title: titleOf(page) || linkedTitle(page, thread),
    publishedAt: first?.publishedAt ?? null,
    outlet: outletOf(page),
    text: first?.text ?? '',
    next: nextOf(page),
    posts,
    ...(thread === null ? {} : { thread }),
  };
}

/** Second pages of some forums have no title: the path at their top links back to the thread by its name. */
function linkedTitle(page: PageDocument, thread: string | null): string {
  if (thread === null) return '';
  const links = page.$('a[href]').toArray();
  const texts = links
    .filter((link) => threadAt(page, link.attribs['href'] ?? '') === thread)
    .map((link) => lineOf([link]));
  return texts.find((text) => text.length >= LINKED_TITLE_MIN)?.slice(0, TITLE_CHARS_MAX) ?? '';
}

function threadAt(page: PageDocument, href: string): string | null {
  const target = absolute(href, page.base);
  return target === null ? null : threadOf(target);
}

function articlePage(page: PageDocument, nowMs: number): Page {
  const title = titleOf(page);
  return {
    kind: 'article',
    title,
    publishedAt: publishedOf(page, nowMs),
    outlet: outletOf(page),
    text: articleText(page, title),
    next: nextOf(page),
  };
}
