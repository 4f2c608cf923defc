import type { Criteria } from '../contract/index.ts';
import type { PostFilter } from '../posts/port.ts';
import type { Parts } from './parts.ts';

/** Everything: the start of any filter. */
export const ALL_POSTS: PostFilter = {
  phrases: [],
  topics: [],
  places: [],
  markers: [],
  sources: [],
  kinds: [],
  groups: [],
  ids: null,
  fromMs: 0,
  toMs: Number.MAX_SAFE_INTEGER,
};

const QUOTED = /["“”「」『』]([^"“”「」『』]+)["“”「」『』]|(\S+)/gu;

export type SearchWord = { readonly words: string; readonly exact: boolean };

/** What a search text asks for: what stands in quotes must occur as it stands; of anything else every word must occur. */
export function wordsOf(text: string): readonly SearchWord[] {
  return [...text.matchAll(QUOTED)]
    .map((match) => ({ words: (match[1] ?? match[2] ?? '').trim(), exact: match[1] !== undefined }))
    .filter(({ words }) => words !== '');
}

/** Tokens that one search may ask for. */
const TOKENS_MAX = 40;

/** A word that no post carries (a private character is never indexed): what a text of marks alone looks for. */
const NO_SUCH_WORD = ['\ue000'] as const;

/** The phrases as tokens; none for an empty text. A text without a letter or number finds nothing, rather than everything. */
export async function phrasesOf(parts: Pick<Parts, 'tokensOf'>, text: string): Promise<readonly (readonly string[])[]> {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return [];
  const tokens = await parts.tokensOf(wanted.map(({ words }) => words));
  const phrases = tokens.flatMap((phrase, i) =>
    wanted[i]?.exact === true ? [phrase] : phrase.map((token) => [token]),
  );
  const seen = new Set<string>();
  const distinct = phrases
    .filter((phrase) => phrase.length > 0 && !seen.has(phrase.join(' ')) && seen.add(phrase.join(' ')).size > 0)
    .slice(0, TOKENS_MAX);
  return distinct.length === 0 ? [NO_SUCH_WORD] : distinct;
}

/** The groups that a search names. */
export function groupsIn({ group }: Pick<Criteria, 'group'>): readonly string[] {
  return [...new Set(group.split(',').filter((id) => id !== ''))];
}

/** A search as the store takes it. `toMs` 0 means: without an end. */
export async function filterOf(parts: Pick<Parts, 'tokensOf'>, criteria: Criteria): Promise<PostFilter> {
  return {
    phrases: await phrasesOf(parts, criteria.text),
    topics: criteria.topics,
    places: criteria.places,
    markers: criteria.markers,
    sources: criteria.sources,
    kinds: criteria.kinds,
    groups: groupsIn(criteria),
    ids: null,
    fromMs: criteria.fromMs,
    toMs: criteria.toMs === 0 ? Number.MAX_SAFE_INTEGER : criteria.toMs,
  };
}

/** The posts of a series: `topic:x`, `place:y`, both joined by `|`, or a saved search. */
export function filterOfSeries(series: string, fromMs: number, toMs: number): PostFilter {
  const of = (kind: string): string[] =>
    series
      .split('|')
      .filter((part) => part.startsWith(`${kind}:`))
      .map((part) => part.slice(kind.length + 1));
  return { ...ALL_POSTS, topics: of('topic'), places: of('place'), fromMs, toMs };
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [5 * 60_000, 15 * 60_000, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS] as const;
const BUCKETS_WANTED = 90;

/** A step that draws a span in at most about 90 bars. */
export function stepFor(spanMs: number): number {
  return STEPS_MS.find((step) => spanMs / step <= BUCKETS_WANTED) ?? 30 * DAY_MS;
}
