import type { BodyId, Claim, ClaimState, ClockView } from '../contract/index.ts';
import { clocksOf, statementsOf } from '../desk/clocks/clocks-of.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';
import type { Rule, RuleRow, RuleSpan } from './desk-rule.ts';
import { within } from './period.ts';
import { claimTitle, STATE_WORDS, timeText } from './words.ts';

const GONE: readonly ClaimState[] = ['closed', 'merged', 'dismissed', 'passed-on'];

/** The state that a claim was in at a moment; null before it was opened. */
export function claimStateAt({ steps, openedMs }: Claim, atMs: number): ClaimState | null {
  return openedMs >= atMs ? null : (steps.findLast((step) => step.atMs < atMs)?.state ?? 'new');
}

/** Neither closed nor dismissed, merged or passed on. */
export function isOpenClaim(claim: Claim, atMs: number): boolean {
  const state = claimStateAt(claim, atMs);
  return state !== null && !GONE.includes(state);
}

/** When the office first spoke on it, or took up an earlier answer; null before that moment. */
export function firstWordMs(state: DeskState, claim: Claim, atMs: number): number | null {
  const out = statementsOf(state, claim).flatMap(({ publishedMs }) => publishedMs ?? []);
  const said = [...out, ...[claim.earlierMs ?? null].flatMap((ms) => ms ?? [])].filter((ms) => ms < atMs);
  return said.length === 0 ? null : Math.min(...said);
}

export function rowOfClaim(claim: Claim, atMs: number, note: string): RuleRow {
  return { title: claimTitle(claim), link: `/claims/${claim.id}`, atMs, note };
}

const isOf = (claim: Claim, body: BodyId | null): boolean => body === null || claim.about === body;

function isCounted(which: ClaimRule, state: DeskState, claim: Claim, span: RuleSpan): boolean {
  switch (which) {
    case 'opened':
      return within(span, claim.openedMs) && claimStateAt(claim, span.toMs) !== 'merged';
    case 'open':
      return isOpenClaim(claim, span.toMs);
    case 'unanswered':
      return isOpenClaim(claim, span.toMs) && firstWordMs(state, claim, span.toMs) === null;
    case 'answered':
      return within(span, firstWordMs(state, claim, span.toMs)) && claimStateAt(claim, span.toMs) !== 'merged';
    case 'closed':
      return (
        claimStateAt(claim, span.toMs) === 'closed' &&
        claim.steps.some((step) => step.state === 'closed' && within(span, step.atMs))
      );
  }
}
type ClaimRule = 'opened' | 'open' | 'unanswered' | 'answered' | 'closed';

/** Answered: the office's first word on it came in the period. */
export function claimRows(which: ClaimRule): Rule {
  return ({ state }, span) =>
    rowsOf(state.claims)
      .filter((claim) => isOf(claim, span.body) && isCounted(which, state, claim, span))
      .map((claim) => rowOfClaim(claim, claim.openedMs, STATE_WORDS[claimStateAt(claim, span.toMs) ?? 'new']));
}

/** The clocks of a claim as they stood at a moment: what was done later was not done yet. */
export function clocksAt(state: DeskState, claim: Claim, atMs: number): readonly ClockView[] {
  return clocksOf(claim, statementsOf(state, claim), state, atMs).map((clock) =>
    clock.doneMs === null || clock.doneMs < atMs
      ? clock
      : { ...clock, doneMs: null, state: clock.endMs <= atMs ? 'over' : 'running' },
  );
}

/** Kept: done in the period and in time. Missed: done in the period too late, or its end came in the period and nothing was done. */
export function clockRows(which: 'kept' | 'missed'): Rule {
  return ({ state }, span) =>
    rowsOf(state.claims)
      .filter((claim) => isOf(claim, span.body) && claim.openedMs < span.toMs)
      .flatMap((claim) =>
        clocksAt(state, claim, span.toMs)
          .filter((clock) => countedIn(clock, which, span))
          .map((clock) => rowOfClaim(claim, clock.endMs, `${clock.zh}，到时 ${timeText(clock.endMs)}`)),
      );
}

function countedIn({ state, doneMs, endMs }: ClockView, which: 'kept' | 'missed', span: RuleSpan): boolean {
  if (which === 'kept') return state === 'met' && within(span, doneMs);
  return (state === 'missed' && within(span, doneMs)) || (state === 'over' && within(span, endMs));
}
