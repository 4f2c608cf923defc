import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Head } from './entry.ts';

/**
 * The head of the chain, kept beside the journal in a file of its own: a journal whose tail was cut is shorter than it says.
 * It is written after the entries are durable, so after a crash it may lag behind, and never runs ahead.
 */
const HeadFile = z.object({ n: z.number().int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });

export function anchorPath(dir: string): string {
  return join(dir, 'journal.head');
}

/** `missing` where there is no such file, `unreadable` where it holds something else. */
export function readAnchor(dir: string): Head | 'missing' | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(anchorPath(dir), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'missing';
    throw error;
  }
  try {
    const parsed = HeadFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : 'unreadable';
  } catch (error) {
    if (error instanceof SyntaxError) return 'unreadable';
    throw error;
  }
}

/** Replaces the file in one step and flushes it; one that another process wrote with a longer chain stays. */
export function writeAnchor(dir: string, head: Head): void {
  const held = readAnchor(dir);
  if (typeof held === 'object' && held.n >= head.n) return;
  const fresh = `${anchorPath(dir)}.${process.pid}`;
  const file = openSync(fresh, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify({ n: head.n, hash: head.hash }) + '\n');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, anchorPath(dir));
}
