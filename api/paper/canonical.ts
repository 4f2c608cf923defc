import { createHash } from 'node:crypto';

/** One writing of a value: keys sorted, no blanks. The journal's own, so that a paper and an entry are hashed alike. */
export { canonical } from '../journal/entry.ts';

/** SHA-256 in hexadecimal, of a text's UTF-8. */
export function sha256Of(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
