import type { Concern } from '../../contract/index.ts';
import { RATE_SMALL, type ConcernRates, type Rate } from '../../contract/concern-view.ts';
import type { DeskState } from '../state.ts';
import { isOverdue, responseDueMs } from './time.ts';

/** From inclusive, to exclusive; nothing is judged beyond now. */
export type Period = { readonly fromMs: number; readonly toMs: number };

/** A concern with the deadline of its first word: worked out once for all figures. */
export type Judged = { readonly concern: Concern; readonly responseDueMs: number | null; readonly overdue: boolean };

type Times = Pick<DeskState, 'ledgerPlan' | 'calendar'>;

export function judge(state: Times, concerns: readonly Concern[], nowMs: number): readonly Judged[] {
  return concerns.map((concern) => ({
    concern,
    responseDueMs: responseDueMs(state, concern),
    overdue: isOverdue(state, concern, nowMs),
  }));
}

/**
 * Those that can count in a period that begins then or later: what was over with before is in none. A ledger of ten years is
 * read once, and its last months alone for each figure.
 */
export function sinceOf(judged: readonly Judged[], fromMs: number): readonly Judged[] {
  const isSince = (atMs: number | null): boolean => atMs !== null && atMs >= fromMs;
  return judged.filter(
    ({ concern: { state, settledMs, respondedMs }, responseDueMs: dueMs }) =>
      state !== 'settled' || isSince(settledMs) || isSince(respondedMs) || isSince(dueMs),
  );
}

const within = ({ fromMs, toMs }: Period, atMs: number | null): boolean =>
  atMs !== null && atMs >= fromMs && atMs < toMs;

/**
 * The three rates of a period that is not ahead of now.
 *
 * 响应率: whole: concerns whose first word came, or was due, in the period (whichever was first); part: it came in time.
 * 解决率: whole: settled in the period, and beside them those whose deadline had passed at its end without a report; part: settled
 * as solved. So what is left lying lowers the share. 满意率: whole: settled in the period, and somebody said how it is; part: all
 * of them pleased or fairly so.
 */
export function ratesOf(judged: readonly Judged[], period: Period): ConcernRates {
  const rate = (name: RateName): Rate => rateOf(judged, (each) => JUDGES[name](each, period));
  return { response: rate('response'), solved: rate('solved'), satisfied: rate('satisfied') };
}

export type RateName = keyof ConcernRates | 'opened';

/** What each says of one concern: whether it counts as part; null: not in the whole. */
const JUDGES: Readonly<Record<RateName, (each: Judged, period: Period) => boolean | null>> = {
  response: respondedIn,
  solved: ({ concern }, period) => solvedIn(concern, period),
  satisfied: ({ concern }, period) => satisfiedIn(concern, period),
  opened: ({ concern }, period) => (within(period, concern.openedMs) ? true : null),
};

/** The rows that a rate of the period counts, or its part alone; `opened`: those of the period. */
export function countedIn(
  judged: readonly Judged[],
  rate: RateName,
  period: Period,
  partOnly: boolean,
): readonly Judged[] {
  return judged.filter((each) => {
    const said = JUDGES[rate](each, period);
    return partOnly ? said === true : said !== null;
  });
}

function rateOf(judged: readonly Judged[], judgeOne: (each: Judged) => boolean | null): Rate {
  // Counted in one go: a whole ledger is judged for each figure of each month, while others wait for the event loop.
  let part = 0;
  let whole = 0;
  for (const each of judged) {
    const said = judgeOne(each);
    if (said === null) continue;
    whole += 1;
    if (said) part += 1;
  }
  return { part, whole };
}

function respondedIn({ concern: { respondedMs }, responseDueMs: dueMs }: Judged, period: Period): boolean | null {
  if (dueMs === null) return null;
  const inTime = respondedMs !== null && respondedMs <= dueMs;
  return within(period, inTime ? respondedMs : dueMs) ? inTime : null;
}

function solvedIn(concern: Concern, period: Period): boolean | null {
  const { settledMs, reportedMs, dueMs, solved } = concern;
  if (within(period, settledMs)) return solved;
  const before = (atMs: number | null): boolean => atMs !== null && atMs < period.toMs;
  return before(dueMs) && !before(settledMs) && !before(reportedMs) ? false : null;
}

function satisfiedIn({ settledMs, satisfaction }: Concern, period: Period): boolean | null {
  return within(period, settledMs) && satisfaction !== null ? satisfaction !== 'not' : null;
}

export type Group<Id> = {
  readonly id: Id;
  readonly open: number;
  readonly overdue: number;
  readonly rates: ConcernRates;
};

/** By department or topic: most overdue first, then the lowest share of solved; too few to say anything come last. */
export function groupRates<Id>(
  judged: readonly Judged[],
  keysOf: (concern: Concern) => readonly Id[],
  period: Period,
): readonly Group<Id>[] {
  const groups = new Map<Id, Judged[]>();
  for (const each of judged) {
    for (const key of keysOf(each.concern)) {
      const held = groups.get(key);
      if (held === undefined) groups.set(key, [each]);
      else held.push(each);
    }
  }
  return [...groups]
    .map(([id, own]) => ({
      id,
      open: own.filter(({ concern }) => concern.state !== 'settled').length,
      overdue: own.filter(({ overdue }) => overdue).length,
      rates: ratesOf(own, period),
    }))
    .filter(({ open, rates }) => open + rates.response.whole + rates.solved.whole + rates.satisfied.whole > 0)
    .toSorted((a, b) => b.overdue - a.overdue || shareOf(a.rates.solved) - shareOf(b.rates.solved) || b.open - a.open);
}

const shareOf = ({ part, whole }: Rate): number => (whole < RATE_SMALL ? 2 : part / whole);

const ZONE_MS = 8 * 3_600_000;

/** The last months of China up to now, oldest first; the last one runs. */
export function monthsUpTo(nowMs: number, count: number): readonly (Period & { readonly month: string })[] {
  const local = new Date(nowMs + ZONE_MS);
  const startMs = (back: number): number => Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1) - ZONE_MS;
  return Array.from({ length: count }, (_, at) => {
    const back = count - 1 - at;
    const fromMs = startMs(back);
    const month = new Date(fromMs + ZONE_MS).toISOString().slice(0, 7);
    return { month, fromMs, toMs: back === 0 ? nowMs : startMs(back - 1) };
  });
}
