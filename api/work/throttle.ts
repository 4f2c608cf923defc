import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { refuse, type Refusal } from '../contract/index.ts';
import type { Work } from './work.ts';

const Slowed = z.object({ tries: z.number(), untilMs: z.number() });
/** Tries without success so far, and the time before which no further one is heard. */
export type Slowed = z.infer<typeof Slowed>;

export type Throttle = {
  /** Call before each try, and before the password is looked at: tries at the same moment count too. Refuses `log-in-slowed`. */
  attempt(name: string, network: string): Refusal | null;
  /** The log-in was right: the account is heard at once again. */
  passed(name: string, network: string): void;
};

/** Free tries, then waits that double. A whole office may sit behind one address, so a network has more. */
export const ACCOUNT_TRIES = 5;
export const NETWORK_TRIES = 30;
export const WAIT_MS_MAX = 15 * 60_000;
/** Without a further try all is forgotten. */
export const FORGET_MS = 3_600_000;

/** Null if this try may go on; else the milliseconds to wait. A refused try does not lengthen the wait. */
export function nextTry(state: Slowed | null, free: number, nowMs: number): { state: Slowed; waitMs: number | null } {
  const held = state ?? { tries: 0, untilMs: 0 };
  if (nowMs < held.untilMs) return { state: held, waitMs: held.untilMs - nowMs };
  const tries = held.tries + 1;
  const pauseMs = tries < free ? 0 : Math.min(2 ** Math.min(tries - free, 30) * 1_000, WAIT_MS_MAX);
  return { state: { tries, untilMs: nowMs + pauseMs }, waitMs: null };
}

export function createThrottle(work: Work): Throttle {
  const shelf = work.shelf('throttle', Slowed);
  const waitOf = (key: string, free: number): number | null => {
    const nowMs = work.now();
    const { state, waitMs } = nextTry(shelf.get(key)?.value ?? null, free, nowMs);
    if (waitMs === null) shelf.put(key, state, { untilMs: Math.max(nowMs, state.untilMs) + FORGET_MS });
    return waitMs;
  };
  return {
    attempt(name, network) {
      const waitMs = waitOf(networkKey(network), NETWORK_TRIES) ?? waitOf(accountKey(name), ACCOUNT_TRIES);
      return waitMs === null ? null : refuse('log-in-slowed', { seconds: Math.ceil(waitMs / 1_000) });
    },
    passed(name, network) {
      shelf.remove(accountKey(name));
      const kept = shelf.get(networkKey(network));
      // One's own right log-in takes its try back and does not wash away the others' wrong ones.
      if (kept !== null) {
        const tries = Math.max(0, kept.value.tries - 1);
        shelf.put(kept.key, { ...kept.value, tries }, { untilMs: kept.untilMs });
      }
    },
  };
}

/** A hash: people type passwords into the name field. */
function accountKey(name: string): string {
  const plain = name.normalize('NFKC').trim().toLowerCase();
  return 'account:' + createHash('sha256').update(plain).digest('hex').slice(0, 32);
}

/** IPv4 by /24, IPv6 by /56: what one subscriber or office has. */
export function networkKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return 'network:' + plain.split('.').slice(0, 3).join('.').slice(0, 60);
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const gap = plain.includes('::') ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
  const groups = [...before, ...gap, ...after].map((group) => group.padStart(4, '0'));
  return 'network:' + groups.slice(0, 4).join('').slice(0, 14);
}
