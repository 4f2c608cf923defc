import { step } from './automaton.ts';
import type { Automaton } from './automaton.ts';

/** Place names noted in one text; a longer list of them is no post about a place. */
export const PLACE_MATCHES_MAX = 2_000;

/** A place word of the vocabulary at its place in the text. */
export type PlaceMatch = { readonly word: number; readonly start: number; readonly end: number };

/** What the automaton found in one text. Good until the next scan of the same scanner. */
export type Matches = {
  /** Numbers of the distinct words found, in the order of their first end. */
  readonly seen: readonly number[];
  readonly has: (word: number) => boolean;
  /** The word as it stands in the original text, at its first place. */
  readonly textOf: (word: number) => string;
  /** Every occurrence of place words, by their ends. */
  readonly places: readonly PlaceMatch[];
};

/** Scans normalised texts. `isPlace[word]` asks for every occurrence; of the others the first is noted. */
export function createScanner(
  automaton: Automaton,
  words: readonly string[],
  isPlace: Uint8Array,
): (normalised: string, original: string) => Matches {
  const stamps = new Int32Array(words.length);
  const ends = new Int32Array(words.length);
  const stateStamps = new Int32Array(automaton.fail.length);
  const placeBelow = statesWithPlaces(automaton, isPlace);
  let stamp = 0;
  return (normalised, original) => {
    stamp++;
    const now = stamp;
    const seen: number[] = [];
    const places: PlaceMatch[] = [];
    const note = (from: number, end: number) => {
      for (let at = from; at !== 0; at = automaton.output[automaton.fail[at] ?? 0] ?? 0) {
        const word = automaton.word[at] ?? 0;
        if (stamps[word] !== now) {
          stamps[word] = now;
          ends[word] = end;
          seen.push(word);
        }
        if (isPlace[word] === 1 && places.length < PLACE_MATCHES_MAX)
          places.push({ word, start: end - (words[word]?.length ?? 0), end });
      }
    };
    let state = 0;
    for (let index = 0; index < normalised.length; index++) {
      state = step(automaton, state, normalised.charCodeAt(index));
      const output = automaton.output[state] ?? 0;
      // A state whose words were all noted says nothing new, unless places are among them.
      if (output === 0 || (stateStamps[output] === now && placeBelow[output] === 0)) continue;
      stateStamps[output] = now;
      note(output, index + 1);
    }
    return {
      seen,
      has: (word) => stamps[word] === now,
      textOf: (word) => original.slice((ends[word] ?? 0) - (words[word]?.length ?? 0), ends[word]),
      places,
    };
  };
}

function statesWithPlaces(automaton: Automaton, isPlace: Uint8Array): Uint8Array {
  const flags = new Uint8Array(automaton.fail.length);
  for (let state = 1; state < flags.length; state++)
    for (let at = automaton.output[state] ?? 0; at !== 0; at = automaton.output[automaton.fail[at] ?? 0] ?? 0)
      if (isPlace[automaton.word[at] ?? 0] === 1) {
        flags[state] = 1;
        break;
      }
  return flags;
}
