import type { BodyId, ClockView, Concern } from '../contract/index.ts';
import { clockOf } from '../desk/concerns/time.ts';
import type { DeskState } from '../desk/state.ts';

/** A concern with the deadline that counts now. `rank`: overdue, open, settled. */
export type Clocked = { readonly concern: Concern; readonly clock: ClockView | null; readonly rank: 0 | 1 | 2 };

/** What one bucket of the table holds; it is made anew only when a row of that bucket changed. */
type Tally = {
  readonly open: readonly Concern[];
  /** How a settled one kept its time is over: it depends on no hour. */
  readonly settled: readonly Clocked[];
  readonly unasked: number;
  readonly unhappy: number;
  readonly bodies: ReadonlySet<BodyId>;
  readonly topics: ReadonlySet<string>;
};

/** The whole ledger, with what is settled counted once: of ten years, a few hundred are open. */
export type LedgerTally = {
  readonly open: readonly Clocked[];
  settled(): readonly Clocked[];
  readonly counts: Readonly<Record<Concern['state'] | 'overdue' | 'unasked' | 'unhappy', number>>;
  readonly bodies: ReadonlySet<BodyId>;
  readonly topics: ReadonlySet<string>;
};

const tallies = new WeakMap<Readonly<Record<string, Concern>>, Tally>();

export function tallyOf(state: DeskState, nowMs: number): LedgerTally {
  const all = state.concerns.buckets.map((bucket) => {
    const held = tallies.get(bucket);
    if (held !== undefined) return held;
    const fresh = tallyBucket(state, Object.values(bucket), nowMs);
    tallies.set(bucket, fresh);
    return fresh;
  });
  const open = all.flatMap((each) => each.open.map((concern) => clocked(state, concern, nowMs)));
  const counts = { new: 0, assigned: 0, reported: 0, settled: 0, overdue: 0, unasked: 0, unhappy: 0 };
  for (const { concern, rank } of open) {
    counts[concern.state] += 1;
    if (rank === 0) counts.overdue += 1;
  }
  for (const each of all) {
    counts.settled += each.settled.length;
    counts.unasked += each.unasked;
    counts.unhappy += each.unhappy;
  }
  return {
    open,
    settled: () => all.flatMap((each) => each.settled),
    counts,
    bodies: new Set(all.flatMap(({ bodies }) => [...bodies])),
    topics: new Set(all.flatMap(({ topics }) => [...topics])),
  };
}

function tallyBucket(state: DeskState, rows: readonly Concern[], nowMs: number): Tally {
  const settled = rows.filter((concern) => concern.state === 'settled');
  return {
    open: rows.filter((concern) => concern.state !== 'settled'),
    settled: settled.map((concern) => clocked(state, concern, nowMs)),
    unasked: settled.filter(({ satisfaction }) => satisfaction === null).length,
    unhappy: settled.filter(({ satisfaction }) => satisfaction === 'not').length,
    bodies: new Set(rows.flatMap(({ body }) => (body === null ? [] : [body]))),
    topics: new Set(rows.flatMap(({ topics }) => topics)),
  };
}

function clocked(state: DeskState, concern: Concern, nowMs: number): Clocked {
  const clock = clockOf(state, concern, nowMs);
  return { concern, clock, rank: concern.state === 'settled' ? 2 : clock?.state === 'over' ? 0 : 1 };
}
