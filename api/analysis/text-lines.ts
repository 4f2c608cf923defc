/** One line of texts for `analyse` and `group`. */
export type TextLine = { readonly id: string | number; readonly text: string; readonly title?: string };

/** Reads one JSON line; the reason never repeats the line, which may hold something personal. */
export function readTextLine(line: string): TextLine | { readonly reason: string } {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: 'is not JSON' };
    throw error;
  }
  if (typeof row !== 'object' || row === null || !('id' in row) || !isId(row.id)) return { reason: 'has no "id"' };
  if (!('text' in row) || typeof row.text !== 'string') return { reason: 'has no string "text"' };
  const title = 'title' in row ? row.title : undefined;
  if (title !== undefined && title !== null && typeof title !== 'string') return { reason: '"title" is no string' };
  return typeof title === 'string' ? { id: row.id, text: row.text, title } : { id: row.id, text: row.text };
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
