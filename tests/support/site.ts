import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a scripted page answers: a text, bytes with headers, or a function that does as it likes with the socket. */
export type Page =
  | string
  | {
      readonly status?: number;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export type Hit = { readonly path: string; readonly atMs: number; readonly headers: IncomingHttpHeaders };

/** A loopback site that does what the test tells it, and remembers who asked for what. */
export type Site = {
  readonly origin: string;
  readonly hostPort: string;
  readonly port: number;
  /** Pages by path and query; changed while it runs. */
  readonly pages: Map<string, Page>;
  readonly hits: Hit[];
  readonly pathsHit: () => readonly string[];
  readonly close: () => Promise<void>;
};

function answer(page: Page, request: IncomingMessage, response: ServerResponse): void {
  if (typeof page === 'function') return page(request, response);
  const told = typeof page === 'string' ? { body: page } : page;
  response.writeHead(told.status ?? 200, {
    'content-type': ('type' in told ? told.type : undefined) ?? 'text/html; charset=utf-8',
    ...('headers' in told ? told.headers : {}),
  });
  response.end(told.body ?? '');
}

/** Opens a site on a free loopback port. A path without a page is a 404; `*` stands for all that have none. */
export async function openSite(pages: Readonly<Record<string, Page>> = {}): Promise<Site> {
  const map = new Map(Object.entries(pages));
  const hits: Hit[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    hits.push({ path, atMs: Date.now(), headers: request.headers });
    const page = map.get(path) ?? map.get('*');
    answer(page ?? { status: 404, body: 'not here' }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    hostPort: `127.0.0.1:${port}`,
    port,
    pages: map,
    hits,
    pathsHit: () => hits.map((hit) => hit.path),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

let gbkTable: ReadonlyMap<string, readonly [number, number]> | null = null;

/** The two-byte part of GBK turned round: Node reads it and does not write it. */
function gbkPairs(): ReadonlyMap<string, readonly [number, number]> {
  if (gbkTable) return gbkTable;
  const table = new Map<string, readonly [number, number]>();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, [lead, trail]);
    }
  gbkTable = table;
  return table;
}

/** A text as GBK bytes. What GBK does not have becomes a question mark. */
export function gbk(text: string): Uint8Array {
  const table = gbkPairs();
  return Uint8Array.from(
    [...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (table.get(char) ?? [0x3f]))),
  );
}
