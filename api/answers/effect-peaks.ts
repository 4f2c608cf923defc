import type { Claim, ClaimId } from '../contract/index.ts';
import type { PeakOf } from '../effect/lead-times.ts';
import { rowsOf } from '../desk/table.ts';
import { groupsOf } from './claim-spread.ts';
import { ALL_POSTS, DAY_MS, HOUR_MS } from './filter.ts';
import type { Parts } from './parts.ts';

/** Claims whose peak is looked for, the newest; older ones keep what was found. */
export const PEAKS_MAX = 60;
/** An hour with fewer repeats is no peak. */
const PEAK_POSTS_MIN = 3;
/** A claim of this week may still rise; it is looked at again after that. */
const YOUNG_MS = 7 * DAY_MS;
const FRESH_MS = 2 * 60_000;

type Held = { readonly version: number; readonly readMs: number; readonly peakMs: number | null };
type PeakParts = Pick<Parts, 'posts' | 'desk' | 'now'>;

/** When each claim was repeated most, from the store; held in memory, and read again while a claim is young. */
export function createPeaks(parts: PeakParts): { read(): Promise<PeakOf> } {
  const held = new Map<ClaimId, Held>();
  return {
    async read() {
      const nowMs = parts.now();
      const claims = rowsOf(parts.desk.state().claims)
        .toSorted((a, b) => b.knownMs - a.knownMs)
        .slice(0, PEAKS_MAX);
      for (const claim of claims) {
        const known = held.get(claim.id);
        const good = nowMs - claim.knownMs > YOUNG_MS || nowMs - (known?.readMs ?? 0) < FRESH_MS;
        if (known?.version === claim.version && good) continue;
        held.set(claim.id, { version: claim.version, readMs: nowMs, peakMs: await peakOf(parts, claim, nowMs) });
      }
      for (const id of [...held.keys()].slice(0, Math.max(0, held.size - 4 * PEAKS_MAX))) held.delete(id);
      return (claim) => held.get(claim.id)?.peakMs ?? null;
    },
  };
}

async function peakOf({ posts }: PeakParts, claim: Claim, nowMs: number): Promise<number | null> {
  const groups = groupsOf(claim);
  if (groups.length === 0) return null;
  const filter = { ...ALL_POSTS, groups, toMs: nowMs };
  const found = await posts.search(filter, { sort: 'newest', limit: 1, cursor: null, facets: true, stepMs: HOUR_MS });
  const [top] = found.histogram.toSorted((m, n) => n.count - m.count || m.atMs - n.atMs);
  return top === undefined || top.count < PEAK_POSTS_MIN ? null : top.atMs + HOUR_MS / 2;
}
