export type Piece = { readonly text: string; readonly hit: boolean };

/** More words than this are not marked; a page of marks says nothing. */
const WORDS_MAX = 12;

/** The words that a search looked for: `停水 "城东 小学"` → `停水`, `城东 小学`. Quotes of both languages. */
export function wordsOf(query: string): readonly string[] {
  const found = query.matchAll(/["“”]([^"“”]+)["“”]|([^\s"“”]+)/g);
  return [...found]
    .map((match) => (match[1] ?? match[2] ?? '').trim())
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX);
}

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A text cut where the words stand, longest word first, letters of either case. */
export function piecesOf(text: string, words: readonly string[]): readonly Piece[] {
  const sorted = [...words].sort((a, b) => b.length - a.length).map(escape);
  if (sorted.length === 0) return [{ text, hit: false }];
  const parts = text.split(new RegExp(`(${sorted.join('|')})`, 'gi'));
  return parts.map((part, index) => ({ text: part, hit: index % 2 === 1 })).filter((piece) => piece.text !== '');
}
