import { maskUrl } from '../api/contract/privacy.ts';
import type { BoardThread } from './extract/board.ts';
import type { BoardPage, ExtractRefusal } from './extract/extract.ts';
import type { KnownPage, Memory } from './memory.ts';
import { noteKnown } from './memory.ts';
import { pageAddress, pageKey } from './page-address.ts';
import { haltOf, unreadOf, type Halt, type OpenPage, type Trip } from './trip.ts';
import { pageOf, postsOf } from './visit-article.ts';
import { finished, nextPage, nothingFound } from './visit-list.ts';

/** Pages of a board that are read while their threads are new or grew. */
export const BOARD_PAGES_MAX = 3;
/** Pages of one thread in one visit; a longer one is read on at the next. */
export const THREAD_PAGES_MAX = 20;
/** The site's clock may be off by this without a reply being missed. */
const SKEW_MS = 15 * 60_000;
/** A thread whose board shows no time, or only the day, is looked at again after this, */
const RECHECK_MS = 30 * 60_000;
/** and only among the first of the page. */
const RECHECK_TOP = 20;
/** The mark of a thread of which pages are left. */
const UNFINISHED = -1;
/** A longer address of a thread's last page is not remembered: the thread is read from its start. */
const PAGE_ADDRESS_MAX = 400;
const DAY_MS = 24 * 3_600_000;
const BEIJING_MS = 8 * 3_600_000;

/**
 * Whether a thread may hold what was not read yet. A board shows the time of the last reply, often as "3 hours ago", which moves with the
 * clock: so a thread counts as grown only if that time is also later than the last whole visit.
 */
export function isGrown(
  thread: BoardThread,
  rank: number,
  known: KnownPage | undefined,
  memory: Memory,
  nowMs: number,
): boolean {
  if (!known || known.mark < 0) return true;
  const { lastMs } = thread;
  const isDayOnly = lastMs !== undefined && (lastMs + BEIJING_MS) % DAY_MS === 0 && nowMs - lastMs < DAY_MS;
  if (lastMs === undefined || isDayOnly) return rank < RECHECK_TOP && nowMs - known.mark >= RECHECK_MS;
  return lastMs > known.mark && lastMs > memory.seenMs - SKEW_MS;
}

/** Reads a thread from the page on which it stopped last time. Null where the visit is over or the thread should be tried again. */
async function readThread(trip: Trip, thread: BoardThread, known: KnownPage | undefined): Promise<KnownPage | null> {
  let address = known && known.page !== '' ? known.page : thread.url;
  const seen = new Set<string>();
  let last = '';
  for (let count = 0; count < THREAD_PAGES_MAX; count++) {
    const opened = await trip.open(address);
    if (trip.halted() || opened.kind === 'retry') return null;
    if (opened.kind !== 'page') return settled(trip, thread, last);
    const page = await pageOf(trip, opened);
    if ('reason' in page) return settled(trip, thread, last);
    const posts = postsOf(
      { ...page, thread: thread.url },
      address,
      { title: thread.title, publishedMs: null },
      opened.fetchedMs,
    );
    if (!(await trip.keep(posts))) return null;
    if (address !== thread.url) last = address;
    seen.add(pageAddress(address));
    if (page.next === null || seen.has(pageAddress(page.next))) return settled(trip, thread, last);
    address = page.next;
  }
  return { mark: UNFINISHED, page: rememberable(last) };
}

/** What is remembered of a thread. A reply in the very minute of the reading would look old: the mark stays just below. */
function settled(trip: Trip, { lastMs }: BoardThread, page: string): KnownPage {
  const nowMs = trip.clock();
  const mark = lastMs === undefined ? nowMs : nowMs - lastMs < 60_000 ? lastMs - 1 : Math.max(lastMs, 0);
  return { mark, page: rememberable(page) };
}

/** A thread's last page is remembered by its address if nothing in that is anybody's. */
function rememberable(page: string): string {
  return page.length <= PAGE_ADDRESS_MAX && maskUrl(page) === page ? page : '';
}

async function readThreads(trip: Trip, threads: readonly BoardThread[]): Promise<number> {
  let grown = 0;
  for (const [rank, thread] of threads.entries()) {
    const key = pageKey(thread.url);
    const known = trip.memory.known.get(key);
    if (!isGrown(thread, rank, known, trip.memory, trip.clock())) {
      if (known) noteKnown(trip.memory, key, known);
      continue;
    }
    grown++;
    const read = await readThread(trip, thread, known);
    if (trip.halted()) return grown;
    if (read) noteKnown(trip.memory, key, read);
  }
  return grown;
}

/** Reads a board: the threads that are new or grew, each with its replies, and the board's next pages while they bring anything. */
export async function visitBoard(trip: Trip, first: OpenPage): Promise<Halt> {
  const seen = new Set<string>();
  let page: OpenPage | null = first;
  for (let count = 0; page && count < BOARD_PAGES_MAX; count++) {
    seen.add(pageKey(page.url));
    const board: BoardPage | ExtractRefusal = await trip.extractor.extract({
      want: 'board',
      html: page.html,
      url: page.url,
      nowMs: page.fetchedMs,
    });
    if ('refused' in board) return haltOf(unreadOf(board));
    if (board.threads.length === 0 && count === 0) return nothingFound(trip);
    const grown = await readThreads(trip, board.threads);
    const halted = trip.halted();
    if (halted) return halted;
    page =
      grown === 0 || board.next === null || seen.has(pageKey(board.next)) ? null : await nextPage(trip, board.next);
  }
  return finished(trip, first);
}
