import { canonical } from './entry.ts';
import type { Entry, Journal } from './journal.ts';

/** How a state is made of entries. The state must be plain JSON, so that it can be kept. */
export type Fold<State> = {
  /** Names what is folded and how; change it whenever `apply` or the state's shape changes. */
  readonly version: string;
  readonly initial: State;
  readonly apply: (state: State, entry: Entry) => State;
  /** Makes a state of what a snapshot held, or null if it is not one. */
  readonly parse: (kept: unknown) => State | null;
};

const PAGE_ENTRIES = 5_000;

/** Entries folded since the last snapshot that make a new one worth its time. */
export const SNAPSHOT_ENTRIES = 2_000;

/** The state after the last entry, from the latest snapshot where there is a fitting one. */
export function foldJournal<State>(journal: Journal, fold: Fold<State>): { readonly state: State; readonly n: number } {
  const kept = journal.latestSnapshot(fold.version);
  const parsed = kept === null ? null : fold.parse(kept.state);
  const fromN = kept === null || parsed === null ? 0 : kept.n;
  const result = foldOn(journal, fold, parsed ?? fold.initial, fromN);
  if (result.n - fromN >= SNAPSHOT_ENTRIES) journal.snapshot(fold.version, result.n, result.state);
  return result;
}

/** Folds what came after entry `n` (by this process or another) into a state, up to entry `toN` at most. */
export function foldOn<State>(
  journal: Journal,
  fold: Pick<Fold<State>, 'apply'>,
  state: State,
  n: number,
  toN = Infinity,
): { readonly state: State; readonly n: number } {
  let at = n;
  let folded = state;
  for (;;) {
    const limit = Math.min(PAGE_ENTRIES, toN - at);
    const page = limit > 0 ? journal.read(at + 1, limit) : [];
    for (const entry of page) folded = fold.apply(folded, entry);
    at += page.length;
    if (page.length < PAGE_ENTRIES) return { state: folded, n: at };
  }
}

/** Whether the cached state is what the journal says: a role that was written into the cache left no trace in the chain. */
export function isSnapshotRight<State>(journal: Journal, fold: Fold<State>): boolean {
  const kept = journal.latestSnapshot(fold.version);
  if (kept === null) return true;
  const { state } = foldOn(journal, fold, fold.initial, 0, kept.n);
  return canonical(state) === canonical(kept.state);
}
