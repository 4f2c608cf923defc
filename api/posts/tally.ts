import type { Tone } from '../contract/index.ts';
import { TONES } from '../contract/analysis.ts';
import { FACET_VALUES_MAX } from '../contract/limit.ts';
import type { Counted } from './port.ts';

/** Newest posts that `termCounts` looks at, and terms it names. */
export const TERM_POSTS_MAX = 2_000;
export const TERMS_MAX = 400;

export type TonedId = { readonly id: string; readonly tone: Tone; readonly count: number };

/** Largest first, ties by id. */
export function largest(counts: ReadonlyMap<string, number>, limit: number): readonly Counted[] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([id, count]) => ({ id, count }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .slice(0, limit);
}

/** Counts of posts that carry each token, over lists of tokens. */
export function commonTerms(lists: Iterable<readonly string[]>): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const tokens of lists) for (const token of new Set(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
  return largest(counts, TERMS_MAX);
}

/** The 30 ids with most toned posts, each with its tones in their usual order. */
export function tonesById(rows: readonly TonedId[]): readonly TonedId[] {
  const sums = new Map<string, number>();
  for (const { id, count } of rows) sums.set(id, (sums.get(id) ?? 0) + count);
  return largest(sums, FACET_VALUES_MAX).flatMap(({ id }) =>
    TONES.flatMap((tone) => {
      const count = rows.filter((row) => row.id === id && row.tone === tone).reduce((sum, row) => sum + row.count, 0);
      return count > 0 ? [{ id, tone, count }] : [];
    }),
  );
}

/** A place in the newest-first or oldest-first order: time of publication, then order of arrival. */
export type Place = { readonly publishedMs: number; readonly seq: number };

export function cursorOf(place: Place): string {
  return `${place.publishedMs}.${place.seq}`;
}

/** Null for a cursor that this store did not write. */
export function placeOf(cursor: string): Place | null {
  const found = /^(\d{1,16})\.(\d{1,16})$/.exec(cursor);
  return found === null ? null : { publishedMs: Number(found[1]), seq: Number(found[2]) };
}
