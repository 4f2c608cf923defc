import { parseFeedText, type FeedEntry } from './feed.ts';
import { noteKnown } from './memory.ts';
import { pageKey } from './page-address.ts';
import type { ReadPost } from './posts.ts';
import { haltOf, type Halt, type OpenPage, type Trip } from './trip.ts';
import { readArticle } from './visit-article.ts';
import { finished } from './visit-list.ts';

/** A feed whose entries are shorter than this gives teasers: the article itself is read. */
export const TEASER_CHARS_MAX = 200;

function keyOf(entry: FeedEntry): string {
  return pageKey(entry.url ?? entry.id ?? `${entry.title}\u0000${entry.publishedMs ?? 0}`);
}

function postOf(entry: FeedEntry, text: string, publishedMs: number | null): ReadPost {
  return {
    kind: 'entry',
    own: entry.id,
    url: entry.url,
    thread: null,
    floor: null,
    title: entry.title,
    text,
    publishedMs,
    handle: entry.author,
  };
}

/** The post of an entry, with the article's text where the entry only begins it. `isWhole`: false where the article may be had later. */
async function readEntry(
  trip: Trip,
  entry: FeedEntry,
): Promise<{ readonly post: ReadPost; readonly isWhole: boolean }> {
  const teaser = postOf(entry, entry.text, entry.publishedMs);
  if (entry.url === null || entry.text.length > TEASER_CHARS_MAX) return { post: teaser, isWhole: true };
  const read = await readArticle(trip, entry.url, { title: entry.title, publishedMs: entry.publishedMs });
  if ('reason' in read) return { post: teaser, isWhole: read.kind !== 'retry' && !trip.halted() };
  const [article] = read;
  if (!article || article.text.length <= entry.text.length) return { post: teaser, isWhole: true };
  return { post: postOf(entry, article.text, entry.publishedMs ?? article.publishedMs), isWhole: true };
}

/** Reads a feed and its entries that are new. */
export async function visitFeed(trip: Trip, page: OpenPage): Promise<Halt> {
  const feed = parseFeedText(page.html, page.url, page.fetchedMs);
  if ('code' in feed) return haltOf({ kind: trip.memory.seenMs === 0 ? 'set-aside' : 'give-up', reason: feed });
  for (const entry of feed.entries) {
    const key = keyOf(entry);
    const known = trip.memory.known.get(key);
    if (known) {
      noteKnown(trip.memory, key, known);
      continue;
    }
    if (entry.title === '' && entry.text === '') continue;
    const { post, isWhole } = await readEntry(trip, entry);
    if (!(await trip.keep([post]))) break;
    if (isWhole) noteKnown(trip.memory, key, { mark: trip.clock(), page: '' });
    if (trip.halted()) break;
  }
  return finished(trip, page);
}
