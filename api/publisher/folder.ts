import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder of files that are each there whole, in the old or in the new form, whenever somebody reads or the power goes. */
export type Folder = {
  /** Durable when it returns. True if the file was not so already. */
  write(path: string, text: string): boolean;
  remove(path: string): void;
  /** Names of the files in a folder under it. */
  list(under: string): readonly string[];
};

/** A folder that keeps nothing: of an exercise no page may come to lie anywhere. */
export function keepNothing(): Folder {
  return { write: () => false, remove: () => undefined, list: () => [] };
}

const TEMPORARY = '.new-';

export function openFolder(root: string): Folder {
  mkdirSync(root, { recursive: true });
  sweep(root);
  /** What is known to lie there, so that nothing is read or written twice. */
  const known = new Map<string, string>();
  const isSo = (path: string, text: string): boolean => {
    const hash = createHash('sha256').update(text).digest('base64');
    if (known.get(path) === hash) return true;
    const full = join(root, path);
    const same = !known.has(path) && existsSync(full) && readFileSync(full, 'utf8') === text;
    known.set(path, hash);
    return same;
  };
  return {
    write(path, text) {
      if (isSo(path, text)) return false;
      try {
        writeWhole(join(root, path), text);
      } catch (error) {
        known.delete(path);
        throw error;
      }
      return true;
    },
    remove(path) {
      known.delete(path);
      rmSync(join(root, path), { force: true });
    },
    list(under) {
      const full = join(root, under);
      return existsSync(full) ? readdirSync(full).filter((name) => !name.startsWith('.')) : [];
    },
  };
}

function writeWhole(full: string, text: string): void {
  const folder = dirname(full);
  mkdirSync(folder, { recursive: true });
  const fresh = join(folder, `${TEMPORARY}${randomBytes(6).toString('hex')}`);
  const handle = openSync(fresh, 'w', 0o644);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, full);
  const at = openSync(folder, 'r');
  try {
    fsyncSync(at);
  } finally {
    closeSync(at);
  }
}

/** What a crash left half written was never there. */
function sweep(root: string): void {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const full = join(root, entry.name);
    if (entry.isDirectory()) sweep(full);
    else if (entry.name.startsWith(TEMPORARY)) rmSync(full, { force: true });
  }
}
