import { z } from 'zod';
import { SOURCE_MEMORY_CHARS_MAX } from '../api/contract/limit.ts';
import type { Validators } from './fetch-outcome.ts';

/** Pages whose validators are kept: the source's own and its first next pages. */
export const VALIDATORS_MAX = 20;
/** A validator longer than this is not worth keeping. */
const VALIDATOR_CHARS_MAX = 200;
/** Pages remembered at most; the text's limit usually bites first. */
export const KNOWN_MAX = 4_000;

/** What is known of one page: `mark` is what its list said of it (time of the last reply), `page` the last page of a thread that was read. */
const Known = z.tuple([z.string().max(16), z.number(), z.string().max(400)]);
const Stored = z.object({
  v: z.literal(1),
  since: z.number().default(0),
  seen: z.number(),
  valid: z.array(z.tuple([z.string().max(16), z.string().nullable(), z.string().nullable()])),
  known: z.array(Known),
});

export type KnownPage = { readonly mark: number; readonly page: string };

/** What a source's last visits left. Both maps are in the order of use, the oldest first. */
export type Memory = {
  /** When the source was visited for the first time; 0 before. What is older was there before we listened. */
  sinceMs: number;
  /** When the source was read with success for the last time; 0 before the first. */
  seenMs: number;
  readonly validators: Map<string, Validators>;
  readonly known: Map<string, KnownPage>;
};

export function emptyMemory(): Memory {
  return { sinceMs: 0, seenMs: 0, validators: new Map(), known: new Map() };
}

/** Reads the memory that came with a lease; what cannot be read counts as none. */
export function readMemory(text: string): Memory {
  const memory = emptyMemory();
  const stored = Stored.safeParse(jsonOf(text));
  if (!stored.success) return memory;
  memory.sinceMs = stored.data.since;
  memory.seenMs = stored.data.seen;
  for (const [key, etag, modified] of stored.data.valid) memory.validators.set(key, { etag, modified });
  for (const [key, mark, page] of stored.data.known) memory.known.set(key, { mark, page });
  return memory;
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Writes the memory down; where it is too long the pages that were used longest ago are forgotten. */
export function writeMemory(memory: Memory): string {
  const valid = [...memory.validators].slice(-VALIDATORS_MAX).map(([key, { etag, modified }]) => [key, etag, modified]);
  const known = [...memory.known].slice(-KNOWN_MAX).map(([key, { mark, page }]) => [key, mark, page]);
  const sizes = known.map((one) => JSON.stringify(one).length + 1);
  const head = JSON.stringify({ v: 1, since: memory.sinceMs, seen: memory.seenMs, valid, known: [] });
  let chars = head.length + sizes.reduce((sum, size) => sum + size, 0);
  let from = 0;
  while (chars > SOURCE_MEMORY_CHARS_MAX && from < known.length) chars -= sizes[from++] ?? 0;
  return JSON.stringify({ v: 1, since: memory.sinceMs, seen: memory.seenMs, valid, known: known.slice(from) });
}

/** Notes a page as the one used last. */
export function noteKnown(memory: Memory, key: string, page: KnownPage): void {
  memory.known.delete(key);
  memory.known.set(key, page);
}

export function noteValidators(memory: Memory, key: string, { etag, modified }: Validators): void {
  memory.validators.delete(key);
  const kept = (value: string | null): string | null =>
    value !== null && value.length <= VALIDATOR_CHARS_MAX ? value : null;
  if (kept(etag) !== null || kept(modified) !== null)
    memory.validators.set(key, { etag: kept(etag), modified: kept(modified) });
}
