import type { CrawlerHello, Health } from '../contract/index.ts';

type Crawler = Health['crawlers'][number];

/** Which crawlers have asked for work, and when. In memory: who is alive says so again. */
export type CrawlerRoll = {
  heard(hello: CrawlerHello): void;
  list(): readonly Crawler[];
  /** When the last one was heard; the start of this process before any. */
  lastMs(): number;
  outboxFull(): boolean;
};

/** A crawler asks every few seconds; after this it is silent. */
export const SILENT_MS = 90_000;
/** One that was not heard for a day is forgotten. */
const FORGET_MS = 24 * 3_600_000;
export const CRAWLERS_MAX = 200;

export function createCrawlerRoll(now: () => number): CrawlerRoll {
  const startedMs = now();
  const heard = new Map<string, { readonly hello: CrawlerHello; readonly seenMs: number }>();
  return {
    heard(hello) {
      heard.delete(hello.crawler);
      heard.set(hello.crawler, { hello, seenMs: now() });
      for (const [name, { seenMs }] of heard)
        if (heard.size > CRAWLERS_MAX || now() - seenMs > FORGET_MS) heard.delete(name);
    },
    list: () =>
      [...heard.values()].map(({ hello, seenMs }) => ({
        name: hello.crawler,
        seenMs,
        outboxPosts: hello.outboxPosts,
        browser: hello.browser,
        silent: now() - seenMs > SILENT_MS,
      })),
    lastMs: () => Math.max(startedMs, ...[...heard.values()].map(({ seenMs }) => seenMs)),
    outboxFull: () => [...heard.values()].some(({ hello, seenMs }) => hello.outboxFull && now() - seenMs <= SILENT_MS),
  };
}
