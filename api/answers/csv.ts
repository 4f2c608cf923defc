/** A spreadsheet runs a cell that begins with one of these, in half or full width. */
const FORMULA = /^[\s\u0000]*[=+\-@\t\r＝＋－＠]/u;

/** One cell: a formula is made text by an apostrophe, quotes are doubled. */
export function csvCell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  // Some spreadsheets part cells at a semicolon or tab: what comes after one must not begin a cell.
  return /[",;\t\n\r]/.test(safe) || safe.startsWith("'") ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The first line of every table that leaves a drill, and the head of its file's name. */
export const DRILL_WORD = '演练 DRILL';

/** A table that leaves the office: one of a drill says so in its first line. */
export function exportOf(isDrill: boolean, rows: readonly (readonly (string | number)[])[]): string {
  return csvOf(isDrill ? [[DRILL_WORD], ...rows] : rows);
}

/** Rows as CSV with a byte order mark (or spreadsheets read Chinese as garbage) and CRLF. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
