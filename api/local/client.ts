import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { IssueTold } from '../answers/briefing-copy.ts';
import { isRefusal, type Refusal } from '../contract/index.ts';
import { Lacks } from '../paper/lacks.ts';
import type { LocalActions, Progress } from './actions.ts';
import type { ImportReply } from './importer.ts';
import { socketPath } from './socket-path.ts';

const Line = z.object({
  progress: z.tuple([z.number(), z.number()]).optional(),
  // An action that answers nothing leaves it out.
  value: z.unknown().optional(),
  failed: z.string().optional(),
});
const Reply = z.object({
  accepted: z.number(),
  repeated: z.number(),
  refused: z.array(z.object({ line: z.number(), reason: z.string() })),
});

const IssueReply = z.union([Lacks, z.object({ told: IssueTold, base64: z.base64() })]);

/** The actions of the server that runs on this data folder, or null where none answers. */
export async function connectLocal(dataDir: string): Promise<LocalActions | null> {
  const path = socketPath(dataDir);
  const ask = (url: string, body: unknown, progress?: Progress): Promise<unknown> => call(path, url, body, progress);
  try {
    await ask('/alive', {});
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // No socket, or one that a killed server left behind.
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return null;
    throw error;
  }
  return {
    async addUser(draft, password) {
      const refused = await ask('/user', { draft, password });
      return isRefusal(refused) ? (refused satisfies Refusal) : null;
    },
    importLines: async (lines): Promise<ImportReply> => Reply.parse(await ask('/import', { lines })),
    importDone: async (run) => void (await ask('/import-done', run)),
    reindex: async (progress) => z.number().parse(await ask('/reindex', {}, progress)),
    issue: async (order) => {
      const reply = await ask('/issue', order);
      if (isRefusal(reply)) return reply;
      const read = IssueReply.parse(reply);
      return 'lacks' in read ? read : { ...read.told, bytes: Buffer.from(read.base64, 'base64') };
    },
    recount: async (progress) => z.number().parse(await ask('/recount', {}, progress)),
  };
}

function call(path: string, url: string, body: unknown, progress?: Progress): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // A connection of its own: a kept one may be closed by the server in the moment when it is used again.
    const sent = request({ socketPath: path, path: url, method: 'POST', agent: false }, (response) => {
      let ended = false;
      const lines = createInterface({ input: response });
      lines.on('line', (text) => {
        const line = Line.parse(JSON.parse(text));
        if (line.progress !== undefined) progress?.(...line.progress);
        else if (line.failed !== undefined) reject(new Error(line.failed));
        else {
          ended = true;
          resolve(line.value);
        }
      });
      lines.on('close', () => {
        if (!ended) reject(new Error('the server ended before it was done'));
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
