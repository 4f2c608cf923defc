import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Delivery } from '../contract/index.ts';
import type { Kept, Shelf, Work } from './work.ts';

/** What is older than the names of channels waits for the only one that there was. */
const FIRST_CHANNEL = 'first';
const Queued = Delivery.extend({
  channel: z.string().default(FIRST_CHANNEL),
  body: z.string(),
  nextMs: z.number(),
  about: z.string().default(''),
});
/** A delivery with what is sent (`body`, for the channel to read) and the time of the next try. */
export type Queued = z.infer<typeof Queued>;

export type To = {
  readonly channel?: string;
  /** Not before that. */
  readonly waitMs?: number;
  /** The statement that it carries. */
  readonly about?: string;
  /** Made once for a key and a time, however often it is added. */
  readonly once?: { readonly key: string; readonly atMs: number };
};

/** What is to be sent out: durable, retried with back-off, and listed with its fate. */
export type Deliveries = {
  /** Null when `WAITING_MAX` wait for this channel already. `what` is a line for the log. */
  add(what: string, body: string, to?: To): Delivery | null;
  /** Those whose time has come, oldest first. A time further off than any wait was noted by a clock that was wrong: it has come. */
  due(): readonly Queued[];
  /** Notes one try: `why` is null if it arrived. */
  settle(id: string, why: string | null): Delivery | null;
  /** It is not tried again. */
  giveUp(id: string, why: string): Delivery | null;
  /**
   * A person asks for one more round of tries of a statement that was given up: `gone` where there is no such delivery, `unfit`
   * where it is not given up or its words are not kept (a digest of news is none an hour later).
   */
  again(id: string): Delivery | 'gone' | 'unfit';
  /** One of the log, with the statement that it carries. */
  find(id: string): (Delivery & { readonly about: string }) | null;
  /** Newest first. */
  log(limit: number): readonly Delivery[];
  /** Those of one statement, newest first. */
  of(about: string): readonly Delivery[];
  /** How many wait and how many were given up, by channel. */
  counts(): ReadonlyMap<string, { readonly waiting: number; readonly failed: number }>;
};

export const WAITING_MAX = 500;
/** Waits double from half a minute to an hour: the last of ten tries comes four hours after the first. */
export const TRIES_MAX = 10;
const FIRST_WAIT_MS = 30_000;
const WAIT_MS_MAX = 3_600_000;
const LOG_MS = 30 * 24 * 3_600_000;
/** Who was sent a statement, and when, is asked for after years. */
const STATEMENT_LOG_MS = 5 * 366 * 24 * 3_600_000;
const WHY_CHARS_MAX = 300;

/** When a delivery that failed `tries` times is tried again, in milliseconds from now; null: it is given up. */
export function nextWaitMs(tries: number): number | null {
  return tries >= TRIES_MAX ? null : Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), WAIT_MS_MAX);
}

type Shelves = { readonly open: Shelf<Queued>; readonly ended: Shelf<Queued>; readonly now: () => number };

export function createDeliveries(work: Work): Deliveries {
  const shelves = { open: work.shelf('delivery', Queued), ended: work.shelf('delivered', Queued), now: work.now };
  const { open, ended } = shelves;
  const waiting = (): readonly Kept<Queued>[] => open.list().filter((kept) => kept.value.state === 'waiting');
  const all = (): readonly Delivery[] => {
    const rows = new Map([...open.list(), ...ended.list()].map((kept) => [kept.key, kept.value]));
    return [...rows.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1)).map(viewOf);
  };
  return {
    add(what, body, to = {}) {
      const { channel = FIRST_CHANNEL, waitMs = 0, about = '', once } = to;
      const nowMs = work.now();
      const id = once === undefined ? freshId(nowMs) : idOf(once.key, once.atMs);
      const held = open.get(id) ?? ended.get(id);
      if (held !== null) return viewOf(held.value);
      if (waiting().filter((kept) => kept.value.channel === channel).length >= WAITING_MAX) return null;
      const atMs = once?.atMs ?? nowMs;
      const first = { id, atMs, what, state: 'waiting', tries: 0, why: null, channel } as const;
      const queued: Queued = { ...first, body, nextMs: nowMs + waitMs, about };
      open.put(id, queued, { expect: null, untilMs: nowMs + (about === '' ? LOG_MS : STATEMENT_LOG_MS) });
      return viewOf(queued);
    },
    due: () =>
      waiting()
        .map((kept) => kept.value)
        .filter(({ nextMs }) => nextMs <= work.now() || nextMs > work.now() + WAIT_MS_MAX),
    settle: (id, why) => change(shelves, id, (queued) => settled(queued, why, work.now())),
    giveUp: (id, why) => change(shelves, id, (queued) => givenUp(queued, why)),
    again: (id) => again(shelves, id),
    find(id) {
      const queued = (open.get(id) ?? ended.get(id))?.value;
      return queued === undefined ? null : { ...viewOf(queued), about: queued.about };
    },
    log: (limit) => all().slice(0, limit),
    of(about) {
      const rows = [...open.list(), ...ended.list()].filter((kept) => kept.value.about === about);
      return rows.map((kept) => viewOf(kept.value)).toSorted((a, b) => (a.id < b.id ? 1 : -1));
    },
    counts() {
      const byChannel = Map.groupBy(all(), (delivery) => delivery.channel);
      const count = (list: readonly Delivery[], state: Delivery['state']): number =>
        list.filter((delivery) => delivery.state === state).length;
      return new Map(
        [...byChannel].map(([channel, list]) => [
          channel,
          { waiting: count(list, 'waiting'), failed: count(list, 'failed') },
        ]),
      );
    },
  };
}

/** Ids sort by time. */
function freshId(atMs: number): string {
  return `${atMs.toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;
}

function idOf(key: string, atMs: number): string {
  return `${atMs.toString(36).padStart(9, '0')}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

/** What has come to an end moves to the log, so that the queue stays as short as what waits. Its end is noted first: it is not sent again. */
function change({ open, ended }: Shelves, id: string, next: (queued: Queued) => Queued): Delivery | null {
  const kept = open.get(id);
  if (kept === null) return null;
  const after = next(kept.value);
  const options = { untilMs: kept.untilMs };
  if (open.put(id, after, { expect: kept.version, ...options }) === 'conflict') return null;
  if (after.state !== 'waiting') {
    ended.put(id, after, options);
    open.remove(id);
  }
  return viewOf(after);
}

function settled(queued: Queued, why: string | null, nowMs: number): Queued {
  const tries = queued.tries + 1;
  // What arrived is not needed again: the log keeps the line alone.
  if (why === null) return { ...queued, tries, state: 'sent', why: null, body: '' };
  const waitMs = nextWaitMs(tries);
  if (waitMs === null) return { ...givenUp(queued, why), tries };
  return { ...queued, tries, why: why.slice(0, WHY_CHARS_MAX), nextMs: nowMs + waitMs };
}

/** The words of a statement stay, for a person can have it sent again; those of a digest go. */
function givenUp(queued: Queued, why: string): Queued {
  const body = queued.about === '' ? '' : queued.body;
  return { ...queued, state: 'failed', why: why.slice(0, WHY_CHARS_MAX), body };
}

/** Back into the queue first: a crash between the two sends it, and the log shows it once. */
function again({ open, ended, now }: Shelves, id: string): Delivery | 'gone' | 'unfit' {
  const kept = ended.get(id);
  if (kept === null) return open.get(id) === null ? 'gone' : 'unfit';
  if (!isAgain(kept.value)) return 'unfit';
  const queued: Queued = { ...kept.value, state: 'waiting', tries: 0, why: null, nextMs: now() };
  if (open.put(id, queued, { expect: null, untilMs: kept.untilMs }) === 'conflict') return 'unfit';
  ended.remove(id, kept.version);
  return viewOf(queued);
}

function isAgain({ state, body }: Queued): boolean {
  return state === 'failed' && body !== '';
}

function viewOf(queued: Queued): Delivery {
  const { id, atMs, what, state, tries, why, channel } = queued;
  const row = { id, atMs, what, state, tries, why, channel };
  return isAgain(queued) ? { ...row, again: true } : row;
}
