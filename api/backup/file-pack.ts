import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BackupRefused } from './manifest.ts';

/** All files of the file store in one part of the backup: their number is not bounded, that of the parts is. */
export const FILE_PACK = 'files/files.pack';
const MAGIC = 'FIRSTWORD-FILES 1\n';
/** The only names that come out: a hash and one of the kinds. */
const NAME = /^([0-9a-f]{64})\.([a-z]{3,4})$/;
const LINE_BYTES_MAX = 100;
/** Above the limit of the store, which may grow. */
const BYTES_MAX = 256 * 1024 * 1024;

/** Writes `into/files/files.pack`: a line `name bytes` and the bytes, one file after another in the order of the names. */
export function packFiles(dataDir: string, into: string): readonly string[] {
  const dir = join(dataDir, 'files');
  if (!existsSync(dir)) return [];
  const paths = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && NAME.test(each.name))
    .map((each) => join(each.parentPath, each.name))
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const out = join(into, FILE_PACK);
  mkdirSync(dirname(out), { recursive: true, mode: 0o700 });
  const handle = openSync(out, 'wx', 0o600);
  try {
    writeSync(handle, MAGIC);
    for (const path of paths) {
      const bytes = readFileSync(path);
      writeSync(handle, `${basename(path)} ${bytes.length}\n`);
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    }
  } finally {
    closeSync(handle);
  }
  return [FILE_PACK];
}

/**
 * Puts the files of an unpacked backup where the file store looks for them, and removes the pack. Its bytes were checked before.
 *
 * @throws BackupRefused where it is no such pack
 */
export async function expandFiles(staging: string): Promise<void> {
  const pack = join(staging, FILE_PACK);
  if (!existsSync(pack)) return;
  const handle = await open(pack, 'r');
  try {
    const { size } = await handle.stat();
    if ((await readBytes(handle, 0, MAGIC.length)).toString() !== MAGIC) throw damaged();
    for (let at = MAGIC.length; at < size;) at = await expandOne(handle, at, size, join(staging, 'files'));
  } finally {
    await handle.close();
  }
  rmSync(pack);
}

async function expandOne(pack: FileHandle, at: number, size: number, dir: string): Promise<number> {
  const head = await readBytes(pack, at, Math.min(LINE_BYTES_MAX, size - at));
  const end = head.indexOf(10);
  const [name = '', length = ''] = head.toString('latin1', 0, Math.max(0, end)).split(' ');
  const [, sha256 = ''] = NAME.exec(name) ?? [];
  const bytes = /^\d{1,10}$/.test(length) ? Number(length) : -1;
  const from = at + end + 1;
  if (sha256 === '' || bytes < 0 || bytes > BYTES_MAX || from + bytes > size) throw damaged();
  const folder = join(dir, sha256.slice(0, 2), sha256.slice(2, 4));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const out = await open(join(folder, name), 'wx', 0o600);
  try {
    await out.writeFile(await readBytes(pack, from, bytes));
    await out.sync();
  } finally {
    await out.close();
  }
  return from + bytes;
}

async function readBytes(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, at);
  if (bytesRead !== length) throw damaged();
  return bytes;
}

function damaged(): BackupRefused {
  return new BackupRefused('the files of the backup are damaged');
}
