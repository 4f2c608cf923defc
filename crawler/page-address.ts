import { createHash } from 'node:crypto';
import { maskUrl } from '../api/contract/privacy.ts';
import { webAddress } from '../api/contract/address.ts';

/** Parameters that tell where a reader came from, not what is read. */
const NOISE =
  /^(?:utm_\w+|from|source|ref|referer|refer|spm|share\w*|scene|isappinstalled|nsukey|extra|highlight|mobile|_t?|t|timestamp|rand|random|_dsign)$/i;

/**
 * The one address of a page: no fragment, no session, no user, no trace of how it was reached. Two links that differ in these alone
 * are one page; what is stored and hashed is always this.
 */
export function pageAddress(address: string): string {
  const url = webAddress(address);
  if (!url) return maskUrl(address);
  for (const key of [...url.searchParams.keys()]) if (NOISE.test(key)) url.searchParams.delete(key);
  return maskUrl(url.href);
}

/**
 * What tells a page apart from all others: its address, and the long numbers of its path that masking took for somebody's (a page's own
 * number may look like a phone's). For hashing alone, never stored.
 */
export function pageIdentity(address: string): string {
  const shown = pageAddress(address);
  const numbers = (
    webAddress(address)
      ?.pathname.replace(/;.*$/, '')
      .match(/\d{11,19}/g) ?? []
  ).filter((run) => !shown.includes(run));
  return [shown, ...numbers].join(' ');
}

/** 66 bits of a hash of the page's identity as 11 characters: what is remembered of a page between visits. */
export function pageKey(address: string): string {
  return createHash('sha256').update(pageIdentity(address)).digest('base64url').slice(0, 11);
}
