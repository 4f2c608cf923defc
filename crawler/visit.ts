import { createHash } from 'node:crypto';
import type { CrawledKind } from '../api/contract/source.ts';
import { noteKnown } from './memory.ts';
import { pageIdentity, pageKey } from './page-address.ts';
import type { ReadPost } from './posts.ts';
import { haltOf, unreadOf, startTrip, type Halt, type OpenPage, type Trip, type TripParts } from './trip.ts';
import { pageOf, postsOf } from './visit-article.ts';
import { visitBoard } from './visit-board.ts';
import { visitFeed } from './visit-feed.ts';
import { finished, nothingFound, visitList } from './visit-list.ts';

/** What a visit came to: how the source is to be treated, what it was read as, and what it brought. */
export type VisitResult = Halt & {
  readonly kind: CrawledKind;
  readonly pages: number;
  readonly posts: number;
  /** The source's own page, where it was read. */
  readonly first: OpenPage | null;
};

export type VisitTask = TripParts & {
  /** Null: as what the page looks like. */
  readonly kind: CrawledKind | null;
  readonly url: string;
};

/**
 * Visits a source: its own page first (not read again where the site says that it is unchanged), then what it lists and is not known
 * yet. The memory is changed in place; posts are handed to `keep` page by page. Never throws for what a site does.
 */
export async function visit(task: VisitTask): Promise<VisitResult> {
  const trip = startTrip(task);
  const result = (halt: Halt, kind: CrawledKind, first: OpenPage | null): VisitResult => ({
    ...halt,
    ...trip.counts(),
    kind,
    first,
  });
  const opened = await trip.open(task.url, task.memory.validators.get(pageKey(task.url)) ?? null);
  if (opened.kind === 'not-modified') {
    task.memory.seenMs = task.clock();
    return result({ outcome: 'unchanged', reason: null, notBeforeMs: null }, task.kind ?? 'list', null);
  }
  if (opened.kind !== 'page') return result(trip.halted() ?? haltOf(opened), task.kind ?? 'list', null);
  if (task.kind === 'feed') return result(await visitFeed(trip, opened), 'feed', opened);
  if (task.kind === 'list') return result(await visitList(trip, opened), 'list', opened);
  if (task.kind === 'board') return result(await visitBoard(trip, opened), 'board', opened);
  const { halt, kind } = await visitGuessed(trip, opened, task.url);
  return result(halt, task.kind ?? kind, opened);
}

/** Reads a page as what it looks like. An article or a thread by itself is a list of one. */
async function visitGuessed(
  trip: Trip,
  page: OpenPage,
  address: string,
): Promise<{ readonly halt: Halt; readonly kind: CrawledKind }> {
  const { html, url, contentType } = page;
  const kind = await trip.extractor.extract({ want: 'kind', html, url, contentType });
  if (typeof kind !== 'string') return { halt: haltOf(unreadOf(kind)), kind: 'list' };
  if (kind === 'feed') return { halt: await visitFeed(trip, page), kind: 'feed' };
  if (kind === 'board') return { halt: await visitBoard(trip, page), kind: 'board' };
  if (kind === 'list' || kind === 'unknown') return { halt: await visitList(trip, page), kind: 'list' };
  return { halt: await visitOne(trip, page, address), kind: 'list' };
}

async function visitOne(trip: Trip, page: OpenPage, address: string): Promise<Halt> {
  const read = await pageOf(trip, page);
  if ('reason' in read) return haltOf(read);
  const posts = postsOf(read, address, { title: '', publishedMs: null }, page.fetchedMs);
  if (posts.length === 0) return nothingFound(trip);
  // The page is read anew each time: only what is new on it, or was changed, goes on.
  const fresh = posts
    .map((post) => ({ post, key: textKey(address, post) }))
    .filter(({ key }) => !trip.memory.known.has(key));
  if (!(await trip.keep(fresh.map(({ post }) => post)))) return finished(trip, page);
  for (const post of posts) noteKnown(trip.memory, textKey(address, post), { mark: page.fetchedMs, page: '' });
  return finished(trip, page);
}

function textKey(address: string, { floor, title, text }: ReadPost): string {
  const parts = [pageIdentity(address), floor, title, text].join('\u0000');
  return createHash('sha256').update(parts).digest('base64url').slice(0, 11);
}
