/** What the text analysis says of a post, and the lexicon that it says it by. Plain data: all of it can be posted to a worker. */

export type Tone = 'calm' | 'worried' | 'angry' | 'helpless' | 'thankful';

export const TONES: readonly Tone[] = ['calm', 'worried', 'angry', 'helpless', 'thankful'];

/** A tag with its reason. `score` is 0..1; `words` are the matched words as they stand in the text, heaviest first. */
export type TagReason = { readonly id: string; readonly score: number; readonly words: readonly string[] };

export type MarkerReason = { readonly family: string; readonly words: readonly string[] };

/** `words` are literal substrings of the text; `id` is a gazetteer id, or `found:NAME` for a place known by its shape alone. */
export type PlaceReason = { readonly id: string; readonly name: string; readonly words: readonly string[] };

/** One reason of the rumor score; a negative weight speaks against. */
export type RumorReason = { readonly words: string; readonly weight: number };

export type Analysis = {
  /** What is indexed: lower case, half width, simplified script, in the order of the text, sub-words before their word. */
  readonly tokens: readonly string[];
  /** Highest score first; only those that reach `TOPIC_SCORE_MIN`. */
  readonly topics: readonly TagReason[];
  readonly markers: readonly MarkerReason[];
  /** 0..1, a reason to look and no verdict. */
  readonly rumor: number;
  /** The words behind `rumor`, heaviest first, at most `REASONS_MAX`. */
  readonly rumorReasons: readonly RumorReason[];
  readonly places: readonly PlaceReason[];
  /** Null when no row of the tone lexicon matched. Shown in sums only. */
  readonly tone: Tone | null;
  /** Hexadecimal LSH band keys: texts that share `NEAR_COPY_BANDS_MIN` of them are near-copies. Empty for very short texts. */
  readonly fingerprint: readonly string[];
  /** `Lexicon.version` of the lexicon in force. */
  readonly version: number;
};

/** A topic is given when its score reaches this: even odds. */
export const TOPIC_SCORE_MIN = 0.5;

/** Words and reasons listed with one tag. */
export const REASONS_MAX = 12;

/** Band keys that two posts must share to count as near-copies. */
export const NEAR_COPY_BANDS_MIN = 2;

/** Who wrote a row: `hand` by a person, `learned` with a weight fitted from labelled examples. */
export type RowOrigin = 'hand' | 'learned';

/** `words` is a word or phrase, or several joined by `+` that must all occur in the post. */
export type WeightedWords = { readonly words: string; readonly weight: number; readonly origin: RowOrigin };

export type LabelRows = {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly bias: number;
  readonly rows: readonly WeightedWords[];
};

export type PlaceLevel =
  'country' | 'province' | 'city' | 'county' | 'town' | 'village' | 'estate' | 'school' | 'road' | 'site';

export const PLACE_LEVELS: readonly PlaceLevel[] = [
  'country',
  'province',
  'city',
  'county',
  'town',
  'village',
  'estate',
  'school',
  'road',
  'site',
];

/** `parent` is the id of the place around it, or null. `sample` marks entries of the sample town. */
export type PlaceEntry = {
  readonly id: string;
  readonly name: string;
  readonly level: PlaceLevel;
  readonly parent: string | null;
  readonly aliases: readonly string[];
  readonly sample: boolean;
};

/** The lexicon in force, in memory. */
export type Lexicon = {
  /** Changes whenever a row changes; equal content has an equal version. An unsigned 32-bit number without an order. */
  readonly version: number;
  readonly topics: readonly LabelRows[];
  readonly markers: readonly LabelRows[];
  readonly tones: readonly LabelRows[];
  readonly rumor: LabelRows;
  readonly places: readonly PlaceEntry[];
};

/** One row as it is listed and edited. `label` is the id of a topic, a family or a tone, or `rumor`. */
export type LexiconRow =
  | ({ readonly file: 'topics' | 'markers' | 'tone' | 'rumor'; readonly label: string } & WeightedWords)
  | ({ readonly file: 'places' } & PlaceEntry);

/** A row put in (replacing the row of the same label and words, or of the same place id) or taken out. */
export type LexiconEdit = { readonly act: 'put' | 'remove'; readonly row: LexiconRow };
