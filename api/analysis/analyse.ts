import type { Analysis, Lexicon } from '../contract/analysis.ts';
import { createAutomaton } from './automaton.ts';
import { fingerprintOf } from './fingerprint.ts';
import { markersOf } from './markers.ts';
import { createScanner } from './matching.ts';
import { indexPlaces, placesOf } from './places.ts';
import { indexedTokens } from './query-tokens.ts';
import { createVocabulary, indexRows } from './row-index.ts';
import { rumorOf } from './rumor.ts';
import { normalise } from './script.ts';
import type { Segmenter } from './segment.ts';
import { toneOf } from './tone.ts';
import { topicsOf } from './topics.ts';

/** Units of title and text that are analysed; what lies beyond is not indexed. Longer than any post that intake takes. */
export const ANALYSED_LENGTH_MAX = 200_000;

/** Analyses one text. Pure: equal text and lexicon give an equal result. */
export type Analyser = (text: string, title?: string) => Analysis;

/**
 * Builds an analyser of one lexicon: title and text are normalised unit by unit, cut once for the search tokens, and scanned
 * once by an automaton that holds every word of the lexicon. Building takes some tens of milliseconds.
 */
export function createAnalyser(lexicon: Lexicon, segmenter: Segmenter): Analyser {
  const vocabulary = createVocabulary();
  const topics = indexRows(vocabulary, lexicon.topics);
  const markers = indexRows(vocabulary, lexicon.markers);
  const tones = indexRows(vocabulary, lexicon.tones);
  const rumor = indexRows(vocabulary, [lexicon.rumor]);
  const places = indexPlaces(vocabulary, lexicon.places);
  const scan = createScanner(createAutomaton(vocabulary.words), vocabulary.words, places.isPlace());
  return (text, title) => {
    const original = (title ? `${title}\n${text}` : text).slice(0, ANALYSED_LENGTH_MAX);
    const normalised = normalise(original);
    const cut = segmenter.cut(normalised);
    const tokens = indexedTokens(cut);
    const matches = scan(normalised, original);
    return {
      tokens,
      topics: topicsOf(topics, matches),
      markers: markersOf(markers, matches),
      ...rumorOf(rumor, lexicon.rumor, matches),
      places: placesOf(places, { normalised, original, cut }, matches.places),
      tone: toneOf(tones, matches),
      fingerprint: fingerprintOf(tokens),
      version: lexicon.version,
    };
  };
}
