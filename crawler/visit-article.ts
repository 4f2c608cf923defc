import { parseTime } from './dates.ts';
import type { Page } from './extract/extract.ts';
import { pageAddress } from './page-address.ts';
import type { ReadPost } from './posts.ts';
import { unreadOf, type OpenPage, type Trip } from './trip.ts';
import type { Unread } from './fetch-outcome.ts';

/** Pages of one article; longer ones are not news. */
const ARTICLE_PAGES_MAX = 5;

/** What is known of an article before it is opened. */
export type ArticleHint = { readonly title: string; readonly publishedMs: number | null };

/** Times from the extractor, which writes ISO with offset, in ms. */
export function msOf(iso: string | null, nowMs: number): number | null {
  if (iso === null) return null;
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? parseTime(iso, nowMs) : ms;
}

/** The posts of one page: an article is one, of a thread each floor is one. `address` is what the page is known by. */
export function postsOf(page: Page, address: string, hint: ArticleHint, nowMs: number): readonly ReadPost[] {
  const title = page.title === '' ? hint.title : page.title;
  if (page.kind === 'thread') {
    const thread = page.thread ?? address;
    const posts = page.posts ?? [];
    const opening = posts.some((post) => post.floor === 0) ? 0 : 1;
    return posts.map((post) => ({
      kind: post.floor === opening ? 'thread' : 'reply',
      own: null,
      url: address,
      thread,
      floor: post.floor,
      // A reply is about what its thread is about: it carries the thread's title.
      title,
      text: post.text,
      publishedMs: msOf(post.publishedAt, nowMs),
      handle: post.handle,
    }));
  }
  if (page.text === '' && title === '') return [];
  return [
    {
      kind: 'article',
      own: null,
      url: address,
      thread: null,
      floor: null,
      title,
      text: page.text,
      publishedMs: msOf(page.publishedAt, nowMs) ?? hint.publishedMs,
      handle: null,
    },
  ];
}

/** Reads an article with its next pages into one post (or a thread's page into its posts). */
export async function readArticle(
  trip: Trip,
  address: string,
  hint: ArticleHint,
): Promise<readonly ReadPost[] | Unread> {
  const opened = await trip.open(address);
  if (opened.kind === 'not-modified') return [];
  if (opened.kind !== 'page') return opened;
  const page = await pageOf(trip, opened);
  if ('reason' in page) return page;
  if (page.kind === 'thread') return postsOf(page, address, hint, opened.fetchedMs);
  const texts = [page.text];
  const seen = new Set([pageAddress(opened.url)]);
  for (let next = page.next; next !== null && texts.length < ARTICLE_PAGES_MAX && !seen.has(pageAddress(next));) {
    seen.add(pageAddress(next));
    const more = await trip.open(next);
    if (more.kind !== 'page') break;
    const part = await pageOf(trip, more);
    if ('reason' in part || part.kind !== 'article') break;
    texts.push(part.text);
    next = part.next;
  }
  return postsOf({ ...page, text: texts.join('\n') }, address, hint, opened.fetchedMs);
}

export async function pageOf(trip: Trip, { html, url, fetchedMs }: OpenPage): Promise<Page | Unread> {
  const page = await trip.extractor.extract({ want: 'page', html, url, nowMs: fetchedMs });
  if (!('refused' in page)) return page;
  const unread = unreadOf(page);
  trip.note(unread.reason);
  return unread;
}
