import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What goes wrong with the next bulk: `busy` answers 429, `lost` is written and its answer is lost, `part` writes the
 * first three quarters and puts the rest off, `blocked` is a disk past its flood stage. Null: nothing.
 */
export type Fault = 'busy' | 'lost' | 'part' | 'blocked' | null;

export type Proxy = { readonly url: string; fault: Fault; readonly close: () => Promise<void> };

/** Stands between the client and a real server, and spoils bulks as told. */
export async function startProxy(target: string): Promise<Proxy> {
  const server = createServer((request, response) => {
    const fault = request.url?.startsWith('/_bulk') === true ? proxy.fault : null;
    answer(target, request, response, fault).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    fault: null,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

async function answer(target: string, request: IncomingMessage, response: ServerResponse, fault: Fault): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (fault === 'busy')
    return reply(response, 429, { error: { type: 'es_rejected_execution_exception' }, status: 429 });
  if (fault === 'blocked')
    return reply(response, 429, { error: { type: 'cluster_block_exception', reason: 'flood stage' }, status: 429 });
  const lines = body.toString('utf8').trimEnd().split('\n');
  const kept = fault === 'part' ? Math.floor(lines.length / 8) * 6 : lines.length;
  const sent = fault === 'part' ? Buffer.from(`${lines.slice(0, kept).join('\n')}\n`) : body;
  const forwarded = await fetch(target + (request.url ?? '/'), {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    ...(sent.length > 0 && request.method !== 'GET' && request.method !== 'HEAD' ? { body: sent } : {}),
  });
  const text = await forwarded.text();
  if (fault === 'lost') return void response.destroy();
  if (fault !== 'part') return reply(response, forwarded.status, text, forwarded.headers.get('content-type'));
  const late = lines.slice(kept).filter((_, at) => at % 2 === 0);
  const items = late.map((line) => ({
    create: { ...targetIn(line), status: 429, error: { type: 'busy', reason: '' } },
  }));
  const partial: unknown = JSON.parse(text);
  const done = typeof partial === 'object' && partial !== null && 'items' in partial ? partial.items : [];
  reply(response, 200, { took: 1, errors: true, items: [...(Array.isArray(done) ? done : []), ...items] });
}

function targetIn(line: string): object {
  const parsed: unknown = JSON.parse(line);
  const target = typeof parsed === 'object' && parsed !== null ? Object.values(parsed)[0] : null;
  return typeof target === 'object' && target !== null ? target : {};
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['content-type', 'accept'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

function reply(response: ServerResponse, status: number, body: unknown, type: string | null = null): void {
  response.writeHead(status, {
    'content-type': type ?? 'application/vnd.elasticsearch+json;compatible-with=9',
    'x-elastic-product': 'Elasticsearch',
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
