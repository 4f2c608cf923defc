/** A line for the next digest. */
export type NewsLine = { readonly key: string; readonly line: string };

/** What was told and is not in a digest yet, whoever keeps it: a kill between the telling and the digest loses nothing. */
export type NewsBox = {
  /** Durable when it returns. The same key, while it waits, is one line. Past its limit it is counted alone. */
  put(line: string, urgent: boolean, key?: string): void;
  /** Oldest first; `more`: how many there were beyond the limit. `urgent`: one of them all was. */
  waiting(): { readonly lines: readonly NewsLine[]; readonly more: number; readonly urgent: boolean };
  /** They are in a digest, or need not be told any more. */
  remove(keys: readonly string[]): void;
  /** What was beyond the limit was counted in a digest. */
  forgetMore(): void;
};
