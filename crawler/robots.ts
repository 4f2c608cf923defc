import { decode } from './decode.ts';
import type { FetchOptions } from './fetch.ts';
import type { FetchOutcome, Unread } from './fetch-outcome.ts';
import { reasonOf } from './reason.ts';
import { crawlDelayMs, isAllowed, parseRobots, ROBOTS_BYTES_MAX, type Robots } from './robots-rules.ts';

/** RFC 9309: a copy is used for at most a day. */
export const ROBOTS_AGE_MAX_MS = 24 * 3_600_000;
/** A robots.txt that could not be read is asked for again after this. */
export const ROBOTS_AWAY_MS = 10 * 60_000;
/** Sites whose robots.txt is remembered. */
export const ROBOTS_SITES_MAX = 2_000;

/** What a site says to us about one address. */
export type RobotsAnswer = { readonly kind: 'open'; readonly delayMs: number | null } | Unread;

type Known = { readonly untilMs: number; readonly rules: Robots } | { readonly untilMs: number; readonly away: Unread };

export type RobotsOptions = {
  /** Our name as robots.txt files call it. */
  readonly agent: string;
  readonly clock: () => number;
  readonly fetch: (address: string, options: FetchOptions) => Promise<FetchOutcome>;
};

export type RobotsKeeper = { readonly ask: (url: URL, options?: FetchOptions) => Promise<RobotsAnswer> };

const EVERYTHING: Robots = { groups: [] };

/**
 * Keeps the robots.txt of each site: 4xx means that all is allowed, 5xx and silence that nothing is for now, a good copy is read
 * again after a day. The least recently used of `ROBOTS_SITES_MAX` sites is forgotten.
 */
export function createRobots({ agent, clock, fetch }: RobotsOptions): RobotsKeeper {
  const sites = new Map<string, Promise<Known>>();

  async function read(origin: string, options: FetchOptions): Promise<Known> {
    const outcome = await fetch(`${origin}/robots.txt`, { ...options, accept: 'text/plain,*/*;q=0.5' });
    const nowMs = clock();
    if (outcome.kind === 'ok') {
      const { text } = decode(outcome.bytes.subarray(0, ROBOTS_BYTES_MAX + 1), outcome.contentType);
      return { untilMs: nowMs + ROBOTS_AGE_MAX_MS, rules: parseRobots(text) };
    }
    if (outcome.kind === 'give-up' && outcome.reason.code !== 'too-big')
      return { untilMs: nowMs + ROBOTS_AGE_MAX_MS, rules: EVERYTHING };
    if (outcome.kind === 'set-aside') return { untilMs: nowMs, away: outcome };
    if (outcome.kind === 'retry' && outcome.reason.code === 'stopped') return { untilMs: nowMs, away: outcome };
    const asked = outcome.kind === 'retry' ? outcome.notBeforeMs : null;
    const untilMs = Math.min(Math.max(asked ?? 0, nowMs + ROBOTS_AWAY_MS), nowMs + ROBOTS_AGE_MAX_MS);
    return { untilMs, away: { kind: 'retry', reason: reasonOf('robots-away'), notBeforeMs: untilMs } };
  }

  async function known(origin: string, options: FetchOptions): Promise<Known> {
    const held = sites.get(origin);
    if (held) {
      const value = await held;
      if (value.untilMs > clock()) return value;
    }
    // Another asker may have begun to read it anew meanwhile.
    const begun = sites.get(origin);
    const reading = begun && begun !== held ? begun : read(origin, options);
    sites.delete(origin);
    sites.set(origin, reading);
    const [oldest] = sites.keys();
    if (sites.size > ROBOTS_SITES_MAX && oldest !== undefined) sites.delete(oldest);
    return reading;
  }

  async function ask(url: URL, options: FetchOptions = {}): Promise<RobotsAnswer> {
    const site = await known(url.origin, options);
    if ('away' in site) return site.away;
    if (!isAllowed(site.rules, agent, url.href)) return { kind: 'give-up', reason: reasonOf('robots-forbid') };
    return { kind: 'open', delayMs: crawlDelayMs(site.rules, agent) };
  }

  return { ask };
}
