import type { PlaceEntry, PlaceLevel } from '../contract/analysis.ts';

/** Levels finer than a county: listed by the office itself. */
const LOCAL_LEVELS: ReadonlySet<PlaceLevel> = new Set(['town', 'village', 'estate', 'school', 'road', 'site']);

export function isLocal(place: PlaceEntry): boolean {
  return LOCAL_LEVELS.has(place.level);
}

/** Nesting looked at; deeper is a circle. */
const DEPTH_MAX = 10;

/** Makes the function that tells the ids of the places around one, nearest first. Places of one parent share their list. */
export function createAround(places: readonly PlaceEntry[]): (place: PlaceEntry) => readonly string[] {
  const parents = new Map(places.map(({ id, parent }) => [id, parent]));
  const lists = new Map<string | null, readonly string[]>();
  return ({ parent }) => {
    const known = lists.get(parent);
    if (known !== undefined) return known;
    const ids: string[] = [];
    for (let id = parent; id !== null && ids.length < DEPTH_MAX; id = parents.get(id) ?? null) ids.push(id);
    lists.set(parent, ids);
    return ids;
  };
}
