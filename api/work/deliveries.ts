import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Delivery } from '../contract/index.ts';
import type { Kept, Work } from './work.ts';

const Queued = Delivery.extend({ body: z.string(), nextMs: z.number() });
/** A delivery with what is sent (`body`, for the channel to read) and the time of the next try. */
export type Queued = z.infer<typeof Queued>;

/** What is to be sent out: durable, retried with back-off, and listed with its fate. */
export type Deliveries = {
  /** Null when `WAITING_MAX` wait already. `what` is a line for the log. */
  add(what: string, body: string): Delivery | null;
  /** Those whose time has come, oldest first. A time further off than any wait was noted by a clock that was wrong: it has come. */
  due(): readonly Queued[];
  /** Notes one try: `why` is null if it arrived. */
  settle(id: string, why: string | null): Delivery | null;
  /** Newest first. */
  log(limit: number): readonly Delivery[];
};

export const WAITING_MAX = 500;
/** Waits double from half a minute to an hour: the last of ten tries comes four hours after the first. */
export const TRIES_MAX = 10;
const FIRST_WAIT_MS = 30_000;
const WAIT_MS_MAX = 3_600_000;
const LOG_MS = 30 * 24 * 3_600_000;
const WHY_CHARS_MAX = 300;

/** When a delivery that failed `tries` times is tried again, in milliseconds from now; null: it is given up. */
export function nextWaitMs(tries: number): number | null {
  return tries >= TRIES_MAX ? null : Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), WAIT_MS_MAX);
}

export function createDeliveries(work: Work): Deliveries {
  const shelf = work.shelf('delivery', Queued);
  const waiting = (): readonly Kept<Queued>[] => shelf.list().filter((kept) => kept.value.state === 'waiting');
  return {
    add(what, body) {
      if (waiting().length >= WAITING_MAX) return null;
      const atMs = work.now();
      // Ids sort by time.
      const id = `${atMs.toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;
      const queued: Queued = { id, atMs, what, state: 'waiting', tries: 0, why: null, body, nextMs: atMs };
      shelf.put(id, queued, { expect: null, untilMs: atMs + LOG_MS });
      return viewOf(queued);
    },
    due: () =>
      waiting()
        .map((kept) => kept.value)
        .filter(({ nextMs }) => nextMs <= work.now() || nextMs > work.now() + WAIT_MS_MAX),
    settle(id, why) {
      const kept = shelf.get(id);
      if (kept === null) return null;
      const after = settled(kept.value, why, work.now());
      shelf.put(id, after, { expect: kept.version, untilMs: kept.untilMs });
      return viewOf(after);
    },
    log: (limit) =>
      shelf
        .list()
        .map((kept) => viewOf(kept.value))
        .reverse()
        .slice(0, limit),
  };
}

function settled(queued: Queued, why: string | null, nowMs: number): Queued {
  const tries = queued.tries + 1;
  // What arrived or was given up is not needed again: the log keeps the line alone.
  if (why === null) return { ...queued, tries, state: 'sent', why: null, body: '' };
  const waitMs = nextWaitMs(tries);
  const short = why.slice(0, WHY_CHARS_MAX);
  if (waitMs === null) return { ...queued, tries, state: 'failed', why: short, body: '' };
  return { ...queued, tries, why: short, nextMs: nowMs + waitMs };
}

function viewOf({ id, atMs, what, state, tries, why }: Queued): Delivery {
  return { id, atMs, what, state, tries, why };
}
