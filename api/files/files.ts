import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, utimes, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull } from '../contract/disk-full.ts';
import { FileHash, FileKind, isRefusal, refuse, tooBig, type Refusal, type StoredFile } from '../contract/index.ts';
import { kindOfFile } from './kind.ts';

/** Files that are written at once. */
export const PUTS_MAX = 8;
/** Room that uploads leave for the journal and the posts: files are what can wait. */
export const RESERVE_BYTES = 256 * 1024 * 1024;

/** A stream, or chunks at hand. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export type PutOptions = {
  readonly bytesMax: number;
  /** Only for what we made ourselves, a capture or an issue: its kind is known, and a page is taken. */
  readonly as?: FileKind;
};

export type Put = { readonly file: StoredFile; /** It was not there before. */ readonly fresh: boolean };

/**
 * The file store: a folder in which each file lies under the SHA-256 of its bytes, `ab/cd/abcd….kind`.
 *
 * `put` is durable when it returns, and the same bytes twice are one file; refuses `too-big`, `file-empty`, `file-kind`,
 * `file-harmful`, `busy` and `read-only` (no room), and then nothing is left. Where the bytes break off it throws their error.
 */
export type Files = {
  put(bytes: Bytes, options: PutOptions): Promise<Put | Refusal>;
  find(sha256: string): Promise<StoredFile | null>;
  /** The bytes; null where it is not there. */
  read(sha256: string): Promise<{ readonly file: StoredFile; readonly bytes: AsyncIterable<Uint8Array> } | null>;
  /** For an erasure: false where it was not there. */
  remove(sha256: string): Promise<boolean>;
  /** Removes what came before `beforeMs`, by the clock of the disk, and is not in use; returns how many. */
  sweep(isInUse: (sha256: string) => boolean, beforeMs: number): Promise<number>;
};

/** The whole of a file in memory; null where it is not there. The store takes none over 20 MB. */
export async function bytesOf(files: Pick<Files, 'read'>, sha256: string): Promise<Uint8Array | null> {
  const held = await files.read(sha256);
  if (held === null) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of held.bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export type FilesOptions = { readonly dir: string; readonly reserveBytes?: number };

/** Opens the store; what a crash left half-written goes. */
export function openFiles({ dir, reserveBytes = RESERVE_BYTES }: FilesOptions): Files {
  const fresh = join(dir, 'new');
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(fresh)) rmSync(join(fresh, name));
  let puts = 0;

  async function put(bytes: Bytes, options: PutOptions): Promise<Put | Refusal> {
    if (puts >= PUTS_MAX) return refuse('busy');
    puts += 1;
    const path = join(fresh, randomBytes(12).toString('hex'));
    try {
      if ((await freeBytes(dir)) < reserveBytes) return refuse('read-only');
      const written = await write(path, bytes, options);
      return isRefusal(written) ? written : await keep(dir, path, written);
    } catch (error) {
      if (isDiskFull(error)) return refuse('read-only');
      throw error;
    } finally {
      puts -= 1;
      await rm(path, { force: true });
    }
  }

  const find = (sha256: string): Promise<StoredFile | null> => findIn(dir, sha256);
  return {
    put,
    find,
    async read(sha256) {
      const file = await find(sha256);
      if (file === null) return null;
      return { file, bytes: createReadStream(pathOf(dir, file)) };
    },
    async remove(sha256) {
      const file = await find(sha256);
      if (file === null) return false;
      await rm(pathOf(dir, file), { force: true });
      return true;
    },
    sweep: (isInUse, beforeMs) => sweepIn(dir, isInUse, beforeMs),
  };
}

async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/** Streams the bytes to a new file while they are counted and hashed; durable when it returns. */
async function write(path: string, bytes: Bytes, options: PutOptions): Promise<StoredFile | Refusal> {
  const handle = await open(path, 'wx+', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > options.bytesMax) return tooBig(options.bytesMax);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    if (size === 0) return refuse('file-empty');
    const kind = await kindAs(handle, size, options.as);
    if (isRefusal(kind)) return kind;
    await handle.sync();
    return { sha256: FileHash.parse(hash.digest('hex')), kind, bytes: size };
  } finally {
    await handle.close();
  }
}

async function kindAs(handle: FileHandle, size: number, as: FileKind | undefined): Promise<FileKind | Refusal> {
  if (as === 'html' || as === 'json' || as === 'txt') return as;
  const kind = await kindOfFile(handle, size);
  return as !== undefined && kind !== as ? refuse('file-kind') : kind;
}

/** Two names for the same bytes cannot be: where they lie already, under whatever kind, those stay. */
async function keep(dir: string, path: string, file: StoredFile): Promise<Put> {
  const there = await findIn(dir, file.sha256);
  if (there !== null) {
    // Somebody is about to refer to it: it counts as new again.
    await utimes(pathOf(dir, there), new Date(), new Date());
    return { file: there, fresh: false };
  }
  const to = pathOf(dir, file);
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(path, to);
  for (const folder of [dirname(to), dirname(dirname(to)), dir]) await syncFolder(folder);
  return { file, fresh: true };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function pathOf(dir: string, { sha256, kind }: Pick<StoredFile, 'sha256' | 'kind'>): string {
  return join(folderOf(dir, sha256), `${sha256}.${kind}`);
}

function folderOf(dir: string, sha256: string): string {
  return join(dir, sha256.slice(0, 2), sha256.slice(2, 4));
}

async function findIn(dir: string, id: string): Promise<StoredFile | null> {
  const sha256 = FileHash.safeParse(id);
  if (!sha256.success) return null;
  const names = await namesIn(folderOf(dir, sha256.data));
  const name = names.find((each) => each.startsWith(`${sha256.data}.`));
  const kind = FileKind.safeParse(name?.slice(sha256.data.length + 1));
  if (name === undefined || !kind.success) return null;
  const { size } = await stat(join(folderOf(dir, sha256.data), name));
  return { sha256: sha256.data, kind: kind.data, bytes: size };
}

async function sweepIn(dir: string, isInUse: (sha256: string) => boolean, beforeMs: number): Promise<number> {
  let gone = 0;
  for (const first of await foldersIn(dir)) {
    for (const second of await foldersIn(join(dir, first))) {
      const folder = join(dir, first, second);
      for (const name of await namesIn(folder)) {
        if (isInUse(name.split('.')[0] ?? '') || (await stat(join(folder, name))).mtimeMs >= beforeMs) continue;
        await rm(join(folder, name), { force: true });
        gone += 1;
      }
    }
  }
  return gone;
}

/** Those that are made of the first letters of hashes. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  return (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
