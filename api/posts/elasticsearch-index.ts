import type { estypes } from '@elastic/elasticsearch';

/** Rows that one search may reach: an export of 10,000 and one more to know whether it ends. */
export const RESULT_WINDOW = 20_000;

const SETTINGS: estypes.IndicesIndexSettings = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  max_result_window: RESULT_WINDOW,
  // Reads ask for a refresh when something was written; without reads segments may grow.
  refresh_interval: '30s',
};

/** Kept in `_source` alone. */
const kept: estypes.MappingProperty = { type: 'keyword', index: false, doc_values: false };
const keyword: estypes.MappingProperty = { type: 'keyword' };
const long: estypes.MappingProperty = { type: 'long' };
const flag: estypes.MappingProperty = { type: 'boolean', index: false, doc_values: false };

/** An index a month: everything that `PostFilter` asks by is indexed, the rest is not. */
export const POST_INDEX = {
  settings: SETTINGS,
  mappings: {
    dynamic: 'strict',
    properties: {
      seq: long,
      source: keyword,
      kind: keyword,
      url: kept,
      thread: kept,
      floor: { type: 'integer', index: false, doc_values: false },
      title: { type: 'text', index: false },
      text: { type: 'text', index: false },
      publishedMs: long,
      publishedKnown: flag,
      seenMs: long,
      backfill: flag,
      // Tokens come segmented and in lower case, so only white space cuts.
      tokens: { type: 'text', analyzer: 'whitespace', norms: false },
      topics: keyword,
      places: keyword,
      markers: keyword,
      rumor: { type: 'double', index: false, doc_values: false },
      tone: keyword,
      bands: keyword,
      group: keyword,
      version: { type: 'long', index: false, doc_values: false },
    },
  },
} satisfies Pick<estypes.IndicesCreateRequest, 'settings' | 'mappings'>;

/** An index a day: the voice of a post, by the post's id. */
export const VOICE_INDEX = {
  settings: { number_of_shards: 1, auto_expand_replicas: '0-1' },
  mappings: { dynamic: 'strict', properties: { voice: kept } },
} satisfies Pick<estypes.IndicesCreateRequest, 'settings' | 'mappings'>;

/** Names of an office's indices. */
export type IndexNames = {
  /** The alias over all months: what is read. */
  readonly posts: string;
  readonly month: (month: string) => string;
  readonly voices: (day: string) => string;
  /** A pattern of all voices, and the day in a name. */
  readonly allVoices: string;
  readonly dayIn: (index: string) => string | null;
};

export function namesOf(prefix: string): IndexNames {
  const posts = `${prefix}posts`;
  const voices = `${prefix}voices-`;
  return {
    posts,
    month: (month) => `${posts}-${month}`,
    voices: (day) => voices + day,
    allVoices: `${voices}*`,
    dayIn: (index) => /^\d{4}-\d\d-\d\d$/.exec(index.slice(voices.length))?.[0] ?? null,
  };
}
