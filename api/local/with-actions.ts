import { mkdirSync } from 'node:fs';
import type { Config } from '../config.ts';
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
    onError: (error) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  });
  try {
    return await work(createActions({ ...office, now: Date.now }));
  } finally {
    await office.close();
  }
}

/** What a command says of an error that is no bug; null for a bug. */
export function explain(error: unknown): string | null {
  if (error instanceof StoreLocked) return `${error.message}; stop it, or wait until it is done`;
  if (!(error instanceof Error)) return null;
  return ['StoreAway', 'StoreOutdated', 'JournalBroken', 'LexiconBroken'].includes(error.name) ? error.message : null;
}
