import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** What another process announced in a file that it moves in place whole, and may remove at any time. Null: none, or another shape. */
export function announced<T extends z.ZodType>(path: string, shape: T): z.output<T> | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const read = shape.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
