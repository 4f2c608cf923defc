import type { PlaceEntry, PlaceLevel } from '../contract/analysis.ts';

/** Levels finer than a county: listed by the office itself. */
const LOCAL_LEVELS: ReadonlySet<PlaceLevel> = new Set(['town', 'village', 'estate', 'school', 'road', 'site']);

export function isLocal(place: PlaceEntry): boolean {
  return LOCAL_LEVELS.has(place.level);
}

/** Nesting looked at; deeper is a circle. */
const DEPTH_MAX = 10;

/** Ids of the places around one, nearest first. */
export function around(place: PlaceEntry, byId: ReadonlyMap<string, PlaceEntry>): string[] {
  const ids: string[] = [];
  let parent = place.parent;
  while (parent !== null && ids.length < DEPTH_MAX) {
    ids.push(parent);
    parent = byId.get(parent)?.parent ?? null;
  }
  return ids;
}
