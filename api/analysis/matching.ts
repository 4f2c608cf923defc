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
  const { root, word: wordOf, output: outputOf, fail } = automaton;
  const lengths = Uint16Array.from(words, (word) => word.length);
  const stamps = new Int32Array(words.length);
  const ends = new Int32Array(words.length);
  const stateStamps = new Int32Array(fail.length);
  const placeBelow = statesWithPlaces(automaton, isPlace);
  const seen: number[] = [];
  const places: PlaceMatch[] = [];
  let stamp = 0;
  let text = '';
  const matches: Matches = {
    seen,
    has: (word) => stamps[word] === stamp,
    textOf: (word) => wordIn(text, words[word] ?? '', ends[word] ?? 0),
    places,
  };
  const note = (from: number, end: number) => {
    for (let at = from; at !== 0; at = outputOf[fail[at] ?? 0] ?? 0) {
      const word = wordOf[at] ?? 0;
      if (stamps[word] !== stamp) {
        stamps[word] = stamp;
        ends[word] = end;
        seen.push(word);
      }
      if (isPlace[word] === 1 && places.length < PLACE_MATCHES_MAX)
        places.push({ word, start: end - (lengths[word] ?? 0), end });
    }
  };
  return (normalised, original) => {
    stamp++;
    text = original;
    seen.length = 0;
    places.length = 0;
    let state = 0;
    for (let index = 0; index < normalised.length; index++) {
      const unit = normalised.charCodeAt(index);
      state = state === 0 ? (root[unit] ?? 0) : step(automaton, state, unit);
      const output = outputOf[state] ?? 0;
      // A state whose words were all noted says nothing new, unless places are among them.
      if (output === 0 || (stateStamps[output] === stamp && placeBelow[output] === 0)) continue;
      stateStamps[output] = stamp;
      note(output, index + 1);
    }
    return matches;
  };
}

/** What stands before `end` as long as the word: mostly the word itself, which then costs no new string. */
function wordIn(text: string, word: string, end: number): string {
  const start = end - word.length;
  for (let at = 0; at < word.length; at++)
    if (text.charCodeAt(start + at) !== word.charCodeAt(at)) return text.slice(start, end);
  return word;
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
