/** The judgement as it is typed: a paragraph a line. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export const textOf = (paragraphs: readonly string[]): string => paragraphs.join('\n');

/** Both texts, theirs first; a paragraph that is in both stands once. */
export function joined(theirs: readonly string[], mine: readonly string[]): string[] {
  return [...theirs, ...mine.filter((paragraph) => !theirs.includes(paragraph))];
}

/** What was typed and not saved, as this browser keeps it: `from` is what was saved when the writing began. */
export type Unsaved = { readonly text: string; readonly from: string };

export function unsavedOf(kept: string | null): Unsaved | null {
  if (kept === null || kept === '') return null;
  try {
    const value: unknown = JSON.parse(kept);
    if (typeof value !== 'object' || value === null || !('text' in value) || !('from' in value)) return null;
    const { text, from } = value;
    return typeof text === 'string' && typeof from === 'string' && text !== from ? { text, from } : null;
  } catch {
    // Something else wrote there, or half of it: nothing that could be given back.
    return null;
  }
}
