import type { Trail, TrailRow } from '../briefing/input.ts';
import type { DeskState } from '../desk/state.ts';
import { DAY_MS } from '../briefing/period.ts';
import { FIRST_STATE } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';
import type { Entry, Head, Journal } from '../journal/journal.ts';

/** Acts by which something could stay out of a leader's sight. */
const KINDS: readonly string[] = [
  ...['alert-snooze', 'settings-changed', 'clock-rules-set', 'ledger-planned', 'duty-plan-set', 'lexicon-edited'],
  ...['source-added', 'source-changed', 'source-removed', 'watch-removed'],
];
const PAGE_ENTRIES = 2_000;
/** Entries of one period that are looked through: a busy month. */
export const TRAIL_ENTRIES_MAX = 200_000;
/** Rows of one kind that an issue prints, the newest: many edits of the lexicon must not push a long snooze out. How many more there were, it says. */
export const TRAIL_ROWS_MAX = 30;

type Asked = { readonly fromMs: number; readonly toMs: number; readonly head: Head };

/** What changed in the period up to the entry, oldest first. */
export function trailOf(journal: Journal, { fromMs, toMs, head }: Asked, state: DeskState): Trail {
  const rows: Entry[] = [];
  let before = head.n + 1;
  for (let read = 0; before > 1 && read < TRAIL_ENTRIES_MAX; read += PAGE_ENTRIES) {
    const page = journal.latest(before, PAGE_ENTRIES);
    rows.push(...page.filter((entry) => isTold(entry) && entry.atMs >= fromMs && entry.atMs < toMs));
    const last = page.at(-1);
    if (last === undefined || last.atMs < fromMs) break;
    before = last.n;
  }
  const kinds = [...Map.groupBy(rows, ({ kind }) => kind).values()];
  const printed = kinds
    .flatMap((each) => each.slice(0, TRAIL_ROWS_MAX))
    .toSorted((a, b) => a.n - b.n)
    .map((entry) => ({
      ...{ n: entry.n, atMs: entry.atMs, by: entry.actor, kind: entry.kind, body: entry.body },
      note: entry.texts['note'] ?? '',
      was: wasOf(journal, entry, state),
    }));
  return { rows: printed, more: countsOf(kinds.flatMap((each) => each.slice(TRAIL_ROWS_MAX))) };
}

/** A snooze of a day or less is everyday work. */
function isTold({ kind, body, atMs }: Entry): boolean {
  return KINDS.includes(kind) && (kind !== 'alert-snooze' || Number(body['untilMs']) - atMs > DAY_MS);
}

function countsOf(entries: readonly Entry[]): Trail['more'] {
  return [...Map.groupBy(entries, ({ kind }) => kind)]
    .map(([kind, each]) => ({ kind, count: each.length }))
    .toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

function wasOf(journal: Journal, { kind, n, body }: Entry, state: DeskState): TrailRow['was'] {
  if (kind === 'settings-changed') return settingsBefore(journal, n, Object.keys(body));
  const id = String(body['id']);
  if (!kind.startsWith('source-')) return {};
  const name = rowAt(state.sources, id)?.name ?? rowAt(state.formerSources, id)?.name;
  return name === undefined ? {} : { name };
}

/** What each setting was before that entry: as it was set last, or as an office begins. */
function settingsBefore(journal: Journal, n: number, keys: readonly string[]): TrailRow['was'] {
  const first: Readonly<Record<string, unknown>> = FIRST_STATE.settings;
  const was = new Map<string, unknown>();
  let before = n;
  for (let read = 0; before > 1 && was.size < keys.length && read < TRAIL_ENTRIES_MAX; read += PAGE_ENTRIES) {
    const page = journal.latest(before, PAGE_ENTRIES);
    for (const entry of page.filter(({ kind }) => kind === 'settings-changed'))
      for (const key of keys) if (!was.has(key) && entry.body[key] !== undefined) was.set(key, entry.body[key]);
    before = page.at(-1)?.n ?? 0;
  }
  return Object.fromEntries(keys.map((key) => [key, was.has(key) ? was.get(key) : first[key]]));
}
