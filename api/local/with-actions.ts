import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLatePress } from '../answers/briefing-press.ts';
import type { Config } from '../config.ts';
import { openFiles } from '../files/files.ts';
import { openPosts } from '../main.ts';
import { openOffice } from '../office.ts';
import { StoreLocked } from '../posts/port.ts';
import { createActions, type LocalActions } from './actions.ts';
import { connectLocal } from './client.ts';

/** Runs a command's work through the server of this data folder, or, with none running, on the stores themselves under their lock. */
export async function withActions<T>(config: Config, work: (actions: LocalActions) => Promise<T>): Promise<T> {
  const running = await connectLocal(config.dataDir);
  if (running !== null) return work(running);
  mkdirSync(config.dataDir, { recursive: true });
  const posts = await openPosts(config, Date.now);
  const office = openOffice(config, posts, Date.now, {
    onStored: () => undefined,
    onAlerts: () => undefined,
    onError: tell,
  });
  const files = openFiles({ dir: join(config.dataDir, 'files') });
  const press = createLatePress({ findBrowser: config.findBrowser, onError: tell });
  try {
    return await work(createActions({ ...office, files, press, now: Date.now }));
  } finally {
    await press.close();
    await office.close();
  }
}

function tell(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}

/** What a command says of an error that is no bug; null for a bug. */
export function explain(error: unknown): string | null {
  if (error instanceof StoreLocked) return `${error.message}; stop it, or wait until it is done`;
  if (!(error instanceof Error)) return null;
  return ['StoreAway', 'StoreOutdated', 'JournalBroken', 'LexiconBroken'].includes(error.name) ? error.message : null;
}
