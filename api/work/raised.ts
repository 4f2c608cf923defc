import type { z } from 'zod';
import type { Work } from './work.ts';

/** Alerts as the machine raised them. Held in memory and written through; how people handled them is in the journal. */
export type Raised<T> = {
  all(): readonly T[];
  get(id: string): T | null;
  put(alert: T): void;
  remove(id: string): void;
};

/** The oldest go beyond this; a busy office raises a few a day. */
export const RAISED_MAX = 5_000;

export function createRaised<T extends { readonly id: string; readonly raisedMs: number }>(
  work: Work,
  schema: z.ZodType<T>,
  most = RAISED_MAX,
): Raised<T> {
  const shelf = work.shelf('raised', schema);
  const byAge = shelf.list().map((kept) => kept.value);
  const held = new Map(byAge.sort((a, b) => a.raisedMs - b.raisedMs).map((alert) => [alert.id, alert]));
  const remove = (id: string): void => {
    held.delete(id);
    shelf.remove(id);
  };
  return {
    all: () => [...held.values()],
    get: (id) => held.get(id) ?? null,
    put(alert) {
      shelf.put(alert.id, alert);
      held.set(alert.id, alert);
      const [oldest] = held.keys();
      if (held.size > most && oldest !== undefined) remove(oldest);
    },
    remove,
  };
}
