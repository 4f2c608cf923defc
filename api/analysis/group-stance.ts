import { createAutomaton, step } from './automaton.ts';
import { normalise } from './script.ts';

/** Similarity above which two texts are the same but for a word or two, so that a different number or place is the point. */
const ALIKE_MIN = 0.5;
/** Words by which a text denies or rebuts a claim as a whole. */
const REBUTTAL =
  /辟谣|谣言|不实|假的|不属实|并非属实|不存在|虚假|误传|造谣|捏造|请勿轻信|不信谣|没有此事|无此事|子虚乌有|并无此事|澄清|纯属|是假|编造/u;
const NEGATION = /没有|不是|并不|并非|并未|从未|未曾|不会|不能|没(?=[\p{Script=Han}])|非(?=因|为了)/gu;
/** Units of a text whose negations are judged: in a long one they belong to anything. */
const SHORT_UNITS = 80;
const NUMBER = /(?:\d+(?:\.\d+)?|[零一二三四五六七八九十百千万亿两]{1,6})/gu;

type Stance = {
  readonly text: string;
  readonly rebuts: boolean;
  readonly negations: number;
  readonly numbers: ReadonlyMap<string, string>;
  readonly places: ReadonlySet<string>;
};

/** Says whether two texts, alike as they are, make different claims. */
export function createContradiction(
  texts: readonly string[],
  placeNames: readonly string[],
): (a: number, b: number, similarity: number) => boolean {
  const names = [...new Set(placeNames.map(normalise))];
  const automaton = createAutomaton(names);
  const placesIn = (text: string) => {
    const found = new Set<string>();
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      state = step(automaton, state, text.charCodeAt(at));
      for (let out = automaton.output[state] ?? 0; out !== 0; out = automaton.output[automaton.fail[out] ?? 0] ?? 0)
        found.add(names[automaton.word[out] ?? 0] ?? '');
    }
    return found;
  };
  const stances = texts.map((text): Stance => ({
    text,
    rebuts: REBUTTAL.test(text),
    negations: text.match(NEGATION)?.length ?? 0,
    numbers: numbersByContext(text),
    places: placesIn(text),
  }));
  return (a, b, similarity) => {
    const [x, y] = [stances[a], stances[b]];
    return x !== undefined && y !== undefined && differ(x, y, similarity);
  };
}

function differ(x: Stance, y: Stance, similarity: number): boolean {
  if (x.rebuts !== y.rebuts) return true;
  if (Math.max(x.text.length, y.text.length) <= SHORT_UNITS && x.negations !== y.negations) return true;
  if (similarity < ALIKE_MIN) return false;
  return numbersDiffer(x.numbers, y.numbers) || placesDiffer(x, y);
}

/** Each number under the two characters around it on either side; what stands in the same words twice is left out. */
function numbersByContext(text: string): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const match of text.matchAll(NUMBER)) {
    const end = match.index + match[0].length;
    numbers.set(`${text.slice(Math.max(0, match.index - 2), match.index)}|${text.slice(end, end + 2)}`, match[0]);
  }
  return numbers;
}

function numbersDiffer(x: ReadonlyMap<string, string>, y: ReadonlyMap<string, string>): boolean {
  for (const [context, number] of x) {
    const other = y.get(context);
    if (other !== undefined && other !== number) return true;
  }
  return false;
}

/** Each names a place that the other does not, and neither holds the other (邢台 and 邢台市 are one). */
function placesDiffer(x: Stance, y: Stance): boolean {
  const onlyX = [...x.places].filter((name) => !mentions(y, name));
  const onlyY = [...y.places].filter((name) => !mentions(x, name));
  return onlyX.length > 0 && onlyY.length > 0;
}

function mentions(stance: Stance, name: string): boolean {
  if (stance.text.includes(name)) return true;
  for (const other of stance.places) if (name.includes(other) || other.includes(name)) return true;
  return false;
}
