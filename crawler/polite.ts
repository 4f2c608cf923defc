import { hostPortOf } from '../api/contract/address.ts';
import type { Fetcher, FetchOptions } from './fetch.ts';
import type { FetchOutcome, HopOutcome, Unread } from './fetch-outcome.ts';
import { createHostQueue, type Leave } from './host-queue.ts';
import { createRobots } from './robots.ts';

/** Between two requests to one site. */
export const INTERVAL_MS = 1_000;
/** The same for a site of our own network that was named as an exception. */
export const INTERVAL_ALLOWED_MS = 100;
/** A site that says 429 or 503 without a time is left alone for this. */
export const HOLD_MS = 60_000;

/** What names us in robots.txt files. */
export const AGENT = 'FirstwordBot';

/** The crawler's name with a way to reach its people. */
export function userAgentOf(contact: string): string {
  return `${AGENT}/0.1 (+${contact})`;
}

export type Reader = {
  /** Reads a page: robots.txt asked, in its turn, redirects followed with the same care at each hop. */
  readonly read: (address: string, options?: FetchOptions) => Promise<FetchOutcome>;
  /** Reads a part of a page that is open already (script, data): robots.txt asked, no turn, redirects left to the asker. */
  readonly readPart: (address: string, options?: FetchOptions) => Promise<HopOutcome>;
};

export type ReaderOptions = {
  readonly fetcher: Fetcher;
  readonly allowed: ReadonlySet<string>;
  readonly clock: () => number;
  /** Shorter in tests. */
  readonly intervalAllowedMs?: number;
};

/** The fetcher with manners. */
export function createReader(options: ReaderOptions): Reader {
  const { fetcher, allowed, clock, intervalAllowedMs = INTERVAL_ALLOWED_MS } = options;
  const queue = createHostQueue(clock);
  const usual = (url: URL): number => (allowed.has(hostPortOf(url)) ? intervalAllowedMs : INTERVAL_MS);
  const robots = createRobots({ agent: AGENT, clock, fetch: (address, options) => taken(address, options, null) });

  /** One fetch with a turn at each hop; `rule` is asked for leave and for the wait that the site wants. */
  async function taken(
    address: string,
    options: FetchOptions,
    rule: ((url: URL) => Promise<{ delayMs: number | null } | Unread>) | null,
  ): Promise<FetchOutcome> {
    let leave: Leave | null = null;
    let host = '';
    const admit = async (url: URL): Promise<Unread | null> => {
      leave?.();
      leave = null;
      const said = (await rule?.(url)) ?? { delayMs: null };
      if ('reason' in said) return said;
      host = url.host;
      const turn = await queue.enter(host, Math.max(usual(url), said.delayMs ?? 0), options.signal);
      if (typeof turn !== 'function') return turn;
      leave = turn;
      return null;
    };
    try {
      const outcome = await fetcher.fetch(address, { ...options, admit });
      if (outcome.kind === 'retry' && outcome.reason.code === 'asked-to-wait')
        queue.hold(host, outcome.notBeforeMs ?? clock() + HOLD_MS);
      return outcome;
    } finally {
      (leave as Leave | null)?.();
    }
  }

  const askOptions = (options: FetchOptions): FetchOptions => (options.signal ? { signal: options.signal } : {});
  return {
    read: (address, options = {}) => taken(address, options, (url) => robots.ask(url, askOptions(options))),
    readPart: (address, options = {}) =>
      fetcher.fetchHop(address, {
        ...options,
        admit: async (url) => {
          const said = await robots.ask(url, askOptions(options));
          return said.kind === 'open' ? null : said;
        },
      }),
  };
}
