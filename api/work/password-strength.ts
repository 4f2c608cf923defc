import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, refuse, type Refusal } from '../contract/index.ts';

/** Stems that lists of leaked passwords are made of, Chinese habits among them; digits and signs around them add little. */
const COMMON_STEMS = [
  ['password', 'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm'],
  ['1qaz2wsx', '1qaz', '2wsx', 'qazwsx', 'abc', 'abcd', 'abcdef', 'admin', 'administrator', 'root', 'user', 'test'],
  ['welcome', 'letmein', 'iloveyou', 'monkey', 'dragon', 'sunshine', 'master', 'changeme', 'default', 'guest'],
  ['woaini', 'woaiwojia', 'aini', 'wangluo', 'mima', 'mimamima', 'nihao', 'zhongguo', 'china', 'beijing', 'xuanchuan'],
  ['firstword', 'xiansheng', 'yuqing', 'a', 'aa', 'aaa', 'qq', 'q', 'www', 'www.', 'com', 'hello', 'login', 'secret'],
].flat();
const DISTINCT_CHARS_MIN = 5;

/** Null if it will do; refuses `weak-password`. A name within it is as good as none. Looks past width, case, digits and signs. */
export function weakness(password: string, name = ''): Refusal | null {
  const weak = refuse('weak-password', { min: PASSWORD_CHARS_MIN }, 'password');
  const length = [...password].length;
  if (length < PASSWORD_CHARS_MIN || length > PASSWORD_CHARS_MAX) return weak;
  const plain = password.normalize('NFKC').toLowerCase();
  const rest = without(plain, name.normalize('NFKC').toLowerCase());
  if (new Set(rest).size < DISTINCT_CHARS_MIN || isRepeated(rest) || isSequence(rest)) return weak;
  const letters = lettersOf(rest);
  // Digits alone are a date, a telephone or an identity number: guessed from what is known of a person.
  if (letters === '') return weak;
  const spelled = lettersOf(rest.replace(/[@0$135]/g, (sign) => LETTER_OF[sign] ?? sign));
  const guesses = [letters, letters.replace(/(.)\1+/gu, '$1'), spelled, lettersOf(spelled.replace(/[oleis]+$/, ''))];
  return guesses.some(isStems) ? weak : null;
}

/** Signs that stand for letters in many a leaked password. */
const LETTER_OF: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', $: 's', '1': 'l', '3': 'e', '5': 's' };

function lettersOf(text: string): string {
  return text.replace(/[\d\s\p{P}\p{S}]/gu, '');
}

function without(text: string, part: string): string {
  return part.length < 2 ? text : text.replaceAll(part, '');
}

/** The same piece over and over. */
function isRepeated(text: string): boolean {
  return /^(.{1,6}?)\1+$/u.test(text);
}

/** Each character one above (or one below) the last, such as "abcdefghijkl". */
function isSequence(text: string): boolean {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1;
}

/** Made of common stems alone. Each stem is taken out once around, longest first, so the time is bounded. */
function isStems(text: string): boolean {
  const longestFirst = [...COMMON_STEMS].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, stem) => left.replaceAll(stem, ''), text) === '';
}
