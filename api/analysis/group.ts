import { averageLink, BARRED } from './group-link.ts';
import type { TextPair } from './group-link.ts';
import { createContradiction } from './group-stance.ts';
import { plainText } from './group-text.ts';

/** Texts that can be grouped at once: the work grows with the pairs that share a rare pair of characters. */
export const GROUP_TEXTS_MAX = 20_000;
/** Units of a text that are compared. */
const COMPARED_LENGTH_MAX = 600;
/** Texts in which a pair of characters may occur to lead from one text to another; commoner ones say nothing. */
const COMMON_TEXTS_MAX = 400;
/** Similarity (TF-IDF cosine, or what the longer holds of the shorter) from which two groups are one. */
const SAME_MIN = 0.1;
/** Candidates below this are not kept at all. */
const CANDIDATE_MIN = 0.02;

type Vector = ReadonlyMap<string, number>;

/**
 * Groups texts that say the same thing in other words: character pairs weighted by TF-IDF, average linkage, and a bar where
 * two texts contradict each other (another number or place in the same words, a denial of the other). Returns one group number a
 * text, numbered from 0 in the order of first members. `placeNames` are known places, so that two towns are told apart.
 * Throws for more than `GROUP_TEXTS_MAX` texts.
 */
export function groupTexts(texts: readonly string[], placeNames: readonly string[] = []): number[] {
  if (texts.length > GROUP_TEXTS_MAX) throw new Error(`more than ${GROUP_TEXTS_MAX} texts to group`);
  const plain = texts.map((text) => plainText(text).slice(0, COMPARED_LENGTH_MAX));
  const vectors = weighed(plain.map(gramsOf));
  const contradicts = createContradiction(plain, placeNames);
  const pairs = candidatePairs(vectors).map(({ a, b, similarity }) => ({
    a,
    b,
    similarity: contradicts(a, b, similarity) ? BARRED : similarity,
  }));
  return averageLink(texts.length, pairs, SAME_MIN);
}

/** Pairs of neighbouring characters with their counts; Latin words and numbers count whole. */
function gramsOf(text: string): Map<string, number> {
  const grams = new Map<string, number>();
  for (const run of text.match(/[\p{Script=Han}]+|[a-z]+|\d+(?:\.\d+)?/gu) ?? []) {
    const isHan = run.charCodeAt(0) > 0x2e80;
    if (!isHan) grams.set(run, (grams.get(run) ?? 0) + 1);
    else
      for (let at = 0; at + 1 < run.length; at++) {
        const gram = run.slice(at, at + 2);
        grams.set(gram, (grams.get(gram) ?? 0) + 1);
      }
  }
  return grams;
}

/** Sub-linear counts times smoothed IDF, at unit length. */
function weighed(counts: readonly ReadonlyMap<string, number>[]): Vector[] {
  const texts = new Map<string, number>();
  for (const grams of counts) for (const gram of grams.keys()) texts.set(gram, (texts.get(gram) ?? 0) + 1);
  return counts.map((grams) => {
    const vector = new Map<string, number>();
    let square = 0;
    for (const [gram, count] of grams) {
      const weight = (1 + Math.log(count)) * (1 + Math.log((1 + counts.length) / (1 + (texts.get(gram) ?? 0))));
      vector.set(gram, weight);
      square += weight * weight;
    }
    const length = Math.sqrt(square) || 1;
    for (const [gram, weight] of vector) vector.set(gram, weight / length);
    return vector;
  });
}

function candidatePairs(vectors: readonly Vector[]): TextPair[] {
  const holders = new Map<string, { text: number; weight: number }[]>();
  const pairs: TextPair[] = [];
  vectors.forEach((vector, b) => {
    const cosines = new Map<number, number>();
    const shared = new Map<number, number>();
    for (const [gram, weight] of vector) {
      const list = holders.get(gram);
      if (!list) continue;
      if (list.length > COMMON_TEXTS_MAX) continue;
      for (const holder of list) {
        cosines.set(holder.text, (cosines.get(holder.text) ?? 0) + holder.weight * weight);
        shared.set(holder.text, (shared.get(holder.text) ?? 0) + weight * weight);
      }
    }
    for (const [a, cosine] of cosines) {
      const similarity = Math.max(cosine, held(vectors[a], vector, shared.get(a) ?? 0));
      if (similarity >= CANDIDATE_MIN) pairs.push({ a, b, similarity });
    }
    for (const [gram, weight] of vector) {
      const list = holders.get(gram);
      if (list) list.push({ text: b, weight });
      else holders.set(gram, [{ text: b, weight }]);
    }
  });
  return pairs;
}

/** Grams that a text must have for "the longer holds it" to mean something: a cut copy, not a stray phrase. */
const HELD_GRAMS_MIN = 14;
/** What is held counts less than a cosine of the same size: the longer text may say more than the shorter. */
const HELD_SHARE = 0.8;

function held(a: Vector | undefined, b: Vector, sharedOfB: number): number {
  if (!a || Math.min(a.size, b.size) < HELD_GRAMS_MIN) return 0;
  if (b.size <= a.size) return sharedOfB > 0.6 ? HELD_SHARE * sharedOfB : 0;
  let sharedOfA = 0;
  for (const [gram, weight] of a) if (b.has(gram)) sharedOfA += weight * weight;
  return sharedOfA > 0.6 ? HELD_SHARE * sharedOfA : 0;
}
