import { ConcernId, BodyId, PersonId, type Person } from '../../api/contract/index.ts';
import { ConcernQuery } from '../../api/contract/concern-view.ts';
import { listConcerns } from '../../api/answers/concern-list.ts';
import { ratesReply } from '../../api/answers/concern-rates.ts';
import type { Parts } from '../../api/answers/parts.ts';
import { FIRST_STATE, type DeskState } from '../../api/desk/state.ts';
import { withRow } from '../../api/desk/table.ts';
import { aBody, aConcern } from '../desk/rows.ts';
import { quantile } from '../support/source-files.ts';
import type { Figure } from './run.ts';

/** Ten years of a county: the event loop is held while the list and the rates are made of them. */
const CONCERNS = 20_000;
const TENTH = CONCERNS / 10;
const OPEN = 400;
const BODIES = 50;
const RUNS = 15;
const NOW_MS = Date.UTC(2026, 10, 25, 4);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What the event loop may be held for: the limit for everything that the API does in it. */
const HELD_MS_MAX = 50;
/** Ten times as much takes ten times as long, more where it no longer lies in the caches; a square would take a hundred. */
const RATIO_MAX = 30;

/** How long the ledger's list and its rates hold the event loop, and how that grows. */
export function run(): readonly Figure[] {
  const reader: Person = { id: PersonId.parse('mo'), name: 'mo', roles: ['monitor'], addedMs: 0, active: true };
  const [large, small] = [ledgerOf(CONCERNS), ledgerOf(TENTH)];
  const query = ConcernQuery.parse({ state: 'all' });
  return [
    ...figures('list', (parts) => listConcerns(parts, query, reader), large, small),
    ...figures('rates of 90 days and of the months', (parts) => ratesReply(parts, 90), large, small),
  ];
}

type LedgerParts = Pick<Parts, 'desk' | 'now'>;

function figures(
  name: string,
  act: (parts: LedgerParts) => unknown,
  large: LedgerParts,
  small: LedgerParts,
): readonly Figure[] {
  const [most, few] = [medianMs(() => act(large)), medianMs(() => act(small))];
  return [
    {
      name: `ledger: ${name}, ${CONCERNS} concerns`,
      value: most,
      unit: 'ms',
      limit: `≤ ${HELD_MS_MAX}`,
      ok: most <= HELD_MS_MAX,
    },
    {
      name: `ledger: ${name}, against ${TENTH} concerns`,
      value: most / few,
      unit: 'times as long',
      limit: `≤ ${RATIO_MAX}`,
      ok: most / few <= RATIO_MAX,
    },
  ];
}

function medianMs(act: () => unknown): number {
  const took = Array.from({ length: RUNS }, () => {
    const startedMs = performance.now();
    act();
    return performance.now() - startedMs;
  });
  return quantile(took, 0.5);
}

function ledgerOf(concerns: number): LedgerParts {
  let state: DeskState = FIRST_STATE;
  for (let at = 0; at < BODIES; at += 1) {
    const row = aBody({ id: BodyId.parse(`b${at}`), name: `第${at}单位` });
    state = { ...state, bodies: withRow(state.bodies, row.id, row) };
  }
  for (let at = 0; at < concerns; at += 1) {
    const openedMs = NOW_MS - (at * 10 * 365 * DAY_MS) / concerns;
    const isOpen = at < OPEN;
    const row = aConcern({
      id: ConcernId.parse(`n${at}`),
      no: at + 1,
      state: isOpen ? 'assigned' : 'settled',
      body: BodyId.parse(`b${at % BODIES}`),
      topics: ['water'],
      openedMs,
      assignedMs: openedMs + HOUR_MS,
      clockFromMs: openedMs + HOUR_MS,
      dueMs: openedMs + 5 * DAY_MS,
      reportedMs: isOpen ? null : openedMs + 2 * DAY_MS,
      settledMs: isOpen ? null : openedMs + 3 * DAY_MS,
      solved: !isOpen,
    });
    state = { ...state, concerns: withRow(state.concerns, row.id, row) };
  }
  // The list and the rates read the state and the hour, and nothing else of the parts.
  const desk = { state: () => state } as Parts['desk'];
  return { desk, now: () => NOW_MS };
}
