import type { Criteria } from '../contract/index.ts';
import type { PostFact } from '../posts/port.ts';
import type { Fact } from '../warning/watch.ts';

/** Topics × places of one post that become series; a long list of places is a directory, not news of each. */
export const PAIRS_MAX = 12;
export const PLACES_COUNTED_MAX = 6;
/** Counts every post. Drawn on the overview; never raises an alert of its own. */
export const ALL_SERIES = 'all';

/** A saved search with the tokens of its words. */
export type WatchedSearch = {
  readonly id: string;
  readonly criteria: Criteria;
  readonly phrases: readonly (readonly string[])[];
};

/** The series that a post belongs to. `isBroad` tells places that hold nearly everything (the country, the province). */
export function seriesOf(
  fact: PostFact,
  watches: readonly WatchedSearch[],
  isBroad: (place: string) => boolean,
): readonly string[] {
  const topics = fact.topics.map((id) => `topic:${id}`);
  const near = fact.places.filter((id) => !isBroad(id)).slice(0, PLACES_COUNTED_MAX);
  const places = near.map((id) => `place:${id}`);
  const pairs = topics.flatMap((topic) => places.map((place) => `${topic}|${place}`)).slice(0, PAIRS_MAX);
  const kept = watches.filter((watch) => matches(watch, fact)).map((watch) => `watch:${watch.id}`);
  return [ALL_SERIES, ...topics, ...places, ...pairs, ...kept];
}

export function factOf(fact: PostFact, series: readonly string[]): Fact {
  const { id, source, voice, group, publishedMs, seenMs, backfill } = fact;
  return { id, series, source, voice, group, publishedMs, seenMs, backfill };
}

/** Whether a post answers a saved search; the same rules as the store's search, without its span of time. */
export function matches(watch: WatchedSearch, fact: PostFact): boolean {
  const { criteria } = watch;
  const any = (wanted: readonly string[], has: readonly string[]): boolean =>
    wanted.length === 0 || wanted.some((id) => has.includes(id));
  return (
    any(criteria.topics, fact.topics) &&
    any(criteria.places, fact.places) &&
    any(criteria.markers, fact.markers) &&
    any(criteria.sources, [fact.source]) &&
    any(criteria.kinds, [fact.kind]) &&
    (criteria.group === '' || criteria.group.split(',').includes(fact.group)) &&
    watch.phrases.every((phrase) => hasPhrase(fact.tokens, phrase))
  );
}

function hasPhrase(tokens: readonly string[], phrase: readonly string[]): boolean {
  const [first] = phrase;
  if (first === undefined) return true;
  for (let at = tokens.indexOf(first); at >= 0; at = tokens.indexOf(first, at + 1)) {
    if (phrase.every((token, i) => tokens[at + i] === token)) return true;
  }
  return false;
}
