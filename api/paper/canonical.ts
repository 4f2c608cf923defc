import { createHash } from 'node:crypto';

/** One writing of a value: keys sorted, no blanks. The journal's own, so that a paper and an entry are hashed alike. */
export { canonical } from '../journal/entry.ts';

/** SHA-256 of the text's UTF-8 in hexadecimal. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
