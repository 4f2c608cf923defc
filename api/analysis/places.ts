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

type Reason = { readonly id: string; readonly name: string; readonly words: string[]; readonly start: number };

/**
 * Places of a text: names of the gazetteer, with one meaning chosen by what else is mentioned, and names known by their shape
 * alone (`found:NAME`). In the order of the text.
 */
export function placesOf(index: PlaceIndex, text: CutText, matches: readonly PlaceMatch[]): PlaceReason[] {
  if (matches.length === 0) return [];
  const { original, normalised, cut } = text;
  const edges = wordEdges(normalised.length, cut);
  const candidates = longestFirst(mentionsOf(index, matches, edges));
  const ids = mentionedIds(candidates);
  const listed = candidates.filter((mention) => isCredible(index, mention, ids));
  const found = foundByShape(index, normalised, edges, matches, listed);
  if (listed.length + found.length === 0) return [];
  const reasons = new Map<string, Reason>();
  const note = (id: string, name: string, { start, end }: { readonly start: number; readonly end: number }) => {
    let reason = reasons.get(id);
    if (reason === undefined) reasons.set(id, (reason = { id, name, words: [], start }));
    if (reason.words.length >= REASONS_MAX) return;
    const word = original.slice(start, end);
    if (!reason.words.includes(word)) reason.words.push(word);
  };
  for (const mention of listed) {
    const place = chooseMeaning(index, mention.candidates, ids);
    const name = place?.name ?? normalised.slice(mention.start, mention.end);
    note(place?.id ?? `found:${name}`, name, mention);
  }
  for (const span of found) {
    const name = normalised.slice(span.start, span.end);
    note(`found:${name}`, name, span);
  }
  const inOrder = [...reasons.values()].sort((a, b) => a.start - b.start);
  return inOrder.map(({ id, name, words }) => ({ id, name, words }));
}

/** Of overlapping mentions the leftmost stands, and of those the longest. */
function longestFirst(mentions: Mention[]): Mention[] {
  if (mentions.length < 2) return mentions;
  mentions.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return mentions.filter((mention) => {
    if (mention.start < end) return false;
    end = mention.end;
    return true;
  });
}
