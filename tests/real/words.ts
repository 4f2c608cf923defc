/** What is left of a text when blanks are no matter. */
export const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A clause from the middle of a text that somebody might look for: between two marks, long enough to be its own. Null if there is none. */
export function phraseOf(text: string): string | null {
  const clauses = text.split(/[^\p{L}\p{M}\p{N} ]+/u).map((clause) => clause.trim());
  const fit = clauses.filter((clause) =>
    CJK.test(clause) ? clause.length >= 6 && clause.length <= 30 : /\S+( \S+){2}/.test(clause) && clause.length <= 80,
  );
  return (
    fit[Math.floor(fit.length / 2)] ?? clauses.find((clause) => clause.length >= 2 && clause.length <= 100) ?? null
  );
}
