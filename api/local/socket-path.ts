import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Longest path that a Unix socket may have on Linux, with its ending NUL. */
const PATH_BYTES_MAX = 107;

/** Where the server of a data folder listens for the terminal; a folder with a long path has it in the system's temporary one. */
export function socketPath(dataDir: string): string {
  const own = join(resolve(dataDir), 'server.sock');
  if (Buffer.byteLength(own) <= PATH_BYTES_MAX) return own;
  const name = createHash('sha256').update(own).digest('hex').slice(0, 16);
  return join(tmpdir(), `firstword-${userInfo().uid}-${name}.sock`);
}
