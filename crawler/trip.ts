import type { CrawlReport, Reason } from '../api/contract/source.ts';
import { decode } from './decode.ts';
import type { ExtractRefusal } from './extract/extract.ts';
import type { Extractor } from './extract/pool.ts';
import type { FetchOptions } from './fetch.ts';
import type { Fetched, FetchOutcome, Unread, Validators } from './fetch-outcome.ts';
import type { Memory } from './memory.ts';
import { maskedPost, type MaskedPost, type PostMaker, type ReadPost } from './posts.ts';
import { reasonOf } from './reason.ts';

/** Pages of one visit: a trap of endless links ends here, and the rest of an honest site follows at the next visit. */
export const PAGES_PER_VISIT_MAX = 100;
/** Pages in a row that a site fails to give before it is left alone. */
export const FAILURES_MAX = 3;
/** What may hold text; a page without a type is looked at. */
const PAGE_TYPE = /^(?:text\/|application\/(?:[\w.+-]*(?:xml|json)|octet-stream|x-httpd-php)|$)/i;

/** Fetches one address, be it plainly or through a browser. */
export type Load = (address: string, options?: FetchOptions) => Promise<FetchOutcome>;

export type TripParts = {
  readonly load: Load;
  readonly extractor: Extractor;
  readonly clock: () => number;
  readonly memory: Memory;
  readonly maker: PostMaker;
  /** Takes posts away for good; `full` ends the visit. */
  readonly keep: (posts: readonly MaskedPost[]) => Promise<'kept' | 'full'>;
  readonly signal: AbortSignal;
  /** No page is begun after this. */
  readonly untilMs: number;
  readonly pagesMax?: number;
};

/** A page as text. */
export type OpenPage = {
  readonly kind: 'page';
  /** What was asked for, and where the redirects ended. */
  readonly address: string;
  readonly url: string;
  readonly html: string;
  readonly charset: string;
  readonly contentType: string | null;
  readonly validators: Validators;
  readonly fetchedMs: number;
};

export type Opened = OpenPage | Unread | { readonly kind: 'not-modified' };

/** What a visit is reported with. */
export type Halt = Pick<CrawlReport, 'outcome' | 'reason' | 'notBeforeMs'>;

/** One visit under way: what it may still do, what it brought, and why it ended early. */
export type Trip = Pick<TripParts, 'memory' | 'extractor' | 'clock'> & {
  /** Opens a page. After `halted` has an answer every page comes back as `give-up` at once. */
  readonly open: (address: string, validators?: Validators | null) => Promise<Opened>;
  /** Masks posts and hands them on; false where they were not taken, and the visit is over. */
  readonly keep: (posts: readonly ReadPost[]) => Promise<boolean>;
  /** Remembers why a page was set aside, for the report of a visit that goes on without it. */
  readonly note: (reason: Reason) => void;
  readonly noted: () => Reason | null;
  /** Why the visit goes no further; null while it does. */
  readonly halted: () => Halt | null;
  readonly counts: () => { readonly pages: number; readonly posts: number };
};

/** What it means that a page could not be read in the extractor's thread. */
export function unreadOf({ refused, zh, en }: ExtractRefusal): Unread {
  const reason: Reason = { code: refused, zh, en };
  return refused === 'extractor-busy' ? { kind: 'retry', reason, notBeforeMs: null } : { kind: 'set-aside', reason };
}

const halt = (outcome: Halt['outcome'], reason: Reason | null, notBeforeMs: number | null = null): Halt => ({
  outcome,
  reason,
  notBeforeMs,
});

/** What the source's own page means for the whole visit when it cannot be read. */
export function haltOf(unread: Unread): Halt {
  return halt(unread.kind, unread.reason, unread.kind === 'retry' ? unread.notBeforeMs : null);
}

/** Begins a visit. */
export function startTrip(parts: TripParts): Trip {
  const { clock, memory, maker, pagesMax = PAGES_PER_VISIT_MAX } = parts;
  let pages = 0;
  let posts = 0;
  let failures = 0;
  let halted: Halt | null = null;
  let note: Reason | null = null;

  function barred(): Halt | null {
    if (halted) return halted;
    if (parts.signal.aborted) return halt('retry', reasonOf('stopped'));
    if (pages >= pagesMax) return halt('ok', reasonOf('budget-spent', { limit: pagesMax }));
    return clock() >= parts.untilMs ? halt('ok', reasonOf('lease-over')) : null;
  }

  /** Keeps count of failures: a site that asks to wait, or fails again and again, is left alone. */
  function counted(unread: Unread): Unread {
    if (unread.kind !== 'retry') return unread;
    failures++;
    if (failures >= FAILURES_MAX || unread.notBeforeMs !== null || unread.reason.code === 'asked-to-wait')
      halted = haltOf(unread);
    return unread;
  }

  async function open(address: string, validators: Validators | null = null): Promise<Opened> {
    halted = barred();
    if (halted) return { kind: 'give-up', reason: halted.reason ?? reasonOf('stopped') };
    pages++;
    const outcome = await parts.load(address, { validators, signal: parts.signal });
    if (outcome.kind === 'not-modified') return { kind: 'not-modified' };
    if (outcome.kind !== 'ok') return counted(outcome);
    failures = 0;
    return pageFrom(address, outcome, clock());
  }

  async function keep(read: readonly ReadPost[]): Promise<boolean> {
    const nowMs = clock();
    if ((await parts.keep(read.map((post) => maskedPost(post, maker, nowMs)))) === 'kept') {
      posts += read.length;
      return true;
    }
    halted = halt('retry', reasonOf('outbox-full'));
    return false;
  }

  return {
    memory,
    extractor: parts.extractor,
    clock,
    open,
    keep,
    note: (reason) => {
      note = reason;
    },
    noted: () => note,
    halted: () => halted,
    counts: () => ({ pages, posts }),
  };
}

/** A page as text, or why it holds none. */
function pageFrom(address: string, fetched: Fetched, fetchedMs: number): OpenPage | Unread {
  const { url, contentType, validators } = fetched;
  const type = (contentType ?? '').split(';', 1)[0]?.trim() ?? '';
  if (!PAGE_TYPE.test(type)) return { kind: 'give-up', reason: reasonOf('not-a-page', { type: type.slice(0, 40) }) };
  const { text, charset } = decode(fetched.bytes, contentType);
  return { kind: 'page', address, url, html: text, charset, contentType, validators, fetchedMs };
}
