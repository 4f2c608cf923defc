import { noteKnown, noteValidators } from './memory.ts';
import { pageKey } from './page-address.ts';
import { reasonOf } from './reason.ts';
import { haltOf, unreadOf, type Halt, type OpenPage, type Trip } from './trip.ts';
import { msOf, readArticle } from './visit-article.ts';
import type { ExtractRefusal, ListPage } from './extract/extract.ts';

/** Pages of a list that are read while they hold anything new. */
export const LIST_PAGES_MAX = 5;

/** Reads the articles of a list page that are not known yet, as far as the visit goes. */
async function readLinks(trip: Trip, links: ListPage['links']): Promise<{ readonly fresh: number }> {
  let fresh = 0;
  for (const link of links) {
    const key = pageKey(link.url);
    const known = trip.memory.known.get(key);
    if (known) {
      noteKnown(trip.memory, key, known);
      continue;
    }
    fresh++;
    const publishedMs = msOf(link.publishedAt, trip.clock());
    const read = await readArticle(trip, link.url, { title: link.title, publishedMs });
    if (trip.halted()) return { fresh };
    // What may mend itself is asked for again at the next visit; what is gone or forbidden is not.
    if ('reason' in read && read.kind === 'retry') continue;
    if (!('reason' in read) && !(await trip.keep(read))) return { fresh };
    noteKnown(trip.memory, key, { mark: trip.clock(), page: '' });
  }
  return { fresh };
}

/** Reads a list page, the articles on it that are new, and its next pages while they bring anything. */
export async function visitList(trip: Trip, first: OpenPage): Promise<Halt> {
  const seen = new Set<string>();
  let page: OpenPage | null = first;
  for (let count = 0; page && count < LIST_PAGES_MAX; count++) {
    seen.add(pageKey(page.url));
    const list: ListPage | ExtractRefusal = await trip.extractor.extract({
      want: 'list',
      html: page.html,
      url: page.url,
      nowMs: page.fetchedMs,
    });
    if ('refused' in list) return haltOf(unreadOf(list));
    if (list.links.length === 0 && count === 0) return nothingFound(trip);
    const { fresh } = await readLinks(trip, list.links);
    const halted = trip.halted();
    if (halted) return halted;
    page = fresh === 0 || list.next === null || seen.has(pageKey(list.next)) ? null : await nextPage(trip, list.next);
  }
  return finished(trip, first);
}

export async function nextPage(trip: Trip, address: string): Promise<OpenPage | null> {
  const opened = await trip.open(address);
  return opened.kind === 'page' ? opened : null;
}

/** A source that never brought anything is set aside; one that did may be empty for once. */
export function nothingFound(trip: Trip): Halt {
  return haltOf({ kind: trip.memory.seenMs === 0 ? 'set-aside' : 'give-up', reason: reasonOf('nothing-found') });
}

/** Ends a visit that saw all there is: only then is the page's version remembered, so that a rest is never skipped as unchanged. */
export function finished(trip: Trip, first: OpenPage): Halt {
  const halted = trip.halted();
  if (halted) return halted;
  noteValidators(trip.memory, pageKey(first.address), first.validators);
  trip.memory.seenMs = first.fetchedMs;
  return { outcome: 'ok', reason: trip.noted(), notBeforeMs: null };
}
