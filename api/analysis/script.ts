import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from './csv.ts';

/** Where the shipped lexicons lie. */
export const LEXICONS_DIR = join(import.meta.dirname, '..', '..', 'lexicons');

const FOLD = foldTable(readFileSync(join(LEXICONS_DIR, 'script.csv'), 'utf8'));
/** Units folded at once, in one buffer that is used again. Node runs on little-endian machines only. */
const CHUNK_UNITS = 4096;
const units = new Uint16Array(CHUNK_UNITS);
const bytes = Buffer.from(units.buffer);

/** One entry a UTF-16 unit: full width to half width, upper to lower case, traditional to simplified, controls to a space. */
function foldTable(csv: string): Uint16Array {
  const table = new Uint16Array(65_536);
  for (let code = 0; code < table.length; code++) table[code] = foldWidthAndCase(code);
  for (const row of parseCsv(csv).slice(1)) {
    const [from = '', to = ''] = row.cells;
    for (let index = 0; index < from.length; index++) table[from.charCodeAt(index)] = to.charCodeAt(index);
  }
  return table;
}

function foldWidthAndCase(code: number): number {
  if (code === 0x3000 || (code < 0x20 && code !== 0x0a)) return 0x20;
  const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
  const lower = String.fromCharCode(half).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : half;
}

/**
 * The form in which texts, lexicon words and searches are compared: lower case, half width, simplified script. Unit by unit, so
 * an offset in the result is the same offset in the text.
 */
export function normalise(text: string): string {
  if (text.length <= CHUNK_UNITS) return foldChunk(text);
  let out = '';
  for (let from = 0; from < text.length; from += CHUNK_UNITS) out += foldChunk(text.slice(from, from + CHUNK_UNITS));
  return out;
}

/** At most `CHUNK_UNITS`. By way of the buffer: reading a string unit by unit takes more than twice the time. */
function foldChunk(text: string): string {
  const size = bytes.write(text, 0, 'utf16le');
  let changed = 0;
  for (let index = 0; index < size >> 1; index++) {
    const unit = units[index] ?? 0;
    const folded = FOLD[unit] ?? 0;
    units[index] = folded;
    changed |= unit ^ folded;
  }
  return changed === 0 ? text : bytes.toString('utf16le', 0, size);
}
