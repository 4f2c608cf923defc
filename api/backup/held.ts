import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Whether a process has the posts of this folder open. The store's lock is the kernel's, on `posts.lock`; it is tried and let go
 * at once. Opening the store to find out would fail on the very damage that a restore is to mend.
 */
export function postsAreOpen(dataDir: string): boolean {
  const file = join(dataDir, 'posts', 'posts.lock');
  if (!existsSync(file)) return false;
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return true;
    throw error;
  } finally {
    db.close();
  }
}
