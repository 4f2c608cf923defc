import type { Segmenter } from './segment.ts';

/** Longest token that is indexed, in UTF-16 units; longer runs (addresses, base64) are cut here. */
const TOKEN_LENGTH_MAX = 64;

/** False for tokens without a letter or a digit: blanks, punctuation, lone surrogates. By the first unit: jieba never mixes them. */
function isIndexed(token: string): boolean {
  const code = token.charCodeAt(0);
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  if (code >= 0x2000 && code <= 0x206f) return false;
  if (code >= 0x3001 && code <= 0x303f) return false;
  return /^[\p{L}\p{N}\p{S}]/u.test(token);
}

/**
 * What is indexed of a cut text, in its order, the parts of a word before the word. Digits and Latin letters, which the
 * segmenter gives one by one, are joined to the number or word that they are in the text: 12345, abc12. A search text is analysed as
 * posts are and looked up by the same tokens.
 */
export function indexedTokens(cut: readonly string[], partsOf: Segmenter['partsOf']): string[] {
  const tokens: string[] = [];
  let run = '';
  for (const word of cut) {
    if (word.length > 2) for (const part of partsOf(word)) run = take(tokens, run, part);
    run = take(tokens, run, word);
  }
  if (run !== '') tokens.push(shortened(run));
  return tokens;
}

/** Adds a word to the tokens, or to the run of digits and lower-case Latin letters that it goes on with; returns the run. */
function take(tokens: string[], run: string, word: string): string {
  const code = word.charCodeAt(0);
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return run + word;
  if (run !== '') tokens.push(shortened(run));
  if ((code >= 0x4e00 && code <= 0x9fff) || isIndexed(word)) tokens.push(shortened(word));
  return '';
}

function shortened(token: string): string {
  return token.length > TOKEN_LENGTH_MAX ? token.slice(0, TOKEN_LENGTH_MAX) : token;
}
