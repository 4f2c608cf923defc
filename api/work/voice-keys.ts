import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VoiceKey } from '../contract/index.ts';

/**
 * The keys that turn handles into voices. Each is in force for a calendar month (Beijing time), stays for one more day so that
 * the two overlap, and is then destroyed: overwritten where it lay. The file is in no backup.
 */
export type VoiceKeys = {
  /** The key in force first; for a day after a change the old one follows. Rotates when it is time. */
  current(): readonly VoiceKey[];
};

export const OVERLAP_MS = 24 * 3_600_000;
const CHINA_OFFSET_MS = 8 * 3_600_000;
/** The file is always this long, so that writing it anew covers all that was there. */
const FILE_BYTES = 1_024;
const Keys = z.array(VoiceKey).max(2);

/** Start of the calendar month in China, `ahead` months on. */
export function monthMs(atMs: number, ahead: number): number {
  const china = new Date(atMs + CHINA_OFFSET_MS);
  return Date.UTC(china.getUTCFullYear(), china.getUTCMonth() + ahead, 1) - CHINA_OFFSET_MS;
}

/** The keys that hold at `nowMs`: those of `held` that are not over, and `fresh` in front if none is in force. */
export function keysAt(held: readonly VoiceKey[], nowMs: number, fresh: () => string): readonly VoiceKey[] {
  const alive = held.filter((key) => nowMs < key.untilMs && key.fromMs <= nowMs);
  const inForce = alive.find((key) => nowMs < key.untilMs - OVERLAP_MS);
  if (inForce !== undefined) return [inForce, ...alive.filter((key) => key !== inForce)].slice(0, 2);
  const key = { key: fresh(), fromMs: monthMs(nowMs, 0), untilMs: monthMs(nowMs, 1) + OVERLAP_MS };
  return [key, ...alive].slice(0, 2);
}

export function openVoiceKeys({ dir, now }: { readonly dir: string; readonly now: () => number }): VoiceKeys {
  const file = join(dir, 'voice-keys');
  let held = read(file);
  return {
    current() {
      const keys = keysAt(held, now(), () => randomBytes(32).toString('hex'));
      const same = keys.length === held.length && keys.every((key, index) => key.key === held[index]?.key);
      if (!same) overwrite(file, keys);
      held = keys;
      return keys;
    },
  };
}

/** A file that cannot be read (a crash in the middle of a change) means new keys: voices are counted anew, nothing else. */
function read(file: string): readonly VoiceKey[] {
  try {
    return Keys.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const known = error instanceof SyntaxError || error instanceof z.ZodError;
    if (known || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return [];
    throw error;
  }
}

/** In place, not beside and renamed: the old bytes must go. */
function overwrite(file: string, keys: readonly VoiceKey[]): void {
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    writeSync(handle, JSON.stringify(keys).padEnd(FILE_BYTES), 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
