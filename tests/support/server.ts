import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addUser } from '../../api/local/actions.ts';
import { readConfig, type Config } from '../../api/config.ts';
import type { Role } from '../../api/contract/index.ts';
import { startServer, type Running } from '../../api/main.ts';

export const PASSWORD = 'evening-Bridge-2931';
export const CRAWLER_TOKEN = 'a-token-for-tests-only-0001';

/** The default configuration on free ports and a temporary folder. */
export function testConfig(change: Partial<Config> = {}): Config {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstword-'));
  const read = readConfig({
    DATA_DIR: dataDir,
    SAMPLE: 'off',
    CRAWLER_TOKEN,
    LOG_LEVEL: 'silent',
    ANALYSIS_THREADS: '1',
  });
  assert.ok('config' in read);
  return { ...read.config, port: 0, publicPort: 0, ...change };
}

export type TestServer = {
  readonly url: string;
  readonly running: Running;
  readonly config: Config;
  /** Errors that were logged: a test that ends with one has found a bug. */
  readonly errors: readonly unknown[];
  /** Adds a person of these roles and logs in: the Cookie header. */
  logIn(name: string, roles: readonly Role[]): Promise<string>;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Ends the server; the folder goes too unless it is kept. */
  stop(keep?: boolean): Promise<void>;
};

export type CallOptions = {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
};

/** The real server in this process: real SQLite files, real sockets, replies checked against their schemas. */
export async function startTestServer(change: Partial<Config> = {}, now: () => number = Date.now): Promise<TestServer> {
  const config = testConfig(change);
  const errors: unknown[] = [];
  const running = await startServer(config, { now, checkReplies: true, onError: (error) => errors.push(error) });
  const url = `http://127.0.0.1:${running.port}`;
  const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
    ask(url, method, path, options);
  return {
    url,
    running,
    config,
    errors,
    call,
    async logIn(name, roles) {
      const refused = await addUser(running.parts, { name, roles: [...roles] }, PASSWORD);
      assert.equal(refused, null);
      const { status, headers } = await call('POST', '/api/session', { body: { name, password: PASSWORD } });
      assert.equal(status, 200);
      return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
    async stop(keep = false) {
      await running.close();
      if (!keep) rmSync(config.dataDir, { recursive: true, force: true });
    },
  };
}

async function ask(
  url: string,
  method: string,
  path: string,
  { cookie, body, headers = {} }: CallOptions,
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      origin: url,
      'sec-fetch-site': 'same-origin',
      ...(cookie === undefined ? {} : { cookie }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text !== '' ? JSON.parse(text) : null,
  };
}
