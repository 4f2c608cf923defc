import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { announced } from './announced.ts';
import { keepRunning, type Kept } from './keep.ts';

/** What the sample town's process writes into DATA_DIR/sample/town.json once its sites answer. */
export const SampleTown = z.object({
  startedMs: z.number(),
  /** Its rumor's first post; null where a town of an older version said nothing of it. */
  outbreakMs: z.number().nullable().default(null),
  allow: z.array(z.string()),
  historyUrl: z.string(),
  sources: z.array(
    z.object({
      kind: z.enum(['feed', 'list', 'board', 'rendered']),
      name: z.string(),
      url: z.string(),
      everyMin: z.number(),
    }),
  ),
});
export type SampleTown = z.infer<typeof SampleTown>;
/** When its sites were last opened. */
const Open = z.object({ openMs: z.number() });

const READY_MS = 15_000;
const LOOK_MS = 50;

export function samplePaths(dataDir: string): {
  readonly folder: string;
  readonly town: string;
  readonly removed: string;
} {
  const folder = join(dataDir, 'sample');
  return { folder, town: join(folder, 'town.json'), removed: join(folder, 'removed') };
}

/** The town as its process announced it, or null. */
export function readTown(dataDir: string): SampleTown | null {
  const { town, removed } = samplePaths(dataDir);
  return existsSync(removed) ? null : announced(town, SampleTown);
}

type Parts = {
  readonly root: string;
  readonly config: Config;
  readonly say: (line: string) => void;
  /** How much faster than life its rumor runs. */
  readonly speed?: number;
};

/** Starts the sample town where it is wanted: asked for, or (auto) at a first start and until it is removed. */
export async function startSample({
  root,
  config,
  say,
  speed = 1,
}: Parts): Promise<{ readonly child: Kept; readonly allow: readonly string[] } | null> {
  const { folder, town, removed } = samplePaths(config.dataDir);
  const first = !existsSync(join(config.dataDir, 'journal'));
  const wanted = config.sample === 'on' || (config.sample === 'auto' && (first || existsSync(town)));
  if (!wanted || existsSync(removed)) return null;
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, DATA_DIR: config.dataDir };
  const child = keepRunning('sample town', [join(root, 'crawler/sample/main.ts'), `--speed=${speed}`], {
    env,
    say,
    give: say,
  });
  const untilMs = Date.now() + READY_MS;
  const since = Date.now();
  while (Date.now() < untilMs) {
    const found = readFresh(config.dataDir, since);
    if (found !== null) return { child, allow: found.allow };
    await wait(LOOK_MS);
  }
  say('the sample town did not start; going on without it');
  await child.stop();
  return null;
}

/** The town's file says when its sites were last opened: an older one is of an earlier run. */
function readFresh(dataDir: string, sinceMs: number): SampleTown | null {
  const open = announced(join(samplePaths(dataDir).folder, 'open.json'), Open);
  return open !== null && open.openMs >= sinceMs ? readTown(dataDir) : null;
}
