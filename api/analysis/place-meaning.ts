import type { PlaceEntry } from '../contract/analysis.ts';
import { isLocal } from './place-levels.ts';
import type { PlaceIndex } from './place-index.ts';
import type { Candidate } from './place-name.ts';
import type { PlaceMatch } from './matching.ts';

export type Mention = { readonly start: number; readonly end: number; readonly candidates: readonly Candidate[] };

/** Names in the order of the text, with the meanings that each spot allows. */
export function mentionsOf(index: PlaceIndex, matches: readonly PlaceMatch[], edges: Uint8Array): Mention[] {
  const mentions: Mention[] = [];
  for (const { word, start, end } of matches) {
    const all = index.byWord[word];
    if (all === undefined) continue;
    const isWhole = edges[start] === 1 && edges[end] === 1;
    const candidates = isWhole ? all.whole : all.anywhere;
    if (candidates.length > 0) mentions.push({ start, end, candidates });
  }
  return mentions;
}

/**
 * False for a county's short name (资源, 平原, 中方) where nothing else in the text lies around that county and it is not the
 * office's own: half of these are words of their own.
 */
export function isCredible(index: PlaceIndex, { candidates }: Mention, ids: ReadonlySet<string>): boolean {
  return candidates.some(({ place, isAlias, around }) => {
    if (!isAlias || place.level !== 'county' || index.home.has(place.id)) return true;
    return around.some((id) => id !== 'cn' && ids.has(id));
  });
}

/** Ids that the text speaks of: each unambiguous mention with all that lies around it. */
export function mentionedIds(mentions: readonly Mention[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { candidates } of mentions) {
    const [only] = candidates;
    if (!only || candidates.length > 1) continue;
    const isShortCounty = only.isAlias && only.place.level === 'county';
    if (isShortCounty) continue;
    ids.add(only.place.id);
    for (const id of only.around) ids.add(id);
  }
  return ids;
}

const RANK: Readonly<Record<string, number>> = { country: 5, province: 4, city: 3 };

/**
 * The meaning of a mention: the only one, else the one that lies in or around another place of the text, else the office's own
 * ground, else the biggest (海南 the province, not the prefecture). Null where two are left: 鼓楼区 alone says nothing.
 */
export function chooseMeaning(
  index: PlaceIndex,
  candidates: readonly Candidate[],
  ids: ReadonlySet<string>,
): PlaceEntry | null {
  if (candidates.length === 1) return candidates[0]?.place ?? null;
  const scored = candidates.map(({ place, isAlias, around: parents }) => {
    const near = ids.has(place.id)
      ? 4
      : parents.length > 0 && ids.has(parents[0] ?? '')
        ? 3
        : parents.slice(1).some((id) => id !== 'cn' && ids.has(id))
          ? 2
          : 0;
    const own = isLocal(place) || index.home.has(place.id) ? 1 : 0;
    return { place, score: near * 100 + own * 50 + (RANK[place.level] ?? 0) * 2 + (isAlias ? 0 : 1) };
  });
  scored.sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  return first && first.score > (second?.score ?? 0) ? first.place : null;
}
