import type { Analysis, Lexicon } from '../contract/analysis.ts';
import { createAutomaton } from './automaton.ts';
import { fingerprintOf } from './fingerprint.ts';
import { markersOf } from './markers.ts';
import { createScanner } from './matching.ts';
import { indexPlaces, placesOf } from './places.ts';
import type { CutText } from './places.ts';
import { createVocabulary, indexRows } from './row-index.ts';
import { createRowMatcher } from './row-matches.ts';
import { rumorOf } from './rumor.ts';
import { normalise } from './script.ts';
import type { Segmenter } from './segment.ts';
import { indexedTokens } from './tokens.ts';
import { toneOf } from './tone.ts';
import { topicsOf } from './topics.ts';

/** Units of title and text that are analysed; what lies beyond is not indexed. Longer than any post that intake takes. */
export const ANALYSED_LENGTH_MAX = 200_000;

/** Analyses one text. Pure: equal text and lexicon give an equal result. */
export type Analyser = (text: string, title?: string) => Analysis;

/** A text to analyse, with its title where it has one. */
export type TitledText = { readonly text: string; readonly title?: string | undefined };

/**
 * Builds an analyser of one lexicon: title and text are normalised unit by unit, cut once for the search tokens, and scanned
 * once by an automaton that holds every word of the lexicon. The fingerprint is of the text alone: all replies of a thread carry
 * its title. Building takes some tens of milliseconds.
 */
export function createAnalyser(lexicon: Lexicon, segmenter: Segmenter): Analyser {
  const tag = createTagger(lexicon, segmenter);
  return (text, title) => tag(cutText({ text, title }, segmenter));
}

/**
 * The same for many texts at once, about a tenth faster: all are cut before the first is tagged, for the segmenter's
 * dictionary and the lexicon's automaton drive each other out of the processor's cache.
 */
export function createBatchAnalyser(
  lexicon: Lexicon,
  segmenter: Segmenter,
): (texts: readonly TitledText[]) => Analysis[] {
  const tag = createTagger(lexicon, segmenter);
  return (texts) => texts.map((text) => cutText(text, segmenter)).map(tag);
}

/** Where the labels of each kind lie in the index of rows. */
const GROUPS = { topics: 0, markers: 1, tones: 2, rumor: 3 } as const;

/** `textFrom`: the token that the text begins with; what is before is the title. */
type TitledCut = CutText & { readonly textFrom: number };

/** How many of the indexed tokens are the title's. */
function titleTokens({ cut, textFrom }: TitledCut, partsOf: Segmenter['partsOf']): number {
  return textFrom === 0 ? 0 : indexedTokens(cut.slice(0, textFrom), partsOf).length;
}

function cutText({ text, title }: TitledText, segmenter: Segmenter): TitledCut {
  const original = (title ? `${title}\n${text}` : text).slice(0, ANALYSED_LENGTH_MAX);
  const normalised = normalise(original);
  const cut = segmenter.cut(normalised);
  // The line break between title and text is a token of its own.
  const textFrom = title ? cut.indexOf('\n') + 1 : 0;
  return { original, normalised, cut, textFrom };
}

function createTagger(lexicon: Lexicon, { partsOf }: Segmenter): (text: TitledCut) => Analysis {
  const vocabulary = createVocabulary();
  const places = indexPlaces(vocabulary, lexicon.places);
  const matchRows = createRowMatcher(
    indexRows(vocabulary, [lexicon.topics, lexicon.markers, lexicon.tones, [lexicon.rumor]]),
  );
  const scan = createScanner(createAutomaton(vocabulary.words), vocabulary.words, places.isPlace());
  return (text) => {
    const tokens = indexedTokens(text.cut, partsOf);
    const matches = scan(text.normalised, text.original);
    const rows = matchRows(matches);
    return {
      tokens,
      topics: topicsOf(rows, GROUPS.topics),
      markers: markersOf(rows, GROUPS.markers),
      ...rumorOf(rows, GROUPS.rumor, lexicon.rumor),
      places: placesOf(places, text, matches.places),
      tone: toneOf(rows, GROUPS.tones),
      fingerprint: fingerprintOf(tokens, titleTokens(text, partsOf)),
      version: lexicon.version,
    };
  };
}
