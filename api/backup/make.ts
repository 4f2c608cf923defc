import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readAnchor } from '../journal/anchor.ts';
import { erasuresPath, readErasures } from '../journal/erasures.ts';
import { isAlive } from '../local/alive.ts';
import { copyParts } from './copy.ts';
import { BackupRefused, contentOf, Manifest } from './manifest.ts';
import { describeParts, pack } from './pack.ts';

export type Made = { readonly manifest: Manifest; readonly bytes: number };

/**
 * Writes a backup of `dataDir` to `out`, whole or not at all, beside a live server. Working copies lie in `dataDir` meanwhile.
 *
 * @throws BackupRefused where `out` exists or there is no journal to back up
 */
export async function makeBackup(
  dataDir: string,
  out: string,
  { nowMs, store }: { readonly nowMs: number; readonly store: 'sqlite' | 'elasticsearch' },
): Promise<Made> {
  if (existsSync(out)) throw new BackupRefused(`${out} exists already`);
  if (!existsSync(join(dataDir, 'journal', 'journal.sqlite'))) throw new BackupRefused(`${dataDir} holds no journal`);
  clearLeftovers(dataDir);
  // Within the data folder: a copy that kill -9 leaves behind still holds voices, and must not lie among the backups.
  const staging = join(dataDir, `.backup-${process.pid}`);
  const fresh = `${out}.new-${process.pid}`;
  mkdirSync(staging, { mode: 0o700 });
  try {
    const names = copyParts(dataDir, staging);
    // The list is read after the copies: what was erased in between is asked for as well.
    const erasures = readErasures(erasuresPath(dataDir))?.length ?? 0;
    const parts = [...(await describeParts(staging, names))];
    const head = readAnchor(join(staging, 'journal'));
    if (typeof head === 'string') throw new Error('the copy of the journal has no head');
    const manifest: Manifest = { madeMs: nowMs, store, head, erasures, content: contentOf(parts), parts };
    await pack(staging, Manifest.parse(manifest), fresh);
    renameSync(fresh, out);
    return { manifest, bytes: statSync(out).size };
  } finally {
    rmSync(staging, { recursive: true, force: true });
    rmSync(fresh, { force: true });
  }
}

/** Removes the working copies of backups that were ended in the middle. */
export function clearLeftovers(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^\.backup-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}
