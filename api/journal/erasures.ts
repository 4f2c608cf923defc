import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What was erased at a person's request, outside the backups: a restored backup is older than some erasures, and they are done
 * again. Holds ids and references alone, one JSON row a line.
 */
export const Erasure = z.object({
  what: z.enum(['post', 'content', 'file', 'request']),
  id: z.string().min(1).max(80),
  atMs: z.number().int().min(0),
});
export type Erasure = z.infer<typeof Erasure>;

/** The list while the office runs: what is on it never comes in again. */
export type Erasures = {
  /** Durable when it returns. */
  add(rows: readonly Erasure[]): void;
  has(what: Erasure['what'], id: string): boolean;
};

/** Throws where the list cannot be read: without it erased texts would come back. */
export function openErasures(file: string): Erasures {
  const keyOf = ({ what, id }: Pick<Erasure, 'what' | 'id'>): string => `${what} ${id}`;
  const held = new Set((readErasures(file) ?? []).map(keyOf));
  return {
    add(rows) {
      if (rows.length === 0) return;
      addErasures(file, rows);
      for (const row of rows) held.add(keyOf(row));
    },
    has: (what, id) => held.has(keyOf({ what, id })),
  };
}

export function erasuresPath(dataDir: string): string {
  return join(dataDir, 'erasures');
}

/** Durable when it returns. Write it before erasing, so that a crash between the two forgets nothing. */
export function addErasures(file: string, rows: readonly Erasure[]): void {
  const handle = openSync(file, 'a', 0o600);
  try {
    // A line break first: should a crash have cut the last line, it does not spoil this one.
    writeSync(handle, '\n' + rows.map((row) => JSON.stringify(row) + '\n').join(''));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Null if there is no such file. A line that a crash cut off (never acknowledged) is left out; any other bad line throws. */
export function readErasures(file: string): readonly Erasure[] | null {
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '' && (!line.startsWith('{') || line.endsWith('}'))).map(parse);
}

function parse(line: string): Erasure {
  return Erasure.parse(JSON.parse(line));
}
