import type { Reason } from '../api/contract/source.ts';
import { reasonOf } from './reason.ts';

/** What a server said of a page's version, for a conditional request next time. */
export type Validators = { readonly etag: string | null; readonly modified: string | null };

/** A page that was read. `url` is where the redirects ended. */
export type Fetched = {
  readonly kind: 'ok';
  readonly url: string;
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
  readonly validators: Validators;
};

/** No page, with what to do next. `notBeforeMs`: the site named a time. */
export type Unread =
  | { readonly kind: 'retry'; readonly reason: Reason; readonly notBeforeMs: number | null }
  | { readonly kind: 'give-up'; readonly reason: Reason }
  | { readonly kind: 'set-aside'; readonly reason: Reason };

export type FetchOutcome = Fetched | { readonly kind: 'not-modified'; readonly url: string } | Unread;

/** One answer, redirects not followed. */
export type HopOutcome = FetchOutcome | { readonly kind: 'redirect'; readonly to: string };

/** A site cannot silence us for longer than this by its Retry-After. */
export const RETRY_AFTER_MAX_MS = 24 * 3_600_000;

/** When a Retry-After lets us come back, in ms; null where it says nothing readable. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const value = (header ?? '').trim();
  const atMs = /^\d{1,9}$/.test(value) ? nowMs + Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(atMs) ? null : Math.min(Math.max(atMs, nowMs), nowMs + RETRY_AFTER_MAX_MS);
}

/** What an answer that is neither a page nor a redirect means for us. */
export function refusedStatus(status: number, retryAfter: string | null, nowMs: number): Unread {
  if (status === 429 || status === 503)
    return {
      kind: 'retry',
      reason: reasonOf('asked-to-wait', { status }),
      notBeforeMs: retryAfterMs(retryAfter, nowMs),
    };
  if (status === 408 || status === 425 || status >= 500)
    return { kind: 'retry', reason: reasonOf('site-broken', { status }), notBeforeMs: null };
  if (status === 404 || status === 410) return { kind: 'give-up', reason: reasonOf('page-gone', { status }) };
  if (status === 401 || status === 402 || status === 403 || status === 407 || status === 451)
    return { kind: 'give-up', reason: reasonOf('page-closed', { status }) };
  return { kind: 'give-up', reason: reasonOf('odd-answer', { status }) };
}
