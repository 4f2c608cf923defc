import type { PlaceMatch } from './matching.ts';
import type { PlaceIndex } from './place-index.ts';
import { NAME_STOP_UNITS, NAME_STOPS, NO_PLACES } from './place-shapes.ts';
import { edgeBefore } from './words.ts';

/** Units of a name before its ending. */
const NAME_LENGTH_MAX = 6;
/** Last characters of verbs of going and being: 赶赴, 冲入, 留在. */
const MOVES = '在到赴向往进入出';
const NUMBERED = /^[a-z]?\d{1,4}$/;

type Span = { readonly start: number; readonly end: number };

/** Names that end like a place and are in no list: 幸福里小区, 望京路, 107国道. `edges` are the word edges of the text. */
export function foundByShape(
  index: PlaceIndex,
  text: string,
  edges: Uint8Array,
  matches: readonly PlaceMatch[],
  listed: readonly Span[],
): Span[] {
  const spans: Span[] = [];
  for (const { word, start, end } of matches) {
    if (index.isEnding[word] !== 1 || edges[end] === 0) continue;
    const left = listedBefore(listed, end);
    if (left >= end) continue;
    const span = grow(text, edges, start, end, left);
    if (span === null) continue;
    // Matches come by their ends: of those with one end the longest name stands.
    const last = spans.at(-1);
    if (last?.end !== end) spans.push(span);
    else if (span.start < last.start) spans[spans.length - 1] = span;
  }
  if (spans.length > 1) spans.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return spans.filter((span) => {
    if (span.end <= end || NO_PLACES.has(text.slice(span.start, span.end))) return false;
    end = span.end;
    return true;
  });
}

/** Where the last listed name that begins before `end` ends: no name reaches left of that. `listed` is in order. */
function listedBefore(listed: readonly Span[], end: number): number {
  let low = 0;
  let high = listed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((listed[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return listed[low - 1]?.end ?? -1;
}

/** Takes words to the left of the ending until the name is long enough or something stands that no name holds. */
function grow(text: string, edges: Uint8Array, endingStart: number, end: number, left: number): Span | null {
  let start = edgeBefore(edges, end);
  if (start < left) return null;
  if (start < endingStart) {
    return !isHan(text, start, end) || NO_PLACES.has(text.slice(start, end)) ? null : { start, end };
  }
  while (start > 0 && start > left) {
    const before = edgeBefore(edges, start);
    if (endingStart - before > NAME_LENGTH_MAX || before < left || isStop(text, before, start)) break;
    if (!isHan(text, before, start)) {
      if (start === endingStart && NUMBERED.test(text.slice(before, start))) start = before;
      break;
    }
    start = before;
    // jieba leaves names that it does not know as single characters: those still belong to the name.
    if (endingStart - start >= 2 && start > 0 && start - edgeBefore(edges, start) > 1) break;
  }
  const nameLength = endingStart - start;
  const least = end - endingStart > 1 || start === left ? 1 : 2;
  return nameLength >= least ? { start, end } : null;
}

function isHan(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x4e00 || unit > 0x9fff) return false;
  }
  return true;
}

/** True for a word that no name holds. Most are one character, for which no string is made. */
function isStop(text: string, start: number, end: number): boolean {
  if (end - start === 1) return NAME_STOP_UNITS[text.charCodeAt(start)] === 1;
  return MOVES.includes(text.charAt(end - 1)) || NAME_STOPS.has(text.slice(start, end));
}
