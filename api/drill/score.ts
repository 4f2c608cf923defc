import type {
  Claim,
  ClaimState,
  ClockRule,
  ClockView,
  DrillClock,
  DrillResult,
  DrillTruth,
  Statement,
  Verdict,
} from '../contract/index.ts';
import { joinClaims } from '../desk/claims/joined.ts';
import { clocksOf, firstLookMs, statementsOf } from '../desk/clocks/clocks-of.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';
import { isTurned, TOWN_TRUTHS, truthOf, type Truth } from './truth.ts';

/** Of 100: half for the clocks, two fifths for the truth, a tenth for telling both sides in public. */
export const CLOCK_POINTS = 50;
export const TRUTH_POINTS = 40;
export const SAID_POINTS = 10;
const GONE: readonly ClaimState[] = ['merged', 'dismissed'];
const MINUTE_MS = 60_000;

/** The rules of the clocks for a drill at this speed: each as much shorter, a minute at least. */
export function shortened(rules: readonly ClockRule[], speed: number): ClockRule[] {
  return rules.map((rule) => ({
    ...rule,
    minutes: Math.max(1, Math.round(rule.minutes / speed)),
    workingDays: false,
    basis: rule.basis === '' ? '' : `${rule.basis}（演练，按 ${speed} 倍缩短）`,
  }));
}

export type DrillRun = Pick<DrillResult, 'id' | 'speed' | 'startedMs' | 'brokeOutMs' | 'endedMs' | 'ended'>;

/**
 * Scores a drill by what its desk holds at the end: which clocks were kept, and what was found of what is known to be so. A clock
 * that had time left at the end does not count; where no claim was opened, the clocks ran from the rumor's first post. Several claims on
 * it are one: a step that any of them did in time, by the earliest knowing, was done in time.
 */
export function scoreDrill(state: DeskState, run: DrillRun): DrillResult {
  const claims = rowsOf(state.claims).filter((claim) => !GONE.includes(claim.state) && aboutTown(claim) > 0);
  const main = asOne(claims, run.endedMs);
  const said = claims.flatMap((claim) => statementsOf(state, claim)).filter((row) => row.publishedMs !== null);
  const published = main === null ? said : said.map((row) => ({ ...row, claim: main.id }));
  const clocks = weighed(main === null ? unseen(state, run) : clocksOf(main, published, state, run.endedMs).map(read));
  const truths = TOWN_TRUTHS.map((truth) => judge(truth, claims));
  const told = saidIn(published);
  const parts = [...clocks, ...truths, told];
  return {
    ...run,
    chain: chainOf(main, published),
    clocks,
    truths,
    said: told,
    points: parts.reduce((sum, part) => sum + part.points, 0),
    of: parts.reduce((sum, part) => sum + part.of, 0),
  };
}

/** It is one rumor, by however many claims it was worked on: they are read as one, as if they had been merged. */
function asOne(claims: readonly Claim[], endedMs: number): Claim | null {
  const [main, ...others] = claims.toSorted(
    (a, b) => Number(isOff(a)) - Number(isOff(b)) || aboutTown(b) - aboutTown(a) || a.no - b.no,
  );
  return main === undefined ? null : others.reduce((whole, other) => joinClaims(whole, other, endedMs), main);
}

/** The one that is worked on says how the matter stands. */
function isOff({ state }: Claim): boolean {
  return state === 'passed-on' || state === 'watching' || state === 'closed';
}

/** How many of its texts are about what the rumor says. */
function aboutTown(claim: Claim): number {
  const texts = [claim.title, ...claim.points.map(({ text }) => text), ...claim.variants.map(({ text }) => text)];
  return texts.filter((text) => truthOf(text) !== null).length;
}

type Outcome = Omit<DrillClock, 'points' | 'of'>;

const OUTCOMES: Readonly<Record<ClockView['state'], Outcome['outcome']>> = {
  met: 'met',
  missed: 'missed',
  over: 'missed',
  running: 'running',
  soon: 'running',
  paused: 'running',
  suspended: 'stopped',
  ended: 'stopped',
};

function read({ id, zh, en, endMs, doneMs, state }: ClockView): Outcome {
  return { id, zh, en, dueMs: endMs, doneMs, outcome: OUTCOMES[state] };
}

function unseen(state: DeskState, { brokeOutMs, endedMs }: DrillRun): readonly Outcome[] {
  return state.clockRules
    .filter((rule) => rule.active && rule.grades.includes('ordinary'))
    .map(({ id, zh, en, minutes }) => {
      const dueMs = brokeOutMs + minutes * MINUTE_MS;
      return { id, zh, en, dueMs, doneMs: null, outcome: dueMs < endedMs ? 'missed' : 'running' };
    });
}

/** The points are shared out evenly over what was over, the last one taking what is left. */
function weighed(clocks: readonly Outcome[]): DrillClock[] {
  const counted = clocks.filter(({ outcome }) => outcome !== 'running');
  const each = Math.floor(CLOCK_POINTS / Math.max(1, counted.length));
  const last = counted.at(-1);
  return clocks.map((clock) => {
    if (clock.outcome === 'running') return { ...clock, points: 0, of: 0 };
    const of = clock === last ? CLOCK_POINTS - each * (counted.length - 1) : each;
    return { ...clock, points: clock.outcome === 'met' ? of : 0, of };
  });
}

const RIGHT: Readonly<Record<Truth['expected'], Readonly<Record<Verdict, DrillTruth['outcome']>>>> = {
  true: { true: 'right', partly: 'half', false: 'wrong', unsupported: 'wrong', open: 'open' },
  false: { true: 'wrong', partly: 'wrong', false: 'right', unsupported: 'half', open: 'open' },
};
const WORTH: Readonly<Record<DrillTruth['outcome'], number>> = { right: 2, half: 1, wrong: 0, open: 0, unseen: 0 };
const OF = TRUTH_POINTS / TOWN_TRUTHS.length;

function judge(truth: Truth, claims: readonly Claim[]): DrillTruth {
  const { id, zh, en, expected } = truth;
  const about = claims.flatMap(({ points }) => points).filter(({ text }) => truthOf(text)?.id === id);
  // Of several points about one thing the one that was decided says what the office holds.
  const point = about.find(({ verdict }) => verdict !== 'open') ?? about[0];
  const given = point === undefined ? null : turned(point.verdict, isTurned(point.text) && expected === 'false');
  const outcome = given === null ? 'unseen' : RIGHT[expected][given];
  return { id, zh, en, expected, given, outcome, points: (OF / 2) * WORTH[outcome], of: OF };
}

function turned(verdict: Verdict, isSo: boolean): Verdict {
  if (!isSo) return verdict;
  return verdict === 'true' ? 'false' : verdict === 'false' ? 'true' : verdict;
}

/** True and false parts that stand in what was published, each as it is. */
function saidIn(published: readonly Statement[]): DrillResult['said'] {
  const rightly = (expected: Truth['expected']): number => {
    const points = published.flatMap((statement) => statement.points);
    const right = points.filter(({ text, verdict }) => {
      const truth = truthOf(text);
      if (truth?.expected !== expected) return false;
      return RIGHT[expected][turned(verdict, isTurned(text) && expected === 'false')] === 'right';
    });
    return new Set(right.map(({ text }) => truthOf(text)?.id)).size;
  };
  const [trueParts, falseParts] = [rightly('true'), rightly('false')];
  const sides = (trueParts > 0 ? 1 : 0) + (falseParts > 0 ? 1 : 0);
  return { trueParts, falseParts, points: (SAID_POINTS / 2) * sides, of: SAID_POINTS };
}

function chainOf(main: Claim | null, published: readonly Statement[]): DrillResult['chain'] {
  const first = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.min(...times));
  const out = (some: readonly Statement[]): number | null => first(some.flatMap((row) => row.publishedMs ?? []));
  return {
    knownMs: main?.knownMs ?? null,
    lookMs: main === null ? null : firstLookMs(main),
    wordMs: out(published),
    statementMs: out(published.filter(({ kind }) => kind !== 'holding')),
  };
}
