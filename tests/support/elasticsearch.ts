import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findJdk, prepare } from './elasticsearch-home.ts';
import type { Home } from './elasticsearch-home.ts';

export type Elasticsearch = {
  readonly url: string;
  /** As a power cut would: SIGKILL. The data stay. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; resolves when it serves. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
};

/** What is missing, as the command that gets it. */
export type Missing = { readonly missing: string };

const START_MS_MAX = 90_000;

let shared: Promise<Elasticsearch | Missing> | null = null;

/** One node for all tests of this process that spoil nothing: give each an index prefix of its own, and do not stop it. */
export function sharedElasticsearch(): Promise<Elasticsearch | Missing> {
  return (shared ??= startElasticsearch());
}

/**
 * A real Elasticsearch node on loopback with data of its own, on a free port. It ends with this process at the latest.
 * The first call on a machine fetches 44 MB with mvn into `node_modules/.cache`.
 */
export async function startElasticsearch(): Promise<Elasticsearch | Missing> {
  const java = findJdk();
  if (java === null) return { missing: 'apt-get install temurin-25-jdk (or any JDK of version 21 or newer)' };
  const home = await prepare(java);
  if ('missing' in home) return home;
  const folder = mkdtempSync(join(tmpdir(), 'elasticsearch-'));
  const port = await freePort();
  let child = await launch(home, folder, port);
  const atExit = (): void => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', atExit);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      child = await launch(home, folder, port);
    },
    stop: async () => {
      process.off('exit', atExit);
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Its standard input is a pipe from this process: it ends when the pipe does, even if this process was killed. */
async function launch({ java, classes, home }: Home, folder: string, port: number): Promise<ChildProcess> {
  const flags = ['-Xms1g', '-Xmx1g', '-XX:+UseSerialGC', '--enable-native-access=ALL-UNNAMED'];
  const path = ['-cp', `${classes}:${join(home, 'lib', '*')}`, '--add-modules=jdk.incubator.vector'];
  const child = spawn(join(java, 'bin', 'java'), [...flags, ...path, 'Start', home, folder, String(port)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: folder,
  });
  const said: string[] = [];
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS_MAX);
  try {
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on('line', (line) => {
          if (line === 'ready') resolve();
          else if (said.length < 200) said.push(line);
        });
      child.once('exit', () => reject(new Error(`Elasticsearch did not start:\n${said.join('\n')}`)));
    });
  } finally {
    clearTimeout(late);
  }
  // A finished test run does not wait for it.
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) if (pipe instanceof Socket) pipe.unref();
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
