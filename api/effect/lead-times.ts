import { ANSWER_KINDS } from '../contract/index.ts';
import type { Claim, ClaimState, LeadRow, LeadSpan, Statement } from '../contract/index.ts';
import { clocksOf, firstLookMs, statementsOf } from '../desk/clocks/clocks-of.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';
import { monthOf } from './month.ts';

/** Claims that were not ours or went into another one are no measure of how fast the office is. */
const NOT_MEASURED: readonly ClaimState[] = ['merged', 'dismissed'];

/** What only the store of posts knows: when the repeats of a claim peaked. */
export type PeakOf = (claim: Claim) => number | null;

/** The chain of every claim, newest first: a fold over the desk's state. */
export function leadTimes(state: DeskState, peakOf: PeakOf, nowMs: number): readonly LeadRow[] {
  return rowsOf(state.claims)
    .filter((claim) => !NOT_MEASURED.includes(claim.state))
    .map((claim) => leadRow(state, claim, publishedOn(state, claim), { peakMs: peakOf(claim), nowMs }))
    .toSorted((a, b) => b.knownMs - a.knownMs || b.no - a.no);
}

/** Those of a merged claim count for the one that it went into. */
function publishedOn(state: DeskState, claim: Claim): readonly Statement[] {
  return statementsOf(state, claim).filter(({ publishedMs }) => publishedMs !== null);
}

type Known = { readonly peakMs: number | null; readonly nowMs: number };

function leadRow(state: DeskState, claim: Claim, published: readonly Statement[], { peakMs, nowMs }: Known): LeadRow {
  const out = (some: readonly Statement[]): number | null => earliest(some.flatMap((row) => row.publishedMs ?? []));
  const taken = claim.earlierMs ?? null;
  const holdingMs = out(published.filter(({ kind }) => kind === 'holding'));
  const statementMs = earliest(
    [out(published.filter(({ kind }) => ANSWER_KINDS.includes(kind))), taken].flatMap((ms) => ms ?? []),
  );
  const chain = {
    firstPostMs: claim.firstPostMs,
    alertMs: claim.origin.from === 'alert' ? claim.knownMs : null,
    knownMs: claim.knownMs,
    lookMs: firstLookMs(claim),
    holdingMs,
    statementMs,
    wordMs: earliest([holdingMs, statementMs].flatMap((ms) => ms ?? [])),
    peakMs,
    closedMs: claim.state === 'closed' ? (claim.steps.findLast((step) => step.state === 'closed')?.atMs ?? null) : null,
  };
  return {
    claim: claim.id,
    no: claim.no,
    title: claim.title,
    month: monthOf(claim.knownMs),
    state: claim.state,
    grade: claim.grade,
    ...chain,
    spans: spansOf(chain),
    clocks: clocksOf(claim, published, state, nowMs).map((clock) => ({ id: clock.id, state: clock.state })),
    overturned: overturnedAfter(claim, out(published)),
    sample: claim.sample,
  };
}

type Chain = Pick<LeadRow, 'firstPostMs' | 'knownMs' | 'lookMs' | 'statementMs' | 'wordMs' | 'peakMs' | 'closedMs'>;

function spansOf(chain: Chain): Partial<Record<LeadSpan, number>> {
  const { firstPostMs, knownMs, lookMs, statementMs, wordMs, peakMs, closedMs } = chain;
  const ends: readonly (readonly [LeadSpan, number | null, number | null])[] = [
    ['post-to-known', firstPostMs, knownMs],
    ['known-to-look', knownMs, lookMs],
    ['known-to-word', knownMs, wordMs],
    ['known-to-statement', knownMs, statementMs],
    ['post-to-word', firstPostMs, wordMs],
    ['word-to-peak', wordMs, peakMs],
    ['known-to-close', knownMs, closedMs],
  ];
  return Object.fromEntries(
    ends.flatMap(([span, fromMs, toMs]) => (fromMs === null || toMs === null ? [] : [[span, toMs - fromMs]])),
  );
}

/** How often a closed verdict was changed into another word once the office had spoken in public. */
export function overturnedAfter({ points }: Pick<Claim, 'points'>, publishedMs: number | null): number {
  if (publishedMs === null) return 0;
  return points.reduce((sum, { given }) => {
    const closed = given.filter(({ verdict }) => verdict !== 'open');
    const changed = closed.filter(
      ({ verdict, atMs }, at) => at > 0 && atMs > publishedMs && closed[at - 1]?.verdict !== verdict,
    );
    return sum + changed.length;
  }, 0);
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}
