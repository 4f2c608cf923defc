import type { ErrorCode, HTTPRequest, ResourceType } from 'puppeteer-core';
import { webAddress } from '../api/contract/address.ts';
import type { Fetched, HopOutcome } from './fetch-outcome.ts';
import type { Reader } from './polite.ts';

/** Parts (scripts, data, frames) of one rendered page. */
export const PARTS_MAX = 120;
export const PARTS_BYTES_MAX = 25 * 1024 * 1024;
const PART_BYTES_MAX = 10 * 1024 * 1024;
/** What makes the text of a page; pictures, fonts, films and sockets do not. */
const WANTED: readonly ResourceType[] = ['document', 'script', 'xhr', 'fetch', 'stylesheet'];

/** What one page asked for so far. */
export type Tally = {
  parts: number;
  bytes: number;
  /** Style sheets by address, where somebody wants to draw the page once more without asking the site again. */
  readonly sheets?: Map<string, Fetched>;
};

/**
 * Answers a request of the browser by the crawler's own fetcher: the browser itself reaches no network at all, so that every part
 * of a page passes the same checks of address, robots.txt, size and time. `first` is the page itself, which has been read already.
 */
export async function answerRequest(
  request: HTTPRequest,
  reader: Reader,
  tally: Tally,
  first: { readonly url: string; readonly contentType: string | null; readonly bytes: Uint8Array },
  signal: AbortSignal,
): Promise<void> {
  if (request.isInterceptResolutionHandled()) return;
  const url = request.url();
  if (url.startsWith('data:') || url.startsWith('blob:')) return request.continue();
  const isPage = request.isNavigationRequest() && request.frame()?.parentFrame() === null;
  if (isPage && webAddress(url)?.href === first.url && request.redirectChain().length === 0)
    return request.respond({
      status: 200,
      contentType: first.contentType ?? 'text/html',
      body: Buffer.from(first.bytes),
    });
  const isAllowed = request.method() === 'GET' && WANTED.includes(request.resourceType()) && webAddress(url) !== null;
  if (!isAllowed || tally.parts >= PARTS_MAX || tally.bytes >= PARTS_BYTES_MAX)
    return request.abort(refusalOf(request));
  tally.parts++;
  const outcome = await reader.readPart(url, { accept: '*/*', bytesMax: PART_BYTES_MAX, signal });
  if (outcome.kind === 'ok') tally.bytes += outcome.bytes.length;
  if (outcome.kind === 'ok' && request.resourceType() === 'stylesheet') tally.sheets?.set(url, outcome);
  return respond(request, outcome);
}

/** A page that leads elsewhere by script and is not let go stays as it is; any other reason would put an error page in its place. */
function refusalOf(request: HTTPRequest): ErrorCode {
  return request.isNavigationRequest() ? 'aborted' : 'blockedbyclient';
}

async function respond(request: HTTPRequest, outcome: HopOutcome): Promise<void> {
  if (outcome.kind === 'redirect') return request.respond({ status: 302, headers: { location: outcome.to } });
  if (outcome.kind !== 'ok') return request.abort(refusalOf(request));
  const origin = request.headers()['origin'];
  return request.respond({
    status: 200,
    contentType: outcome.contentType ?? 'application/octet-stream',
    // Scripts that read data of a sister host were answered with leave by it; without cookies nothing private can come of that.
    headers: origin === undefined ? {} : { 'access-control-allow-origin': origin },
    body: Buffer.from(outcome.bytes),
  });
}
