import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ConcernId, isRefusal, type Refusal } from '../contract/index.ts';
import type { ConcernImported } from '../contract/concern-act.ts';
import type { ImportRow } from '../desk/concerns/command.ts';
import { knownNumbers } from '../desk/concerns/office.ts';
import type { Actor } from '../desk/roles.ts';
import { readSheet, type SheetRow } from './concern-sheet.ts';
import type { Parts } from './parts.ts';

/** A 12345 list into the ledger. All that can be taken is taken at once; what cannot is said by its row. */
export function importConcerns(parts: Parts, csv: string, actor: Actor): z.infer<typeof ConcernImported> | Refusal {
  const sheet = readSheet(csv);
  if (isRefusal(sheet)) return sheet;
  const there = knownNumbers(parts.desk.state());
  const fresh = sheet.rows.filter(({ number }) => !there.has(number));
  const label = labels(parts);
  const nowMs = parts.now();
  const rows = fresh.map((row): ImportRow => {
    const { number, title, text, heardMs } = row;
    const id = ConcernId.parse(`n-${randomUUID().slice(0, 18)}`);
    return { id, number, title, text, ...label(row), heardMs: heardMs === null ? null : Math.min(heardMs, nowMs) };
  });
  const refused = parts.desk.command({ do: 'import-concerns', rows }, actor);
  if (refused !== null) return refused;
  if (rows.length > 0) parts.onDeskChanged('concern', 'import');
  return { opened: rows.length, repeated: sheet.rows.length - rows.length, bad: [...sheet.bad], unread: sheet.unread };
}

const LABELS_MAX = 10;

/** Topics by their names in the category or the title, places by their whole names in the column of places. */
function labels(parts: Pick<Parts, 'lexicon'>): (row: SheetRow) => { topics: string[]; places: string[] } {
  const { topics, places } = parts.lexicon();
  const byName = new Map(places.map((place) => [place.name, place.id]));
  return ({ category, place, title }) => ({
    topics: topics
      .filter(({ id, zh, en }) => category.includes(zh) || title.includes(zh) || category === en || category === id)
      .map(({ id }) => id)
      .slice(0, LABELS_MAX),
    places: place
      .split(/[\s,，、;；/·-]+/u)
      .flatMap((name) => byName.get(name) ?? [])
      .slice(0, LABELS_MAX),
  });
}
