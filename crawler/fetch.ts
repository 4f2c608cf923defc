import { Agent, request } from 'undici';
import { hostPortOf, isPublicAddress, plainHost, webAddress } from '../api/contract/address.ts';
import { readBody } from './body.ts';
import { guardedConnector, type Resolve } from '../api/contract/connector.ts';
import { failureOf } from './fetch-failure.ts';
import { refusedStatus, type FetchOutcome, type HopOutcome, type Unread, type Validators } from './fetch-outcome.ts';
import { reasonOf } from './reason.ts';
import { isIP } from 'node:net';

export const REDIRECTS_MAX = 5;
export const PAGE_BYTES_MAX = 10 * 1024 * 1024;
export const PAGE_TIMEOUT_MS = 30_000;
/** Sockets to one site; its queue asks for one page at a time, a rendered page for its parts. */
const SOCKETS_PER_SITE = 4;

export type FetcherOptions = {
  readonly userAgent: string;
  readonly allowed: ReadonlySet<string>;
  readonly clock: () => number;
  readonly resolve?: Resolve;
  /** Shorter in tests. */
  readonly timeoutMs?: number;
};

export type FetchOptions = {
  readonly accept?: string;
  readonly validators?: Validators | null;
  readonly signal?: AbortSignal;
  readonly bytesMax?: number;
  /** Asked before each hop, the first included: null lets it pass. */
  readonly admit?: (url: URL) => Promise<Unread | null>;
};

export type Fetcher = {
  /** Reads one address and follows its redirects. Never throws for what a site does. */
  readonly fetch: (address: string, options?: FetchOptions) => Promise<FetchOutcome>;
  /** The same without following redirects. */
  readonly fetchHop: (address: string, options?: FetchOptions) => Promise<HopOutcome>;
  readonly close: () => Promise<void>;
};

const PAGES = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5';

/**
 * The one HTTP client of the crawler: public addresses only, redirects by hand, sizes and times limited, no cookies, an honest
 * name. Every outcome says what to do next.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { allowed, timeoutMs = PAGE_TIMEOUT_MS } = options;
  const agent = new Agent({
    connect: guardedConnector(options),
    connections: SOCKETS_PER_SITE,
    pipelining: 1,
    keepAliveTimeout: 4_000,
  });

  async function hop(url: URL, asked: FetchOptions, leftMs: number): Promise<HopOutcome> {
    const bytesMax = asked.bytesMax ?? PAGE_BYTES_MAX;
    const literal = plainHost(url.hostname);
    if (isIP(literal) && !isPublicAddress(literal) && !allowed.has(hostPortOf(url)))
      return { kind: 'set-aside', reason: reasonOf('private-address') };
    const limits = [AbortSignal.timeout(Math.max(1, Math.ceil(leftMs))), ...(asked.signal ? [asked.signal] : [])];
    const signal = AbortSignal.any(limits);
    try {
      return await answerOf(url, asked, options.userAgent, agent, bytesMax, signal, options.clock);
    } catch (error) {
      if (asked.signal?.aborted) return { kind: 'retry', reason: reasonOf('stopped'), notBeforeMs: null };
      return failureOf(error, url.host, timeoutMs, bytesMax);
    }
  }

  async function fetchHop(address: string, asked: FetchOptions = {}): Promise<HopOutcome> {
    const url = webAddress(address);
    if (!url) return { kind: 'give-up', reason: reasonOf('bad-address') };
    return (await asked.admit?.(url)) ?? hop(url, asked, timeoutMs);
  }

  async function fetch(address: string, asked: FetchOptions = {}): Promise<FetchOutcome> {
    let url = webAddress(address);
    let leftMs = timeoutMs;
    for (let hops = 0; hops <= REDIRECTS_MAX; hops++) {
      if (!url) return { kind: 'give-up', reason: reasonOf(hops === 0 ? 'bad-address' : 'redirect-nowhere') };
      const barred = await asked.admit?.(url);
      if (barred) return barred;
      const startedMs = performance.now();
      const outcome = await hop(url, asked, leftMs);
      if (outcome.kind !== 'redirect') return outcome;
      leftMs -= performance.now() - startedMs;
      url = webAddress(outcome.to, url.href);
    }
    return { kind: 'give-up', reason: reasonOf('too-many-redirects', { limit: REDIRECTS_MAX }) };
  }

  return { fetch, fetchHop, close: () => agent.destroy() };
}

function headersOf(asked: FetchOptions, userAgent: string): Record<string, string> {
  const { etag, modified } = asked.validators ?? { etag: null, modified: null };
  return {
    'user-agent': userAgent,
    accept: asked.accept ?? PAGES,
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
    'accept-encoding': 'gzip, br, zstd',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  };
}

async function answerOf(
  url: URL,
  asked: FetchOptions,
  userAgent: string,
  agent: Agent,
  bytesMax: number,
  signal: AbortSignal,
  clock: () => number,
): Promise<HopOutcome> {
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    headers: headersOf(asked, userAgent),
    signal,
  });
  const header = (name: string): string | null => [headers[name] ?? []].flat()[0] ?? null;
  if (statusCode === 200 || statusCode === 203) {
    const bytes = await readBody(body, header('content-encoding') ?? '', bytesMax, signal);
    const validators = { etag: header('etag'), modified: header('last-modified') };
    return { kind: 'ok', url: url.href, contentType: header('content-type'), bytes, validators };
  }
  // The body of any other answer is of no use: the socket goes with it.
  body.on('error', () => undefined).destroy();
  if (statusCode === 304) return { kind: 'not-modified', url: url.href };
  if (statusCode >= 300 && statusCode < 400) return { kind: 'redirect', to: header('location') ?? '' };
  return refusedStatus(statusCode, header('retry-after'), clock());
}
