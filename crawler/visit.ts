import type { CrawledKind } from '../api/contract/source.ts';
import { pageKey } from './page-address.ts';
import { reasonOf } from './reason.ts';
import { haltOf, reasonIn, startTrip, type Halt, type OpenPage, type Trip, type TripParts } from './trip.ts';
import { pageOf, postsOf } from './visit-article.ts';
import { visitBoard } from './visit-board.ts';
import { visitFeed } from './visit-feed.ts';
import { finished, nothingFound, visitList } from './visit-list.ts';

/** What a visit came to: how the source is to be treated, and what it brought. */
export type VisitResult = Halt & { readonly pages: number; readonly posts: number; readonly charset: string | null };

export type VisitTask = TripParts & { readonly kind: CrawledKind; readonly url: string };

/**
 * Visits a source: its own page first (not read again where the site says that it is unchanged), then what it lists and is not known
 * yet. The memory is changed in place; posts are handed to `keep` page by page. Never throws for what a site does.
 */
export async function visit(task: VisitTask): Promise<VisitResult> {
  const trip = startTrip(task);
  const opened = await trip.open(task.url, task.memory.validators.get(pageKey(task.url)) ?? null);
  const result = (halt: Halt, charset: string | null = null): VisitResult => ({ ...halt, ...trip.counts(), charset });
  if (opened.kind === 'not-modified') {
    task.memory.seenMs = task.clock();
    return result({ outcome: 'unchanged', reason: null, notBeforeMs: null });
  }
  if (opened.kind !== 'page') return result(trip.halted() ?? haltOf(opened));
  return result(await visitAs(task.kind, trip, opened, task.url), opened.charset);
}

async function visitAs(kind: CrawledKind, trip: Trip, page: OpenPage, address: string): Promise<Halt> {
  switch (kind) {
    case 'feed':
      return visitFeed(trip, page);
    case 'list':
      return visitList(trip, page);
    case 'board':
      return visitBoard(trip, page);
    case 'rendered':
      return visitRendered(trip, page, address);
  }
}

/** A page that a browser made is read as what it looks like. */
async function visitRendered(trip: Trip, page: OpenPage, address: string): Promise<Halt> {
  const { html, url, contentType } = page;
  const kind = await trip.extractor.extract({ want: 'kind', html, url, contentType });
  if (typeof kind !== 'string') return haltOf({ kind: 'set-aside', reason: reasonIn(kind) });
  if (kind === 'feed') return haltOf({ kind: 'set-aside', reason: reasonOf('not-a-page', { type: 'feed' }) });
  if (kind === 'board') return visitBoard(trip, page);
  if (kind === 'list' || kind === 'unknown') return visitList(trip, page);
  const read = await pageOf(trip, page);
  if ('reason' in read) return haltOf(read);
  const posts = postsOf(read, address, { title: '', publishedMs: null }, page.fetchedMs);
  if (posts.length === 0) return nothingFound(trip);
  await trip.keep(posts);
  return finished(trip, page);
}
