import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CRAWLER_TOKEN, PASSWORD } from '../support/server.ts';

const CHILD = join(import.meta.dirname, '../../api/command/child.ts');
const ADMINISTRATOR = '值班员';
const START_MS_MAX = 60_000;
/** How often a server that starts is asked whether it is there: the error of its start time. */
const ASK_MS = 10;

export type BenchServer = {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  /** Makes the first administrator: the Cookie header. */
  setUp(): Promise<string>;
  /** One more session of the administrator. */
  logIn(): Promise<string>;
  call(method: string, path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  stop(): Promise<void>;
};

export type BenchServerOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Told what the process logs; without it the log goes to the terminal. */
  readonly onSaid?: (text: string) => void;
};

/** `serve` in a process of its own, as an office runs it, on a free port. Rejects when it does not answer in a minute. */
export async function startBenchServer(dataDir: string, options: BenchServerOptions = {}): Promise<BenchServer> {
  const [port, publicPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const startedMs = performance.now();
  const child = spawn(process.execPath, [CHILD, 'serve'], {
    stdio: ['ignore', 'pipe', options.onSaid === undefined ? 'inherit' : 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_PORT: String(publicPort),
      DATA_DIR: dataDir,
      SAMPLE: 'off',
      CRAWLER_TOKEN,
      ANALYSIS_THREADS: '1',
      LOG_LEVEL: 'error',
      ...options.env,
    },
  });
  child.stderr?.on('data', (chunk) => options.onSaid?.(String(chunk)));
  const firstUrl = firstLine(child);
  await answers(url, child);
  const startMs = performance.now() - startedMs;
  const call: BenchServer['call'] = (method, path, body, headers = {}) =>
    fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
  const session = async (path: string, body: unknown): Promise<string> => {
    const response = await call('POST', path, body);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  };
  return {
    url,
    pid: child.pid ?? 0,
    startMs,
    call,
    setUp: async () => {
      const token = /#setup=(.+)$/.exec(await firstUrl)?.[1] ?? '';
      return session('/api/set-up', { token, name: ADMINISTRATOR, password: PASSWORD });
    },
    logIn: () => session('/api/session', { name: ADMINISTRATOR, password: PASSWORD }),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resident memory of a process in MB, as Linux counts it. */
export function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}

/** Seconds that the main thread of a process stood ready and had no processor: what the neighbours on the machine took. */
export function starvedS(pid: number): number {
  const nanoseconds = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1];
  return Number(nanoseconds ?? 0) / 1e9;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) return '';
  for await (const line of createInterface({ input: child.stdout })) return line;
  return '';
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const untilMs = performance.now() + START_MS_MAX;
  while (performance.now() < untilMs && child.exitCode === null) {
    const response = await fetch(`${url}/api/state`).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok === true) return;
    await new Promise((done) => setTimeout(done, ASK_MS));
  }
  child.kill('SIGKILL');
  throw new Error('serve did not answer');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
