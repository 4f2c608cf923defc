import { onDate } from './api.ts';

/** The server's time, ticking once a second. A wrong clock on the desk's machine must not make "2 minutes ago" of an hour. */

/** Differences under this are the network's. */
const SKEW_MS = 3_000;

class Clock {
  #skewMs = 0;
  #aligned = false;
  #nowMs = $state(Date.now());

  get nowMs(): number {
    return this.#nowMs;
  }

  align(serverMs: number): void {
    this.#aligned = true;
    const skewMs = serverMs - Date.now();
    this.#skewMs = Math.abs(skewMs) < SKEW_MS ? 0 : skewMs;
    this.#tick();
  }

  /** By the whole seconds of an answer's Date header, for the pages that have no live connection. */
  alignOnce(date: string | null): void {
    const serverMs = Date.parse(date ?? '');
    if (!this.#aligned && !Number.isNaN(serverMs)) this.align(serverMs);
  }

  /** Ticks until the function given back is called. */
  start(): () => void {
    const timer = setInterval(() => this.#tick(), 1_000);
    return () => clearInterval(timer);
  }

  #tick(): void {
    this.#nowMs = Date.now() + this.#skewMs;
  }
}

export const clock = new Clock();
onDate((date) => clock.alignOnce(date));
