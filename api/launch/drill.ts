import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readConfig, type Config } from '../config.ts';
import type { DrillNow, DrillResult } from '../contract/index.ts';
import { announce, drillsFolder, sweepDrills } from './drill-folder.ts';
import { keepResult, prepareRecords, scoreRecords } from './drill-records.ts';
import { keepRunning, type Kept } from './keep.ts';
import { readTown, startSample } from './sample.ts';

const ROOT = join(import.meta.dirname, '../..');
const MINUTE_MS = 60_000;

export type DrillOrder = {
  readonly id: string;
  readonly speed: number;
  readonly minutes: number;
  readonly say: (line: string) => void;
  /** The office is open at this address. */
  readonly onOpen: (url: string) => void;
  /** Resolves when somebody ends it. */
  readonly stopped: Promise<void>;
  readonly environment: NodeJS.ProcessEnv;
  /** Shorter in tests. */
  readonly lengthMs?: number;
};

export function freshDrillId(): string {
  return `drill-${Date.now().toString(36)}-${randomUUID().slice(0, 8)}`;
}

/**
 * Runs a drill from its first record to its result: an office of its own (API, crawler, sample town) in child processes, on loopback,
 * with records of its own under `DATA_DIR/drills`. It ends by itself after its time, or when it is stopped. Then the children are ended,
 * the desk is scored, the result goes into the journal of the real office, and everything else is removed.
 */
export async function runDrill(real: Config, order: DrillOrder): Promise<DrillResult> {
  const { id, speed, say, onOpen } = order;
  sweepDrills(real.dataDir);
  const { drill, env } = await drillConfig(real, order);
  const startedMs = Date.now();
  const lengthMs = order.lengthMs ?? order.minutes * MINUTE_MS;
  const endsMs = startedMs + lengthMs;
  const tell = (stage: DrillNow['stage'], url: string | null): void =>
    announce(real.dataDir, { id, stage, url, speed, startedMs, endsMs, pid: process.pid });
  const children: Kept[] = [];
  try {
    tell('starting', null);
    prepareRecords(real, drill, speed);
    const broken = new Promise<never>((_, failed) => {
      void startChildren({ drill, env, say, speed }, children, failed, () => {
        tell('running', drill.baseUrl);
        onOpen(drill.baseUrl);
      }).catch(failed);
    });
    const ended = await Promise.race([timeUp(lengthMs), order.stopped.then(() => 'click' as const), broken]);
    tell('ending', null);
    await stopAll(children);
    const endedMs = Date.now();
    const brokeOutMs = readTown(drill.dataDir)?.outbreakMs ?? startedMs;
    const run = { id, speed, startedMs, brokeOutMs, endedMs, ended };
    const result = scoreRecords(drill, run);
    keepResult(real, result);
    return result;
  } finally {
    await stopAll(children);
    rmSync(drillsFolder(real.dataDir), { recursive: true, force: true });
  }
}

/** The town last: while its past is read the others must not find it gone. */
async function stopAll(children: Kept[]): Promise<void> {
  const [town, ...others] = children.splice(0);
  await Promise.all(others.map((child) => child.stop()));
  await town?.stop();
}

function timeUp(lengthMs: number): Promise<'time'> {
  return new Promise((done) => {
    setTimeout(() => done('time'), lengthMs).unref();
  });
}

type Made = { readonly drill: Config; readonly env: NodeJS.ProcessEnv };

/** Nothing of the real office's configuration comes along that could lead out or to its records. */
async function drillConfig(real: Config, { id, environment }: DrillOrder): Promise<Made> {
  const [port, publicPort] = [await freePort(), await freePort()];
  const own = {
    DATA_DIR: join(drillsFolder(real.dataDir), id),
    DRILL: 'on',
    STORE: 'sqlite',
    SAMPLE: 'on',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_PORT: String(publicPort),
    CRAWLER_TOKEN: randomBytes(32).toString('base64url'),
    ANALYSIS_THREADS: '1',
    LOG_LEVEL: 'error',
    // Empty ones stand against what a file `.env` may say.
    ...{ BASE_URL: '', API_URL: '', TRUST_PROXY: '', SECRET_FILE: '', CRAWLER_ALLOW_PRIVATE: '', CRAWLER_CONTACT: '' },
    ...{ ELASTICSEARCH_URL: '', ELASTICSEARCH_API_KEY: '', ELASTICSEARCH_CA: '', ELASTICSEARCH_PREFIX: '' },
  };
  const read = readConfig(own);
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return { drill: read.config, env: { ...environment, ...own } };
}

type Launch = Made & { readonly say: (line: string) => void; readonly speed: number };

async function startChildren(
  { drill, env, say, speed }: Launch,
  children: Kept[],
  failed: (error: Error) => void,
  onOpen: () => void,
): Promise<void> {
  const give = (why: string): void => failed(new Error(why));
  const town = await startSample({ root: ROOT, config: drill, say, speed });
  if (town === null) throw new Error('the sample town did not start');
  children.push(town.child);
  const all = { ...env, CRAWLER_ALLOW_PRIVATE: town.allow.join(','), API_URL: drill.baseUrl };
  const onOutput = (): void => undefined;
  const startCrawler = (): void => {
    children.push(keepRunning('crawler', [join(ROOT, 'crawler/main.ts')], { env: all, say, give, onOutput }));
    onOpen();
  };
  const program = [join(ROOT, 'api/command/child.ts'), 'serve'];
  children.push(keepRunning('api', program, { env: all, say, give, onOutput, onFirstLine: startCrawler }));
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}
