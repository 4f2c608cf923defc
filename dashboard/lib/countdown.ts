import { HOUR_MS } from './time.ts';

/** A clock (时限) as a screen needs it. `pausedMs`: paused since then. `doneMs`: what it waits for has happened. */
export type Deadline = {
  readonly startedMs: number;
  readonly endMs: number;
  readonly pausedMs?: number | null;
  readonly doneMs?: number | null;
};

export type Look = 'running' | 'soon' | 'over' | 'paused' | 'done';

/** `leftMs` is negative once it is over. `used` is the share of the whole, 0..1. */
export type Countdown = { readonly look: Look; readonly leftMs: number; readonly used: number };

/** "Soon" is the last quarter of the whole, and always the last hour: 15 minutes before a first look, 12 hours before the 48. */
const SOON_SHARE = 0.25;
const SOON_MS = HOUR_MS;

export function countdownOf(deadline: Deadline, nowMs: number): Countdown {
  const { startedMs, endMs, pausedMs = null, doneMs = null } = deadline;
  const wholeMs = Math.max(1, endMs - startedMs);
  const leftMs = endMs - (doneMs ?? pausedMs ?? nowMs);
  const used = Math.min(1, Math.max(0, 1 - leftMs / wholeMs));
  return { look: lookOf(), leftMs, used };

  function lookOf(): Look {
    if (doneMs !== null) return 'done';
    if (pausedMs !== null) return 'paused';
    if (leftMs <= 0) return 'over';
    return leftMs <= Math.max(Math.min(SOON_MS, wholeMs / 2), wholeMs * SOON_SHARE) ? 'soon' : 'running';
  }
}
