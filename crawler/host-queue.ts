import { setTimeout as wait } from 'node:timers/promises';
import type { Unread } from './fetch-outcome.ts';
import { reasonOf } from './reason.ts';

/** Pages that may wait for one site; a site with more is asked too much of. */
export const WAITING_PER_HOST_MAX = 200;
/** Sites that are remembered while nobody waits for them. */
export const HOSTS_MAX = 5_000;
/** A pause that is shorter than this is waited for; a longer one ends the visit. */
const SHORT_HOLD_MS = 5_000;

type Host = { tail: Promise<undefined>; lastMs: number; waiting: number; heldUntilMs: number };

/** Ends a turn at a site. */
export type Leave = () => void;

export type HostQueue = {
  /** Waits for a turn at a site: one request at a time, `intervalMs` from the end of one to the next. The turn lasts until it is left. */
  readonly enter: (host: string, intervalMs: number, signal?: AbortSignal) => Promise<Leave | Unread>;
  /** Nobody enters before then: the site asked for it. */
  readonly hold: (host: string, untilMs: number) => void;
};

/** One polite queue for each site; a slow one delays nobody else. */
export function createHostQueue(clock: () => number): HostQueue {
  const hosts = new Map<string, Host>();

  function hostOf(name: string): Host {
    const host = hosts.get(name) ?? { tail: Promise.resolve(undefined), lastMs: -Infinity, waiting: 0, heldUntilMs: 0 };
    hosts.delete(name);
    hosts.set(name, host);
    if (hosts.size > HOSTS_MAX) {
      const idle = [...hosts].find(([, { waiting, heldUntilMs }]) => waiting === 0 && heldUntilMs <= clock())?.[0];
      if (idle !== undefined && idle !== name) hosts.delete(idle);
    }
    return host;
  }

  async function enter(name: string, intervalMs: number, signal?: AbortSignal): Promise<Leave | Unread> {
    const host = hostOf(name);
    if (host.heldUntilMs > clock() + SHORT_HOLD_MS)
      return { kind: 'retry', reason: reasonOf('asked-to-wait', { status: name }), notBeforeMs: host.heldUntilMs };
    if (host.waiting >= WAITING_PER_HOST_MAX)
      return { kind: 'retry', reason: reasonOf('host-busy'), notBeforeMs: null };
    host.waiting++;
    const before = host.tail;
    const turn = Promise.withResolvers<undefined>();
    host.tail = turn.promise;
    let isLeft = false;
    const leave = (): void => {
      if (isLeft) return;
      isLeft = true;
      host.waiting--;
      host.lastMs = clock();
      turn.resolve(undefined);
    };
    await before;
    const dueMs = Math.max(host.lastMs + intervalMs, host.heldUntilMs);
    if (!(await isWaited(dueMs - clock(), signal))) {
      leave();
      return { kind: 'retry', reason: reasonOf('stopped'), notBeforeMs: null };
    }
    host.lastMs = clock();
    return leave;
  }

  return {
    enter,
    hold: (name, untilMs) => {
      const host = hostOf(name);
      host.heldUntilMs = Math.max(host.heldUntilMs, untilMs);
    },
  };
}

/** False where the wait was broken off. */
async function isWaited(waitMs: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal?.aborted) return false;
  if (waitMs <= 0) return true;
  try {
    await wait(waitMs, undefined, signal ? { signal } : {});
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}
