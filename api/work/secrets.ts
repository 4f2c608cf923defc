import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Work } from './work.ts';

const Sealed = z.object({ nonce: z.string(), tag: z.string(), data: z.string() });

/** Small secrets such as the channel's address, encrypted (AES-256-GCM) with a key that lies outside the records. */
export type Secrets = {
  put(name: string, text: string): void;
  /** Null if there is none, or it was sealed with another key (a restore on another machine). */
  get(name: string): string | null;
  remove(name: string): void;
};

const KEY_BYTES = 32;

/** Reads the key in `file`, or makes one that only the owner can read. Throws where the file holds something else. */
export function openSecretKey(file: string): Buffer {
  const held = readKey(file);
  if (held !== null) return held;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Written whole beside its place and then linked in: of two starters one wins, and nobody reads half a key.
  const fresh = `${file}.${process.pid}`;
  const handle = openSync(fresh, 'w', 0o600);
  try {
    writeSync(handle, randomBytes(KEY_BYTES).toString('hex') + '\n');
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(fresh, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  const key = readKey(file);
  if (key === null) throw new Error('the secret file could not be made');
  return key;
}

function readKey(file: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error('the secret file (SECRET_FILE) does not hold 64 hexadecimal digits');
  return Buffer.from(text, 'hex');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

export function createSecrets(work: Work, key: Buffer): Secrets {
  const shelf = work.shelf('secret', Sealed);
  return {
    put(name, text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
      shelf.put(name, { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data });
    },
    get(name) {
      const sealed = shelf.get(name)?.value;
      if (sealed === undefined) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'base64'), { authTagLength: 16 })
        .setAAD(Buffer.from(name))
        .setAuthTag(Buffer.from(sealed.tag, 'base64'));
      const opened = decipher.update(Buffer.from(sealed.data, 'base64'));
      try {
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    remove(name) {
      shelf.remove(name);
    },
  };
}
