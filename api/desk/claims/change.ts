import type { Claim, ClaimState } from '../../contract/index.ts';
import { textOf, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { rowAt, withRow } from '../table.ts';

/** How many merges are followed from a claim to where it is now; they are never circles, and this is the belt to that. */
const MERGES_MAX = 50;

/** The claim that this one has become part of, or itself. What still names the old one belongs there. */
export function homeOf(state: Pick<DeskState, 'claims'>, id: string): Claim | undefined {
  let claim = rowAt(state.claims, id);
  for (let step = 0; step < MERGES_MAX; step += 1) {
    const into = claim?.mergedInto ?? null;
    if (into === null) break;
    claim = rowAt(state.claims, into);
  }
  return claim;
}

/** Changes a claim, or the one it was merged into (`follow`); its version grows by one. None such: nothing changes. */
export function changeClaim(state: DeskState, id: string, change: (held: Claim) => Claim, follow = true): DeskState {
  const held = follow ? homeOf(state, id) : rowAt(state.claims, id);
  if (held === undefined) return state;
  const next = change(held);
  if (next === held) return state;
  return { ...state, claims: withRow(state.claims, held.id, { ...next, version: held.version + 1 }) };
}

export function moved(held: Claim, to: ClaimState, entry: FoldEntry): Claim {
  const step = { state: to, atMs: entry.atMs, by: entry.actor, note: textOf(entry, 'note') };
  return { ...held, state: to, lookAgainMs: null, steps: [...held.steps, step] };
}
