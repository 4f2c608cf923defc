import { z } from 'zod';
import type { Work } from './work.ts';

/** What somebody was told already, by a key: so that a restart does not tell it again. */
export type Notices = {
  has(key: string): boolean;
  put(key: string): void;
};

/** Longer than any clock runs. */
const KEPT_MS = 400 * 24 * 3_600_000;

export function createNotices(work: Work): Notices {
  const shelf = work.shelf('notice', z.number());
  return {
    has: (key) => shelf.get(key) !== null,
    put(key) {
      shelf.put(key, work.now(), { untilMs: work.now() + KEPT_MS });
    },
  };
}
