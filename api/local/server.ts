import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { CopyOrder } from '../answers/briefing-copy.ts';
import { PersonDraft } from '../contract/index.ts';
import { StoreLocked } from '../posts/port.ts';
import type { LocalActions } from './actions.ts';
import { connectLocal } from './client.ts';
import { IMPORT_LINES_MAX } from './importer.ts';
import { socketPath } from './socket-path.ts';

/** A batch of import lines; a line may be long. */
export const LOCAL_BODY_BYTES_MAX = 64 * 1024 * 1024;

const User = z.object({ draft: PersonDraft, password: z.string().max(1_000) });
const Lines = z.object({ lines: z.array(z.string()).max(IMPORT_LINES_MAX) });
const Run = z.object({ posts: z.number().int(), refused: z.number().int(), sha256: z.string() });

/**
 * Listens on a socket in the data folder that this user alone may open: whoever may write the folder may do so anyway. Answers one
 * JSON line; long work sends lines of progress first. Rejects with `StoreLocked` where another server listens there.
 */
export async function serveLocal(dataDir: string, actions: LocalActions): Promise<{ close(): Promise<void> }> {
  const path = socketPath(dataDir);
  // With the posts in a cluster no file is locked: the socket tells that this folder has its server.
  if ((await connectLocal(dataDir)) !== null) throw new StoreLocked(dataDir, null);
  rmSync(path, { force: true });
  const server = createServer((request, response) => {
    void answer(request, response, actions).catch((error: unknown) => {
      response.end(`${JSON.stringify({ failed: error instanceof Error ? error.message : String(error) })}\n`);
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(path, () => done());
  });
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, actions: LocalActions): Promise<void> {
  const body: unknown = JSON.parse(await bodyOf(request));
  const progress = (done: number, of: number): void =>
    void response.write(`${JSON.stringify({ progress: [done, of] })}\n`);
  const end = (value: unknown): void => void response.end(`${JSON.stringify({ value })}\n`);
  response.setHeader('content-type', 'application/x-ndjson');
  switch (request.url) {
    case '/user': {
      const { draft, password } = User.parse(body);
      return end(await actions.addUser(draft, password));
    }
    case '/import':
      return end(await actions.importLines(Lines.parse(body).lines));
    case '/import-done':
      return end(await actions.importDone(Run.parse(body)));
    case '/reindex':
      return end(await actions.reindex(progress));
    case '/recount':
      return end(await actions.recount(progress));
    case '/issue': {
      const copy = await actions.issue(CopyOrder.parse(body));
      if (!('bytes' in copy)) return end(copy);
      const { bytes, ...told } = copy;
      return end({ told, base64: Buffer.from(bytes).toString('base64') });
    }
    default:
      return end(null);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = chunk as Buffer;
    bytes += part.length;
    if (bytes > LOCAL_BODY_BYTES_MAX) throw new Error('the request is too big');
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}
