import { REASONS_MAX } from '../contract/analysis.ts';
import type { PlaceReason } from '../contract/analysis.ts';
import type { PlaceMatch } from './matching.ts';
import type { PlaceIndex } from './place-index.ts';
import { chooseMeaning, isCredible, mentionedIds, mentionsOf } from './place-meaning.ts';
import type { Mention } from './place-meaning.ts';
import { foundByShape } from './place-found.ts';
import { wordEdges } from './words.ts';

export { indexPlaces } from './place-index.ts';

/** One text in the forms that the places are looked for in. Offsets are the same in both strings. */
export type CutText = { readonly normalised: string; readonly original: string; readonly cut: readonly string[] };

/**
 * Places of a text: names of the gazetteer, with one meaning chosen by what else is mentioned, and names known by their shape
 * alone (`found:NAME`). In the order of the text.
 */
export function placesOf(index: PlaceIndex, text: CutText, matches: readonly PlaceMatch[]): PlaceReason[] {
  if (matches.length === 0) return [];
  const edges = wordEdges(text.normalised.length, text.cut);
  const candidates = longestFirst(mentionsOf(index, matches, edges));
  const ids = mentionedIds(index, candidates);
  const listed = candidates.filter((mention) => isCredible(index, mention, ids));
  const reasons = new Map<string, { id: string; name: string; words: Set<string>; start: number }>();
  const note = (id: string, name: string, start: number, end: number) => {
    const reason = reasons.get(id) ?? { id, name, words: new Set<string>(), start };
    if (reason.words.size < REASONS_MAX) reason.words.add(text.original.slice(start, end));
    reasons.set(id, reason);
  };
  for (const mention of listed) {
    const place = chooseMeaning(index, mention.candidates, ids);
    const name = text.normalised.slice(mention.start, mention.end);
    note(place?.id ?? `found:${name}`, place?.name ?? name, mention.start, mention.end);
  }
  for (const { start, end } of foundByShape(index, text.normalised, edges, matches, listed))
    note(`found:${text.normalised.slice(start, end)}`, text.normalised.slice(start, end), start, end);
  return [...reasons.values()]
    .sort((a, b) => a.start - b.start)
    .map(({ id, name, words: found }) => ({ id, name, words: [...found] }));
}

/** Of overlapping mentions the leftmost stands, and of those the longest. */
function longestFirst(mentions: Mention[]): Mention[] {
  mentions.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return mentions.filter((mention) => {
    if (mention.start < end) return false;
    end = mention.end;
    return true;
  });
}
