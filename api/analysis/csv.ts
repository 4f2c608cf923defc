/** One data row of a CSV file with the line it began on. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/**
 * Reads comma-separated text: quotes double inside quotes, lines that begin with # are comments, blank lines are skipped, a
 * byte-order mark is dropped. Time is linear in the length.
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const end = lineEnd(source, at);
    if (source[at] === '#' || source.slice(at, end).trim() === '') {
      at = end + 1;
      line++;
      continue;
    }
    const read = readRow(source, at);
    rows.push({ line, cells: read.cells });
    for (let index = at; index < read.next; index++) if (source[index] === '\n') line++;
    at = read.next;
  }
  return rows;
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

function readRow(source: string, from: number): { cells: string[]; next: number } {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = source[at] === '"' ? readQuoted(source, at) : readBare(source, at);
    cells.push(cell.value);
    at = cell.next;
    if (source[at] !== ',') return { cells, next: at + 1 };
    at++;
  }
}

function readBare(source: string, from: number): { value: string; next: number } {
  let at = from;
  while (at < source.length && source[at] !== ',' && source[at] !== '\n') at++;
  return { value: source.slice(from, at).trim(), next: at };
}

function readQuoted(source: string, from: number): { value: string; next: number } {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote < 0) return { value: value + source.slice(at), next: source.length };
    value += source.slice(at, quote);
    at = quote + 1;
    if (source[at] !== '"') break;
    value += '"';
    at++;
  }
  while (at < source.length && source[at] !== ',' && source[at] !== '\n') at++;
  return { value, next: at };
}
