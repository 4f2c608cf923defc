import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../support/source-files.ts';

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
export type Environment = Readonly<Record<string, string>>;

/** Starts a command as staff do; the environment holds what is given and nothing of the test's own. */
export function start(args: readonly string[], cwd: string, env: Environment = {}): ChildProcess {
  return spawn(process.execPath, [join(root, 'api/command/firstword.ts'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], SAMPLE: 'off', LOG_LEVEL: 'error', ANALYSIS_THREADS: '1', ...env },
  });
}

/** Runs a command to its end. */
export async function run(args: readonly string[], cwd: string, env: Environment = {}, stdin = ''): Promise<Ended> {
  const child = start(args, cwd, env);
  child.stdin?.on('error', () => undefined).end(stdin);
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('a child without pipes');
  const [out, err, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  return { code: code as number | null, out, err };
}
