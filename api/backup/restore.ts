import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifyJournal } from '../journal/check.ts';
import { openContent } from '../journal/content.ts';
import { addErasures, erasuresPath, readErasures, type Erasure } from '../journal/erasures.ts';
import { openFiles } from '../files/files.ts';
import { createInbox } from '../work/inbox.ts';
import { openWork, workPath } from '../work/work.ts';
import { contentOfFile } from './digest.ts';
import { expandFiles } from './file-pack.ts';
import { BackupRefused, type Manifest } from './manifest.ts';
import { unpack } from './pack.ts';

export type RestoreOptions = {
  /** Replace what lies there. */
  readonly replace: boolean;
  /** The list of erasures; null: that of the data folder itself. */
  readonly erasures: string | null;
  /** Removes posts from the store in the folder given. */
  readonly erasePosts: (dir: string, ids: readonly string[]) => Promise<void>;
};

/** What may lie in a data folder that counts as empty: the key and the list are put there before a restore. */
const NOT_COUNTED = /^(erasures|secret|\.(restore|backup)-\d+)$/;
/** What a backup brings and a restore replaces. */
const FOLDERS = ['journal', 'work', 'posts', 'lexicons', 'files'] as const;

/**
 * Puts a backup in place of `dataDir`. Everything is unpacked beside and checked (bytes, databases, the journal's chain against
 * its head, the list of erasures) before anything is touched; then folders are exchanged by renaming.
 *
 * @throws BackupRefused with the reason; then nothing was changed
 */
export async function restoreBackup(file: string, dataDir: string, options: RestoreOptions): Promise<Manifest> {
  if (!existsSync(file)) throw new BackupRefused(`${file} is not there`);
  const wasThere = existsSync(dataDir);
  if (wasThere && !options.replace && readdirSync(dataDir).some((name) => !NOT_COUNTED.test(name))) {
    throw new BackupRefused(`${dataDir} is not empty; --replace replaces what is there`);
  }
  const staging = join(dataDir, `.restore-${process.pid}`);
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  try {
    const manifest = await unpack(file, staging);
    await check(staging, manifest);
    await expandFiles(staging);
    const list = erasuresFor(manifest, options.erasures ?? erasuresPath(dataDir));
    await eraseAgain(staging, list, options);
    exchange(staging, dataDir);
    keepErasures(dataDir, list);
    return manifest;
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (!wasThere && readdirSync(dataDir).length === 0) rmSync(dataDir, { recursive: true });
  }
}

async function check(dir: string, manifest: Manifest): Promise<void> {
  for (const { name, content } of manifest.parts) {
    const file = join(dir, name);
    if (name.endsWith('.sqlite')) refuseBroken(file, name);
    if ((await contentOfFile(file)) !== content)
      throw new BackupRefused(`the part ${name} is not what the manifest says`);
  }
  const verified = verifyJournal(join(dir, 'journal'), manifest.head);
  if (!verified.ok) throw new BackupRefused(`the journal is wrong at entry ${verified.at}: ${verified.en}`);
  if (verified.head.n !== manifest.head.n)
    throw new BackupRefused('the journal has another head than the manifest says');
}

function refuseBroken(file: string, name: string): void {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (found !== 'ok') throw new BackupRefused(`the database ${name} is damaged`);
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    throw new BackupRefused(`the database ${name} cannot be read`);
  } finally {
    db.close();
  }
}

function erasuresFor(manifest: Manifest, file: string): readonly Erasure[] {
  const list = readErasures(file);
  if (list === null && manifest.erasures > 0) {
    throw new BackupRefused(`the list of erasures (${file}) is missing: without it erased texts would come back`);
  }
  if (list !== null && list.length < manifest.erasures) {
    throw new BackupRefused(
      `the list of erasures is older than the backup: it has ${list.length} of ${manifest.erasures}`,
    );
  }
  return list ?? [];
}

/** What was erased since the backup was made goes again, before anybody can read it. */
async function eraseAgain(staging: string, list: readonly Erasure[], { erasePosts }: RestoreOptions): Promise<void> {
  const content = openContent(join(staging, 'journal'));
  const gone = list.filter(({ what, id }) => what === 'content' && content.erase(id));
  if (gone.length > 0) content.scrub();
  content.close();
  if (existsSync(join(staging, 'files'))) {
    const files = openFiles({ dir: join(staging, 'files') });
    for (const { what, id } of list) if (what === 'file') await files.remove(id);
  }
  const requests = list.filter(({ what }) => what === 'request');
  if (requests.length > 0 && existsSync(workPath(join(staging, 'work')))) {
    // At no time has a record run out: those that have are blanked, too.
    const work = openWork({ dir: join(staging, 'work'), now: () => 0 });
    const inbox = createInbox(work, '');
    for (const { id } of requests) inbox.blank(id);
    work.scrub();
    work.close();
  }
  const posts = list.flatMap(({ what, id }) => (what === 'post' ? [id] : []));
  if (posts.length > 0 && existsSync(join(staging, 'posts'))) await erasePosts(join(staging, 'posts'), posts);
}

/** Old folders step aside first and go only when the new ones are in place; should a rename fail, they step back. */
function exchange(staging: string, dataDir: string): void {
  const aside = join(staging, 'replaced');
  mkdirSync(aside);
  const moves = FOLDERS.flatMap((name) => [
    [join(dataDir, name), join(aside, name)] as const,
    [join(staging, name), join(dataDir, name)] as const,
  ]);
  const done: (readonly [string, string])[] = [];
  try {
    for (const [from, to] of moves) {
      if (!existsSync(from)) continue;
      renameSync(from, to);
      done.unshift([from, to]);
    }
  } catch (error) {
    for (const [from, to] of done) renameSync(to, from);
    throw error;
  }
}

function keepErasures(dataDir: string, list: readonly Erasure[]): void {
  const held = new Set((readErasures(erasuresPath(dataDir)) ?? []).map((row) => JSON.stringify(row)));
  const missing = list.filter((row) => !held.has(JSON.stringify(row)));
  if (missing.length > 0) addErasures(erasuresPath(dataDir), missing);
}
