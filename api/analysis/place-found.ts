import type { PlaceMatch } from './matching.ts';
import type { PlaceIndex } from './place-index.ts';
import { NAME_STOPS, NO_PLACES } from './place-shapes.ts';
import { edgeBefore } from './words.ts';

/** Units of a name before its ending. */
const NAME_LENGTH_MAX = 6;
const HAN = /^[\u4e00-\u9fff]+$/;
/** Verbs of going and being: 赶赴, 冲入, 留在. */
const MOVES = /.[在到赴向往进入出]$/u;
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
  const spans = new Map<number, Span>();
  for (const { word, start, end } of matches) {
    if (!index.endings.has(word) || edges[end] === 0) continue;
    const left = listedBefore(listed, end);
    if (left >= end) continue;
    const span = grow(text, edges, start, end, left);
    const known = spans.get(end);
    if (span && (!known || span.start < known.start)) spans.set(end, span);
  }
  const all = [...spans.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return all.filter((span) => {
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
    const whole = text.slice(start, end);
    return NO_PLACES.has(whole) || !HAN.test(whole) ? null : { start, end };
  }
  while (start > 0 && start > left) {
    const before = edgeBefore(edges, start);
    const part = text.slice(before, start);
    if (NAME_STOPS.has(part) || MOVES.test(part) || endingStart - before > NAME_LENGTH_MAX || before < left) break;
    if (!HAN.test(part)) {
      if (NUMBERED.test(part) && start === endingStart) start = before;
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
