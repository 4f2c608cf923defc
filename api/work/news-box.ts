import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Work } from './work.ts';

const Line = z.object({ line: z.string(), urgent: z.boolean(), atMs: z.number(), place: z.number() });
const More = z.object({ more: z.number().int(), urgent: z.boolean() });
const Kept = z.union([Line, More]);
const MORE_KEY = ' more';
/** Where no channel is set up, news of the day before yesterday is no news. */
const KEPT_MS = 48 * 3_600_000;

/** Lines that wait for one digest; beyond them it says how many more there were. */
export const LINES_MAX = 30;

/** Lines for the digests, as work records. */
export function createNewsBox(work: Work) {
  const shelf = work.shelf('news', Kept);
  const all = (): readonly { readonly key: string; readonly value: z.infer<typeof Kept> }[] => shelf.list();
  const moreNow = (): z.infer<typeof More> => {
    const value = shelf.get(MORE_KEY)?.value;
    return value !== undefined && 'more' in value ? value : { more: 0, urgent: false };
  };
  let place = 0;
  return {
    put(line: string, urgent: boolean, key = randomBytes(9).toString('hex')) {
      if (shelf.get(key) !== null) return;
      const atMs = work.now();
      const untilMs = atMs + KEPT_MS;
      const isFull = all().filter(({ value }) => 'line' in value).length >= LINES_MAX;
      const beyond = moreNow();
      if (isFull) shelf.put(MORE_KEY, { more: beyond.more + 1, urgent: beyond.urgent || urgent }, { untilMs });
      else shelf.put(key, { line, urgent, atMs, place: (place += 1) }, { untilMs });
    },
    waiting() {
      const lines = all()
        .flatMap(({ key, value }) => ('line' in value ? [{ key, ...value }] : []))
        .toSorted((a, b) => a.atMs - b.atMs || a.place - b.place);
      const beyond = moreNow();
      const urgent = beyond.urgent || lines.some((each) => each.urgent);
      return { lines: lines.map(({ key, line }) => ({ key, line })), more: beyond.more, urgent };
    },
    remove(keys: readonly string[]) {
      for (const key of keys) shelf.remove(key);
    },
    forgetMore: () => void shelf.remove(MORE_KEY),
  };
}
