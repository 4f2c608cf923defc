import { BodyTooBig, BodyUnreadable } from './body.ts';
import { AddressRefused } from '../api/contract/connector.ts';
import type { Unread } from './fetch-outcome.ts';
import { reasonOf } from './reason.ts';

/** The error codes of all causes of an error, outermost first. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let cause = error; cause instanceof Error && codes.length < 8; cause = cause.cause)
    codes.push('code' in cause && typeof cause.code === 'string' ? cause.code : cause.name);
  return codes;
}

function isCaused(error: unknown, by: typeof AddressRefused | typeof BodyTooBig | typeof BodyUnreadable): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++)
    if (cause instanceof by) return true;
  return false;
}

/** What a failed request means for us: what may mend itself is tried again, what is a trick is not. */
export function failureOf(error: unknown, host: string, timeoutMs: number, bytesMax: number): Unread {
  if (isCaused(error, AddressRefused)) return { kind: 'set-aside', reason: reasonOf('private-address') };
  if (isCaused(error, BodyTooBig))
    return { kind: 'give-up', reason: reasonOf('too-big', { limit: `${Math.round(bytesMax / 1_048_576)} MB` }) };
  if (isCaused(error, BodyUnreadable)) return { kind: 'give-up', reason: reasonOf('bad-encoding') };
  const codes = codesOf(error).join(' ');
  const retry = (reason: Unread['reason']): Unread => ({ kind: 'retry', reason, notBeforeMs: null });
  if (/TimeoutError|ABORT|TIMEOUT|ETIMEDOUT/i.test(codes))
    return retry(reasonOf('too-slow', { seconds: Math.round(timeoutMs / 1000) }));
  if (/ENOTFOUND|EAI_AGAIN|ENODATA/.test(codes)) return retry(reasonOf('name-unknown', { host }));
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/i.test(codes)) return retry(reasonOf('bad-certificate', { host }));
  if (/Z_DATA|Z_BUF|BROTLI|ZSTD|ERR_PADDING/i.test(codes)) return { kind: 'give-up', reason: reasonOf('bad-encoding') };
  return retry(reasonOf('no-connection', { host }));
}
