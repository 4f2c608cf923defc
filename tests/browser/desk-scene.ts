import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelView, Person } from '../../api/contract/index.ts';
import type { TestServer } from '../support/server.ts';

/** A receiver of signed messages outside of the product, as a media office would run one. */
export type Receiver = {
  readonly url: string;
  /** `host:port`, for the servers that may be spoken to on a private network. */
  readonly host: string;
  /** The n-th message, once it is there. */
  heard(n: number): Promise<{ readonly title: string; readonly statement: { readonly sha256: string } }>;
  /** How many there were. */
  count(): number;
  close(): void;
};

export async function startReceiver(): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.end('{}');
      server.emit('heard');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/hook`,
    heard: async (n) => {
      while (bodies.length < n) await once(server, 'heard');
      return JSON.parse(bodies[n - 1] ?? '') as Awaited<ReturnType<Receiver['heard']>>;
    },
    count: () => bodies.length,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What an administrator set up before: departments, the person who answers for one of them, a channel, the office's own words. */
export async function setUpOffice(server: TestServer, hook: string, department: string): Promise<void> {
  const cookie = await server.logIn('系统管理', ['administrator']);
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await server.call(method, path, { cookie, ...(body === undefined ? {} : { body }) });
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const people = (await call('GET', '/api/people')) as readonly Person[];
  const his = people.find(({ name }) => name === department)?.id ?? assert.fail(department);
  await call('POST', '/api/bodies', { name: '县供水公司', contact: '调度室', people: [his] });
  await call('POST', '/api/bodies', { name: '县生态环境局', contact: '应急科' });
  const channel = (await call('POST', '/api/channels', {
    name: '县融媒体中心',
    audience: '全县 12 万订阅用户',
    alerts: false,
    statements: true,
    address: { kind: 'webhook', url: hook },
  })) as ChannelView;
  assert.match(channel.signingKey ?? '', /^[0-9a-f]{64}$/);
  await call('PATCH', '/api/settings', { office: '清河县人民政府新闻办公室' });
}

/** A channel for what stays inside: alerts and briefings. */
export async function addInternalChannel(
  server: TestServer,
  name: string,
  audience: string,
  hook: string,
): Promise<void> {
  const cookie = await server.logIn('渠道管理', ['administrator']);
  const body = { name, audience, alerts: true, statements: false, address: { kind: 'webhook', url: hook } };
  const answer = await server.call('POST', '/api/channels', { cookie, body });
  assert.equal(answer.status, 200, answer.text);
}
