import { TONES } from '../contract/analysis.ts';
import { FACET_VALUES_MAX } from '../contract/limit.ts';
import type { Counted, Found, ToneCount, ToneGrouping } from './port.ts';
import { bucketAt } from './slice.ts';
import { TAG_KINDS } from './sqlite-columns.ts';
import type { Dictionary } from './sqlite-columns.ts';
import type { Match } from './sqlite-match.ts';
import { totalOf } from './sqlite-match.ts';
import { largest, tonesById } from './tally.ts';
import type { TonedId } from './tally.ts';

/** Over more hits facets are counted on every n-th hit and scaled up: about 10 ms at this many. */
export const FACET_HITS_MAX = 100_000;

export function facetsOf(
  dictionary: Dictionary,
  matches: readonly Match[],
): { facets: Found['facets']; sampled: boolean } {
  const stride = Math.ceil(totalOf(matches) / FACET_HITS_MAX) || 1;
  const counts = new Float64Array(dictionary.names.length);
  for (const { held, positions } of matches) {
    const { tagAt, tagCount, pool } = held.columns;
    for (let at = 0; at < positions.length; at += stride) {
      const position = positions[at] ?? 0;
      const from = tagAt[position] ?? 0;
      const to = from + (tagCount[position] ?? 0);
      for (let tag = from; tag < to; tag++) counts[pool[tag] ?? 0] = (counts[pool[tag] ?? 0] ?? 0) + stride;
    }
  }
  const [topics, places, markers, sources, kinds] = TAG_KINDS.map((_, kind) => facet(dictionary, counts, kind));
  const none: readonly Counted[] = [];
  return {
    facets: {
      topics: topics ?? none,
      places: places ?? none,
      markers: markers ?? none,
      sources: sources ?? none,
      kinds: kinds ?? none,
    },
    sampled: stride > 1,
  };
}

function facet(dictionary: Dictionary, counts: Float64Array, kind: number): readonly Counted[] {
  const named = new Map<string, number>();
  for (const [number, name] of dictionary.names.entries())
    if (dictionary.kinds[number] === kind && (counts[number] ?? 0) > 0) named.set(name, counts[number] ?? 0);
  return largest(named, FACET_VALUES_MAX);
}

export function histogramOf(matches: readonly Match[], stepMs: number): Found['histogram'] {
  const counts = new Map<number, number>();
  for (const { held, positions } of matches) {
    const { published } = held.columns;
    let bucket = 0;
    let count = 0;
    for (const position of positions) {
      const publishedMs = published[position] ?? 0;
      // Neighbours in the order of arrival mostly share a bucket: the map is touched once a run.
      if (count > 0 && publishedMs >= bucket && publishedMs < bucket + stepMs) {
        count++;
        continue;
      }
      if (count > 0) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
      bucket = bucketAt(publishedMs, stepMs);
      count = 1;
    }
    if (count > 0) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  }
  return [...counts].map(([atMs, count]) => ({ atMs, count })).sort((a, b) => a.atMs - b.atMs);
}

export function tonesOf(matches: readonly Match[], stepMs: number): readonly ToneCount[] {
  const counts = new Map<number, number[]>();
  for (const { held, positions } of matches) {
    const { published, tone } = held.columns;
    for (const position of positions) {
      const number = tone[position] ?? 0;
      if (number === 0) continue;
      const atMs = bucketAt(published[position] ?? 0, stepMs);
      const row = counts.get(atMs) ?? TONES.map(() => 0);
      row[number - 1] = (row[number - 1] ?? 0) + 1;
      counts.set(atMs, row);
    }
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .flatMap(([atMs, row]) => TONES.map((tone, at) => ({ atMs, tone, count: row[at] ?? 0 })))
    .filter(({ count }) => count > 0);
}

export function tonesByTag(dictionary: Dictionary, matches: readonly Match[], by: ToneGrouping): readonly TonedId[] {
  const kind = TAG_KINDS.indexOf(by);
  const { kinds, names } = dictionary;
  const counts = new Uint32Array(names.length * TONES.length);
  for (const { held, positions } of matches) {
    const { tone, tagAt, tagCount, pool } = held.columns;
    for (const position of positions) {
      const number = tone[position] ?? 0;
      if (number === 0) continue;
      const from = tagAt[position] ?? 0;
      const to = from + (tagCount[position] ?? 0);
      for (let at = from; at < to; at++) {
        const tag = pool[at] ?? 0;
        const cell = tag * TONES.length + number - 1;
        if (kinds[tag] === kind) counts[cell] = (counts[cell] ?? 0) + 1;
      }
    }
  }
  const rows: TonedId[] = [];
  for (const [tag, id] of names.entries())
    for (const [at, tone] of TONES.entries()) {
      const count = counts[tag * TONES.length + at] ?? 0;
      if (count > 0) rows.push({ id, tone, count });
    }
  return tonesById(rows);
}
