import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { PASSWORD } from '../support/server.ts';
import { root } from '../support/source-files.ts';

/** `npm run test:faults` asks for the many. */
export const WHOLE = process.env['FIRSTWORD_FAULTS'] === 'whole';

const CHILD = join(root, 'api/command/child.ts');
const CRAWLER = join(root, 'crawler/main.ts');
const LOG_CHARS_MAX = 4_000_000;

type Env = Readonly<Record<string, string>>;

/** The system as an office runs it: an API and a crawler, each a process of its own over one data folder. */
export type Desk = {
  readonly dataDir: string;
  readonly url: string;
  /** Of the public page. */
  readonly publicUrl: string;
  /** Starts the API; resolves when it answers. */
  startApi(): Promise<void>;
  startCrawler(): void;
  /** Resolves when the API has ended by itself. */
  apiEnded(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(which: 'api' | 'crawler'): Promise<void>;
  /** SIGTERM, as the service manager would; the exit code. */
  end(which: 'api' | 'crawler'): Promise<number | null>;
  /** Runs a command of the terminal over the same folder. */
  command(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }>;
  /** Starts a command, for a test that kills it. */
  launch(...args: readonly string[]): ChildProcess;
  /** As the administrator, who is made at the first call. Throws on a refusal. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  /** All that any of the processes has said. */
  log(): string;
  /** Ends what runs and removes the folder. */
  close(): Promise<void>;
};

/** Until a crawler has said that it runs, or is gone. */
function isUp(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    const hear = (chunk: unknown): void => {
      if (String(chunk).includes('the crawler runs')) done();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => done());
  });
}

/** `allow`: host:port pairs of loopback that may be spoken to. `program`: what is run as the API. */
export async function openDesk(
  allow: readonly string[],
  more: Env = {},
  folder?: string,
  program: readonly string[] = [CHILD, 'serve'],
): Promise<Desk> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'firstword-faults-'));
  const [port, publicPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_PORT: String(publicPort),
    API_URL: url,
    SAMPLE: 'off',
    CRAWLER_TOKEN: 'a-token-for-tests-only-0001',
    CRAWLER_ALLOW_PRIVATE: allow.join(','),
    CRAWLER_CONTACT: 'tests@example.org',
    ANALYSIS_THREADS: '1',
    ...more,
  };
  const running: Record<'api' | 'crawler', ChildProcess | null> = { api: null, crawler: null };
  let said = '';
  let crawlerUp: Promise<void> = Promise.resolve();
  let first = '';
  let cookie = '';
  const hear = (chunk: unknown): void => void (said = (said + String(chunk)).slice(-LOG_CHARS_MAX));
  const launch = (args: readonly string[]): ChildProcess => {
    // In its own folder, so that no .env of the developer is read.
    const child = spawn(process.execPath, [...args], { env, cwd: dataDir, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr.on('data', hear);
    return child;
  };
  const signal = async (which: 'api' | 'crawler', name: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    const child = running[which];
    running[which] = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(name);
    await ended;
    return child.exitCode;
  };
  const request = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const desk: Desk = {
    dataDir,
    url,
    publicUrl: `http://127.0.0.1:${publicPort}`,
    async startApi() {
      const child = launch(program);
      running.api = child;
      const ended = once(child, 'exit').then(() => assert.fail(`the API ended:\n${said.slice(-2_000)}`));
      assert.ok(child.stdout);
      const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string];
      ended.catch(() => undefined);
      first = line;
    },
    startCrawler() {
      const child = launch([CRAWLER]);
      child.stdout?.on('data', hear);
      running.crawler = child;
      crawlerUp = isUp(child);
    },
    async apiEnded() {
      const child = running.api;
      if (child !== null && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      running.api = null;
    },
    kill: async (which) => void (await signal(which, 'SIGKILL')),
    async end(which) {
      // Told to end while Node still loads it, it would die by the signal: it knows of no outbox yet.
      if (which === 'crawler') await crawlerUp;
      return signal(which, 'SIGTERM');
    },
    launch: (...args) => launch([CHILD, ...args]),
    async command(...args) {
      const child = launch([CHILD, ...args]);
      let out = '';
      let err = '';
      child.stdout?.on('data', (chunk) => (out += String(chunk)));
      child.stderr?.on('data', (chunk) => (err += String(chunk)));
      const [code] = (await once(child, 'close')) as [number];
      return { code, out, err };
    },
    async ask(method, path, body) {
      if (cookie === '') {
        const token = /#setup=(.+)$/.exec(first)?.[1] ?? assert.fail('no set-up link was printed');
        const made = await request('POST', '/api/set-up', { token, name: '值班员', password: PASSWORD });
        assert.equal(made.status, 200, await made.text());
        cookie = (made.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      }
      const response = await request(method, path, body);
      const text = await response.text();
      assert.ok(response.ok, `${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
      return (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text;
    },
    log: () => said,
    async close() {
      await Promise.all([signal('crawler', 'SIGKILL'), signal('api', 'SIGTERM')]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return desk;
}

/** Asks again, a few times a second, until it holds; what never holds within `ms` fails with what was seen last. */
export async function until<T>(
  what: string,
  ms: number,
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
): Promise<T> {
  const untilMs = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > untilMs) assert.fail(`${what}: not within ${ms} ms; last seen ${JSON.stringify(seen)}`);
    await wait(200);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}
