import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { historyRows } from './history.ts';
import { outbreakMs } from './outbreak.ts';
import { startSampleSites } from './sites.ts';

/** The sample town as a process: its sites, and its past as one file for the first start. Ports and hour of birth are kept. */
const Kept = z.object({ startedMs: z.number(), ports: z.array(z.number()) });

const HOST = '127.0.0.1';
/** The town was removed on the screen: told to whoever started this process, so that it is not started again. */
const DONE_CODE = 64;
const REMOVED_LOOK_MS = 5_000;
/** `--speed=10`: the rumor runs ten times as fast as life. */
const speed = Number(/^--speed=(\d{1,2})$/.exec(process.argv[2] ?? '')?.[1] ?? 1);
const folder = join(process.env['DATA_DIR'] ?? './data', 'sample');
mkdirSync(folder, { recursive: true });
const keptFile = join(folder, 'kept.json');
const kept = existsSync(keptFile) ? Kept.safeParse(JSON.parse(readFileSync(keptFile, 'utf8'))) : null;
const startedMs = kept?.success === true ? kept.data.startedMs : Date.now();

const sites = await startSampleSites({
  nowMs: Date.now,
  startedMs,
  host: HOST,
  speed,
  ports: kept?.success === true ? kept.data.ports : [],
});

const past = createServer((request, response) => {
  if (request.url !== '/history.jsonl') {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  for (const row of historyRows(startedMs)) response.write(`${JSON.stringify(row)}\n`);
  response.end();
});
await new Promise<void>((done) => past.listen(0, HOST, () => done()));

/** Written aside and moved in place: a reader never sees half a file. */
function write(name: string, value: unknown): void {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, JSON.stringify(value));
  renameSync(`${path}.new`, path);
}
const ports = sites.sources.map((source) => Number(new URL(source.url).port));
write('kept.json', { startedMs, ports });
write('town.json', {
  startedMs,
  outbreakMs: outbreakMs(startedMs, speed),
  allow: sites.allow,
  historyUrl: `http://${HOST}:${(past.address() as AddressInfo).port}/history.jsonl`,
  sources: sites.sources,
});
write('open.json', { openMs: Date.now() });

const end = (code: number): void => {
  past.close();
  void sites.close().then(() => process.exit(code));
};
setInterval(() => {
  if (existsSync(join(folder, 'removed'))) end(DONE_CODE);
}, REMOVED_LOOK_MS);
process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));
