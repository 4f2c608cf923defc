import { tablesOf } from './sqlite-schema.ts';
import type { DatabaseSync } from 'node:sqlite';
import type { PostFilter } from './port.ts';
import type { Columns, TagKind } from './sqlite-columns.ts';
import type { HeldSlice, Memory } from './sqlite-memory.ts';
import type { Place } from './tally.ts';

/** Live posts of one slice that match, by position. */
export type Match = { readonly held: HeldSlice; readonly positions: Uint32Array };

/** All matches of a filter, slice by slice. */
export function matchesOf(db: DatabaseSync, memory: Memory, filter: PostFilter): readonly Match[] {
  const wanted = wantedTags(memory, filter);
  if (wanted === null) return [];
  return [...memory.slices.values()].map((held) => {
    const chosen = chosenPositions(db, memory, filter, held);
    return { held, positions: kept(held.columns, chosen, filter, wanted) };
  });
}

export function totalOf(matches: readonly Match[]): number {
  return matches.reduce((sum, { positions }) => sum + positions.length, 0);
}

/** FTS5's own query: each group a phrase, all of them required. Null where no words are asked for. */
export function wordQuery(phrases: PostFilter['phrases']): string | null {
  const groups = phrases.filter((group) => group.length > 0);
  if (groups.length === 0) return null;
  return groups.map((group) => `"${group.join(' ').replaceAll('"', '""')}"`).join(' AND ');
}

type Wanted = {
  /** By tag number: the bit of its kind where the tag is asked for. */
  readonly bits: Uint8Array;
  /** Bits that a post must collect. */
  readonly all: number;
};

/** Null where a tag is asked for that no post carries. */
function wantedTags(memory: Memory, filter: PostFilter): Wanted | null {
  const bits = new Uint8Array(memory.dictionary.names.length);
  const asked: readonly (readonly [TagKind, readonly string[]])[] = [
    ['topics', filter.topics],
    ['places', filter.places],
    ['markers', filter.markers],
    ['sources', filter.sources],
    ['kinds', filter.kinds],
  ];
  let all = 0;
  for (const [at, [kind, names]] of asked.entries()) {
    if (names.length === 0) continue;
    const numbers = names.flatMap((name) => memory.dictionary.find(kind, name) ?? []);
    if (numbers.length === 0) return null;
    for (const number of numbers) bits[number] = 1 << at;
    all |= 1 << at;
  }
  return { bits, all };
}

/** Positions to look at, ascending, or null for all of the slice. */
function chosenPositions(db: DatabaseSync, memory: Memory, filter: PostFilter, held: HeldSlice): Uint32Array | null {
  const lists: Uint32Array[] = [];
  const query = wordQuery(filter.phrases);
  if (query !== null) {
    const { words } = tablesOf(held.slice.month);
    const rows = db.prepare(`SELECT group_concat(rowid) AS seqs FROM ${words} WHERE ${words} MATCH ?`).get(query);
    lists.push(positionsOf(held.columns, String(rows?.['seqs'] ?? '')));
  }
  if (filter.ids !== null) lists.push(positionsOfIds(held, filter.ids));
  if (filter.groups.length > 0)
    lists.push(
      sorted(
        held.columns,
        filter.groups.flatMap((group) => membersOf(memory, held, group)),
      ),
    );
  const [first, ...rest] = lists;
  if (first === undefined) return null;
  return rest.reduce((chosen, list) => {
    const others = new Set(list);
    return chosen.filter((position) => others.has(position));
  }, first);
}

/** The first of a group has no group of its own; its copies name it. */
function membersOf(memory: Memory, held: HeldSlice, group: string): readonly number[] {
  const own = held.slice.seqOf(group);
  const isFirst = own !== null && held.slice.groupOf(own) === null;
  return isFirst ? [own, ...memory.copiesOf(group)] : memory.copiesOf(group);
}

function positionsOfIds(held: HeldSlice, ids: readonly string[]): Uint32Array {
  return sorted(
    held.columns,
    ids.flatMap((id) => held.slice.seqOf(id) ?? []),
  );
}

function sorted(columns: Columns, seqs: readonly number[]): Uint32Array {
  const positions = [...new Set(seqs)].map((seq) => columns.positionOf(seq)).filter((position) => position >= 0);
  return Uint32Array.from(positions).sort();
}

/** Reads "12,15,…", which SQLite hands over ten times as fast as rows. The numbers ascend. */
function positionsOf(columns: Columns, seqs: string): Uint32Array {
  const positions = new Uint32Array(Math.min(columns.length, Math.ceil((seqs.length + 1) / 2)));
  let found = 0;
  let low = 0;
  let seq = 0;
  for (let at = 0; at <= seqs.length; at++) {
    const code = at < seqs.length ? seqs.charCodeAt(at) : 44;
    if (code !== 44) {
      seq = seq * 10 + code - 48;
      continue;
    }
    const guess = low + seq - (columns.seq[low] ?? 0);
    const position = columns.seq[guess] === seq ? guess : columns.positionOf(seq, low);
    if (position >= 0) {
      positions[found++] = position;
      low = position;
    }
    seq = 0;
  }
  return positions.subarray(0, found);
}

function kept(columns: Columns, chosen: Uint32Array | null, filter: PostFilter, wanted: Wanted): Uint32Array {
  const { alive, published, tagAt, tagCount, pool } = columns;
  const count = chosen === null ? columns.length : chosen.length;
  const positions = new Uint32Array(count);
  let found = 0;
  for (let at = 0; at < count; at++) {
    const position = chosen === null ? at : (chosen[at] ?? 0);
    if (alive[position] === 0) continue;
    const publishedMs = published[position] ?? 0;
    if (publishedMs < filter.fromMs || publishedMs >= filter.toMs) continue;
    if (wanted.all !== 0) {
      let bits = 0;
      const from = tagAt[position] ?? 0;
      const to = from + (tagCount[position] ?? 0);
      for (let tag = from; tag < to; tag++) bits |= wanted.bits[pool[tag] ?? 0] ?? 0;
      if (bits !== wanted.all) continue;
    }
    positions[found++] = position;
  }
  return positions.subarray(0, found);
}

export type Ranked = Place & { readonly held: HeldSlice };

/** The first `limit` matches in the order asked for, after `after`. */
export function ranked(
  matches: readonly Match[],
  sort: 'newest' | 'oldest',
  after: Place | null,
  limit: number,
): readonly Ranked[] {
  const sign = sort === 'newest' ? -1 : 1;
  const order = (a: Place, b: Place): number => sign * (a.publishedMs - b.publishedMs || a.seq - b.seq);
  let best: Ranked[] = [];
  let worst: Ranked | null = null;
  const cut = (): void => {
    best = best.sort(order).slice(0, limit);
    worst = best.length === limit ? (best[limit - 1] ?? null) : null;
  };
  for (const { held, positions } of matches) {
    const { published, seq } = held.columns;
    for (const position of positions) {
      const publishedMs = published[position] ?? 0;
      if (worst !== null && sign * (publishedMs - (worst as Ranked).publishedMs) > 0) continue;
      const one = { publishedMs, seq: seq[position] ?? 0, held };
      if (after !== null && order(one, after) <= 0) continue;
      best.push(one);
      if (best.length >= 2 * limit + 1_024) cut();
    }
  }
  cut();
  return best;
}
