import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DRILLS_FOLDER } from '../config.ts';
import { DrillNow } from '../contract/index.ts';
import { isAlive } from '../local/alive.ts';
import { announced } from './announced.ts';

/** The drill that is on, as its own process announces it beside its records. */
const Running = DrillNow.extend({ pid: z.number().int() });
export type RunningDrill = z.infer<typeof Running>;

export function drillsFolder(dataDir: string): string {
  return join(dataDir, DRILLS_FOLDER);
}

function announcement(dataDir: string): string {
  return join(drillsFolder(dataDir), 'running.json');
}

/** The drill of this office that is on; null where there is none, or its process is gone. */
export function readRunning(dataDir: string): RunningDrill | null {
  const running = announced(announcement(dataDir), Running);
  return running !== null && isAlive(running.pid) ? running : null;
}

/** Written aside and moved in place: a reader never sees half of it. */
export function announce(dataDir: string, running: RunningDrill): void {
  const path = announcement(dataDir);
  mkdirSync(drillsFolder(dataDir), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(running));
  renameSync(`${path}.new`, path);
}

/** Removes all that drills left: one that was killed could not do it itself. Only while none is on. */
export function sweepDrills(dataDir: string): void {
  const folder = drillsFolder(dataDir);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}
