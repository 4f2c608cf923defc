import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readAnchor } from '../journal/anchor.ts';
import { erasuresPath, readErasures } from '../journal/erasures.ts';
import { copyParts } from './copy.ts';
import { BackupRefused, contentOf, Manifest } from './manifest.ts';
import { describeParts, pack } from './pack.ts';

export type Made = { readonly manifest: Manifest; readonly bytes: number };

/**
 * Writes a backup of `dataDir` to `out`, whole or not at all, beside a live server. Working copies lie beside `out` meanwhile.
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
  const staging = `${out}.parts-${process.pid}`;
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
