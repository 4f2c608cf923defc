import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreLocked } from './port.ts';

/**
 * Holds the folder for this process. The lock is the kernel's, on an SQLite file of its own, so it ends with the process
 * however that ends and no stale lock can remain; the number in `posts.pid` only names the holder.
 *
 * @throws StoreLocked naming the process that holds it
 */
export function takeLock(dir: string): { release(): void } {
  const pidFile = join(dir, 'posts.pid');
  const db = new DatabaseSync(join(dir, 'posts.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (codeOf(error) === SQLITE_BUSY) throw new StoreLocked(dir, pidIn(pidFile));
    throw error;
  }
  writeFileSync(pidFile, String(process.pid));
  return {
    release: () => {
      rmSync(pidFile, { force: true });
      db.close();
    },
  };
}

const SQLITE_BUSY = 5;

function codeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 255 : null;
}

function pidIn(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    // The holder has not written its number yet: the refusal stands without it.
    return null;
  }
}
