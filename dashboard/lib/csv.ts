/** Tables as CSV for office programs. */

type Cell = string | number | null;

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
const FORMULA = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Starts with a BOM, so that Excel reads it as UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

let mark = '';
/** What every file that is handed out says in its name, and every table in its first line; '' for nothing. */
export function markDownloads(text: string): void {
  mark = text;
}

/** A text with the mark in front, behind the byte order mark. */
export function marked(text: string, type: string, word = mark): string {
  // What the server made has its line already.
  if (word === '' || !type.startsWith('text/') || text.startsWith(`\uFEFF${word}`)) return text;
  return `\uFEFF${word}\r\n${text.replace(/^\uFEFF/, '')}`;
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([marked(text, type)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = mark === '' ? name : `${mark}-${name}`;
  link.click();
  URL.revokeObjectURL(url);
}
