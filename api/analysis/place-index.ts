import type { PlaceEntry } from '../contract/analysis.ts';
import { createAround, isLocal } from './place-levels.ts';
import { meaningsOf } from './place-name.ts';
import type { Candidate, Meanings } from './place-name.ts';
import { PLACE_ENDINGS } from './place-shapes.ts';
import { numberOf } from './row-index.ts';
import type { Vocabulary } from './row-index.ts';

export type PlaceIndex = {
  /** By the number of the name's word. */
  readonly byWord: readonly (Meanings | undefined)[];
  /** By the number of a word: 1 for an ending that makes a name a place. */
  readonly isEnding: Uint8Array;
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
  const aroundOf = createAround(places);
  const home = new Set<string>();
  for (const place of places) {
    const around = aroundOf(place);
    add(place.name, { place, isAlias: false, around });
    for (const alias of place.aliases) add(alias, { place, isAlias: true, around });
    if (isLocal(place)) for (const id of around) home.add(id);
  }
  const endings = PLACE_ENDINGS.map((ending) => numberOf(vocabulary, ending));
  const isEnding = new Uint8Array(vocabulary.words.length);
  for (const word of endings) isEnding[word] = 1;
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
  return { byWord, isEnding, home, isPlace };
}
