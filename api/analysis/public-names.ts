import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lexicon } from '../contract/analysis.ts';
import { parseCsv } from './csv.ts';
import { LEXICONS_DIR, normalise } from './script.ts';

/**
 * The names that may be searched and watched although they look like a person's: the bodies and the titles of offices listed
 * in `dir` (a missing file is taken from the shipped folder), and every place of the lexicon. Normalised.
 */
export function loadPublicNames(dir: string, lexicon: Lexicon): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of ['bodies.csv', 'offices.csv']) {
    const own = join(dir, file);
    const rows = parseCsv(readFileSync(existsSync(own) ? own : join(LEXICONS_DIR, file), 'utf8')).slice(1);
    for (const row of rows) if (row.cells[0]) names.add(normalise(row.cells[0]));
  }
  for (const { name, aliases } of lexicon.places) for (const word of [name, ...aliases]) names.add(normalise(word));
  return names;
}
