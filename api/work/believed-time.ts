import { z } from 'zod';

/**
 * What time it is for whatever deletes by age. A clock may be wrong (an empty battery at start, a mistyped date), and what was
 * deleted does not come back when the clock does. So a jump is not believed at once: until the clock has run steadily for
 * `BELIEVE_MS`, time goes on from what was believed before, and deleting goes by the earlier of the two.
 * A long stop looks like a jump too: it only makes deleting a little late.
 */
export const Belief = z.object({
  /** The time that is believed, at the moment of the last look. */
  atMs: z.number(),
  /** What the clock showed then. */
  clockMs: z.number(),
  /** How long the clock has run since it last jumped; only counted while it is in doubt. */
  steadyMs: z.number(),
});
export type Belief = z.infer<typeof Belief>;

/** A night or a weekend's day without power is no jump; no site's clock that matters is further off. */
export const DRIFT_MS = 2 * 24 * 3_600_000;
/** Over a long weekend, so that somebody has seen the banner. */
export const BELIEVE_MS = 3 * 24 * 3_600_000;
/** Looks are an hour apart: more than this between two was a stop or a jump, and is not counted as time that ran. */
export const LOOK_MS_MAX = 2 * 3_600_000;

/** `newestMs`: when the newest post was seen, the witness where nothing is remembered; null: there is nothing to go by, nor to delete. */
export function believe(held: Belief | null, clockMs: number, newestMs: number | null): Belief {
  const before = held ?? { atMs: newestMs ?? clockMs, clockMs, steadyMs: 0 };
  const ranMs = clockMs - before.clockMs;
  const isSteady = ranMs >= 0 && ranMs <= LOOK_MS_MAX;
  const atMs = before.atMs + Math.min(Math.max(ranMs, 0), LOOK_MS_MAX);
  const steadyMs = isSteady ? before.steadyMs + ranMs : 0;
  if (Math.abs(clockMs - atMs) <= DRIFT_MS || steadyMs >= BELIEVE_MS) return { atMs: clockMs, clockMs, steadyMs: 0 };
  return { atMs, clockMs, steadyMs };
}

/** The time to delete by. */
export function believedMs({ atMs, clockMs }: Belief): number {
  return Math.min(atMs, clockMs);
}

export function isDoubted({ atMs, clockMs }: Belief): boolean {
  return atMs !== clockMs;
}

/** A belief as it was noted; null where there is none, or none that can be read. */
export function readBelief(mark: string): Belief | null {
  if (mark === '') return null;
  const read = Belief.safeParse(JSON.parse(mark));
  return read.success ? read.data : null;
}
