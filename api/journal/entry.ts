import { createHash } from 'node:crypto';

/** What is to be written. `body` holds ids, decisions and hashes; free text and personal data go into `texts`. */
export type EntryDraft = {
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Kept in the erasable content store; the entry itself carries a reference for each. */
  readonly texts?: Readonly<Record<string, string>>;
};

export type Entry = {
  /** 1, 2, 3 … without a gap. */
  readonly n: number;
  readonly atMs: number;
  /** A person's id, or `machine`, `terminal`. */
  readonly actor: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly refs: Readonly<Record<string, string>>;
  /** The texts behind `refs`; null where one was erased. */
  readonly texts: Readonly<Record<string, string | null>>;
  readonly prev: string;
  readonly hash: string;
};

/** A row as it lies in the table: `body` and `refs` are canonical JSON. */
export type EntryRow = {
  readonly n: number;
  readonly atMs: number;
  readonly actor: string;
  readonly kind: string;
  readonly body: string;
  readonly refs: string;
  readonly prev: string;
  readonly hash: string;
};

export type Head = { readonly n: number; readonly hash: string };

/** What entry 1 has as the hash before it. */
export const GENESIS: Head = { n: 0, hash: '0'.repeat(64) };

export const ENTRY_BYTES_MAX = 32 * 1024;
export const ENTRIES_PER_APPEND_MAX = 1_000;

/** JSON with sorted keys, so that equal content has equal bytes. Keys whose value is undefined are left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** The hash that chains an entry: over everything it says and the hash before it. */
export function hashOf(row: Omit<EntryRow, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([row.n, row.atMs, row.actor, row.kind, row.body, row.refs, row.prev]))
    .digest('hex');
}

/** The journal's files contradict one another: nothing may be appended until a person has looked (`verify` says where). */
export class JournalBroken extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JournalBroken';
  }
}
