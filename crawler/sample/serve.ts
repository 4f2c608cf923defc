/** A loopback site: robots.txt, validators, one answer to a path. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.ts';
import { missing } from './answer.ts';

const ROBOTS = 'User-agent: *\nDisallow: /admin/\nDisallow: /member.php\nDisallow: /search.php\n';
const REQUEST_MS_MAX = 10_000;
const ADDRESS_CHARS_MAX = 500;

export type Respond = (url: URL, origin: string) => Answer;

export interface OpenSite {
  readonly origin: string;
  /** `127.0.0.1:PORT`, as `CRAWLER_ALLOW_PRIVATE` takes it. */
  readonly pair: string;
  close(): Promise<void>;
}

/** Opens a site on the port, or on any free one (0). Rejects where the port is taken. */
export async function openSite(host: string, port: number, respond: Respond): Promise<OpenSite> {
  const server = createServer((request, response) => {
    reply(request, response, (url) => respond(url, originOf(server, host)));
  });
  server.requestTimeout = REQUEST_MS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    origin: originOf(server, host),
    pair: `${host}:${portOf(server)}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function originOf(server: Server, host: string): string {
  return `http://${host}:${portOf(server)}`;
}

function reply(request: IncomingMessage, response: ServerResponse, respond: (url: URL) => Answer): void {
  request.resume();
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const address = request.url ?? '/';
  const url = address.length > ADDRESS_CHARS_MAX ? null : URL.parse(address, 'http://town.invalid');
  if (url?.pathname === '/robots.txt') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(ROBOTS);
    return;
  }
  send(request, response, url ? respond(url) : missing());
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (answer.status !== 200) {
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
    return;
  }
  const etag = `W/"${createHash('sha256').update(answer.version).digest('hex').slice(0, 20)}"`;
  const headers = { etag, 'last-modified': new Date(answer.modifiedMs).toUTCString(), 'cache-control': 'no-cache' };
  if (isUnchanged(request, etag, answer.modifiedMs)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'content-type': answer.contentType, 'content-length': answer.body.length });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** RFC 9110: the entity tag decides where one is sent, else the time, in whole seconds. */
function isUnchanged(request: IncomingMessage, etag: string, modifiedMs: number): boolean {
  const known = request.headers['if-none-match'];
  if (known !== undefined) return known.split(',').some((one) => one.trim() === etag);
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return Number.isFinite(since) && Math.floor(modifiedMs / 1000) * 1000 <= since;
}
