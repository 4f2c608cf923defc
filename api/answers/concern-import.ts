import { randomUUID } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { CONCERNS_MAX } from '../contract/concern.ts';
import { ConcernId, isRefusal, refuse, type Refusal } from '../contract/index.ts';
import type { ConcernImported } from '../contract/concern-act.ts';
import type { ImportRow } from '../desk/concerns/command.ts';
import { knownNumbers } from '../desk/concerns/office.ts';
import type { Actor } from '../desk/roles.ts';
import type { OpenSheet, SheetFault, SheetRow } from './concern-sheet.ts';
import type { Parts } from './parts.ts';

/** Rows read, and rows taken, before others have their turn. */
const ROWS_A_TURN = 25;
const ROWS_A_BATCH = 100;

type Imported = z.infer<typeof ConcernImported>;

/**
 * A 12345 list into the ledger, in batches: what was taken before a crash is there, and the same list again takes the rest, for a
 * number is never taken twice. What cannot be taken is said by its row.
 */
export async function importConcerns(
  parts: Parts,
  sheet: OpenSheet,
  actor: Actor,
  report: (share: number) => void,
): Promise<Imported | Refusal> {
  const rows: SheetRow[] = [];
  const bad: SheetFault[] = [];
  let at = 0;
  for (const read of sheet.rows()) {
    at += 1;
    if (read !== null && 'fault' in read) bad.push(read);
    else if (read !== null) rows.push(read);
    if (at % ROWS_A_TURN !== 0) continue;
    report(at / sheet.count / 2);
    await othersTurn();
  }
  const taken = await take(parts, rows, actor, (share) => report((1 + share) / 2));
  return isRefusal(taken) ? taken : { ...taken, bad, unread: sheet.unread };
}

async function take(
  parts: Parts,
  rows: readonly SheetRow[],
  actor: Actor,
  report: (share: number) => void,
): Promise<Pick<Imported, 'opened' | 'repeated'> | Refusal> {
  const concerns = (): number => parts.desk.state().concerns.size;
  const there = knownNumbers(parts.desk.state());
  const fresh = rows.filter(({ number }) => !there.has(number));
  // Said before the first batch, so that no part of a list is taken that has no room as a whole.
  if (concerns() + fresh.length > CONCERNS_MAX) return refuse('limit-reached', { limit: CONCERNS_MAX });
  const label = labels(parts);
  const nowMs = parts.now();
  let opened = 0;
  // An empty list is put to the desk too: it says whether this person may.
  for (let from = 0; from === 0 || from < fresh.length; from += ROWS_A_BATCH) {
    const batch = fresh.slice(from, from + ROWS_A_BATCH).map((row): ImportRow => {
      const { number, title, text, heardMs } = row;
      const id = ConcernId.parse(`n-${randomUUID().slice(0, 18)}`);
      return { id, number, title, text, ...label(row), heardMs: heardMs === null ? null : Math.min(heardMs, nowMs) };
    });
    const before = concerns();
    const refused = parts.desk.command({ do: 'import-concerns', rows: batch }, actor);
    if (refused !== null) return refused;
    opened += concerns() - before;
    report((from + batch.length) / Math.max(1, fresh.length));
    await othersTurn();
  }
  if (opened > 0) parts.onDeskChanged('concern', 'import');
  return { opened, repeated: rows.length - opened };
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
