import { createHash } from 'node:crypto';
import type { PostId } from './id.ts';

/**
 * The id of a post: 128 bits of a hash of its source and of what tells it apart there (its own id; else its masked address and
 * floor; else text and time). The same post crawled twice has the same id. Needs node:crypto, so the folder's index leaves it out.
 */
export function postIdOf(source: string, ...parts: readonly (string | number)[]): PostId {
  return createHash('sha256')
    .update([source, ...parts].join('\u0000'))
    .digest('hex')
    .slice(0, 32) as PostId;
}
