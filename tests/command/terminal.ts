import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../support/source-files.ts';

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

const FIRSTWORD = join(root, 'api/command/firstword.ts');

/** Runs `firstword …` as a process of its own, in a folder where no `.env` of the developer is read. */
export async function firstword(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<Ran> {
  const child = spawn(process.execPath, [FIRSTWORD, ...args], {
    cwd: env['DATA_DIR'],
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that refuses before it reads ends its stdin.
  child.stdin.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, out, err };
}
