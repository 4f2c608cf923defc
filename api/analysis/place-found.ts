import type { PlaceMatch } from './matching.ts';
import type { PlaceIndex } from './place-index.ts';
import { NAME_STOPS, NO_PLACES } from './place-shapes.ts';
import type { PlacedWord } from './words.ts';

/** Units of a name before its ending. */
const NAME_LENGTH_MAX = 6;
const HAN = /^[\u4e00-\u9fff]+$/;
const NUMBERED = /^[a-z]?\d{1,4}$/;

type Span = { readonly start: number; readonly end: number };

/** Names that end like a place and are in no list: 幸福里小区, 望京路, G107国道. */
export function foundByShape(
  index: PlaceIndex,
  text: string,
  words: readonly PlacedWord[],
  matches: readonly PlaceMatch[],
  listed: readonly Span[],
): Span[] {
  const wordEndingAt = new Map(words.map((word, position) => [word.end, position]));
  const covered = coverage(text.length, listed);
  const spans = new Map<number, Span>();
  for (const { word, start, end } of matches) {
    if (!index.endings.has(word) || covered[end - 1] === 1) continue;
    const position = wordEndingAt.get(end);
    if (position === undefined) continue;
    const span = grow(text, words, position, start, end, covered);
    const known = spans.get(end);
    if (span && (!known || span.start < known.start)) spans.set(end, span);
  }
  return [...spans.values()].filter((span) => !NO_PLACES.has(text.slice(span.start, span.end)));
}

function coverage(length: number, spans: readonly Span[]): Uint8Array {
  const covered = new Uint8Array(length);
  for (const { start, end } of spans) covered.fill(1, start, end);
  return covered;
}

/** Takes words to the left of the ending until the name is long enough or something stands that no name holds. */
function grow(
  text: string,
  words: readonly PlacedWord[],
  position: number,
  endingStart: number,
  end: number,
  covered: Uint8Array,
): Span | null {
  let start = words[position]?.start ?? end;
  if (start < endingStart) {
    const whole = text.slice(start, end);
    return NO_PLACES.has(whole) || !HAN.test(whole) || covered[start] === 1 ? null : { start, end };
  }
  const ending = text.slice(endingStart, end);
  for (let at = position - 1; at >= 0; at--) {
    const word = words[at];
    if (!word || word.end !== start || covered[word.start] === 1) break;
    const part = text.slice(word.start, word.end);
    if (NAME_STOPS.has(part) || endingStart - word.start > NAME_LENGTH_MAX) break;
    if (!HAN.test(part)) {
      if (NUMBERED.test(part) && start === endingStart) start = word.start;
      break;
    }
    start = word.start;
    if (endingStart - start >= 2 && !isSingleBefore(words, at)) break;
  }
  const nameLength = endingStart - start;
  return nameLength >= (ending.length > 1 ? 1 : 2) || (covered[start - 1] === 1 && nameLength >= 1)
    ? { start, end }
    : null;
}

/** True where the next word to the left is a single character, as jieba leaves names that it does not know. */
function isSingleBefore(words: readonly PlacedWord[], at: number): boolean {
  const before = words[at - 1];
  return before !== undefined && before.end - before.start === 1;
}
