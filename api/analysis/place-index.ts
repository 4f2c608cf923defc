import type { PlaceEntry } from '../contract/analysis.ts';
import { around, isLocal } from './place-levels.ts';
import { meaningsOf } from './place-meaning.ts';
import { PLACE_ENDINGS } from './place-shapes.ts';
import { numberOf } from './row-index.ts';
import type { Vocabulary } from './row-index.ts';

/** One meaning of a place word. A short name (邢台 for 邢台市) is an alias and needs more proof than the full name. */
export type Candidate = { readonly place: PlaceEntry; readonly isAlias: boolean };

/** Meanings of a name where it is a word of its own, and where it may be a part of one. */
export type Meanings = { readonly whole: readonly Candidate[]; readonly anywhere: readonly Candidate[] };

export type PlaceIndex = {
  /** By the number of the name's word. */
  readonly byWord: readonly (Meanings | undefined)[];
  readonly byId: ReadonlyMap<string, PlaceEntry>;
  readonly endings: ReadonlySet<number>;
  /** Ids that have a place below county level inside them: the office's own ground. */
  readonly home: ReadonlySet<string>;
  readonly isPlace: () => Uint8Array;
};

/** Adds names, aliases and endings to the vocabulary. `isPlace` is asked when the vocabulary is complete. */
export function indexPlaces(vocabulary: Vocabulary, places: readonly PlaceEntry[]): PlaceIndex {
  const candidates = new Map<number, Candidate[]>();
  const add = (word: string, candidate: Candidate) => {
    const number = numberOf(vocabulary, word);
    const list = candidates.get(number);
    if (list) list.push(candidate);
    else candidates.set(number, [candidate]);
  };
  for (const place of places) {
    add(place.name, { place, isAlias: false });
    for (const alias of place.aliases) add(alias, { place, isAlias: true });
  }
  const endings = new Set(PLACE_ENDINGS.map((ending) => numberOf(vocabulary, ending)));
  const byId = new Map(places.map((place) => [place.id, place]));
  const byWord: (Meanings | undefined)[] = vocabulary.words.map((name, number) => {
    const all = candidates.get(number);
    return all && meaningsOf(name, all);
  });
  const isPlace = () => {
    const flags = new Uint8Array(vocabulary.words.length);
    for (const word of candidates.keys()) flags[word] = 1;
    for (const word of endings) flags[word] = 1;
    return flags;
  };
  return { byWord, byId, endings, home: homeOf(places, byId), isPlace };
}

function homeOf(places: readonly PlaceEntry[], byId: ReadonlyMap<string, PlaceEntry>): Set<string> {
  const home = new Set<string>();
  for (const place of places) if (isLocal(place)) for (const id of around(place, byId)) home.add(id);
  return home;
}
