import { z } from 'zod';
import { ClaimId, ClockAct, PersonId, refuse, RIGHTS, type Claim, type Refusal } from '../../contract/index.ts';
import { homeOf } from '../claims/change.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import { clocksOf, openPause, statementsOf } from './clocks-of.ts';
import { refuseClock, refuseMerged, refuseReceived } from './words.ts';

/** `told`: the machine notes whom it told of a clock. */
const Told = z.object({
  act: z.literal('told'),
  clock: z.string().max(64),
  stage: z.number().int().min(0),
  person: PersonId.nullable(),
});
export const ClockCommand = z.object({
  do: z.literal('clock'),
  id: ClaimId,
  act: z.discriminatedUnion('act', [...ClockAct.options, Told]),
});
export type ClockCommand = z.infer<typeof ClockCommand>;
type Act = ClockCommand['act'];

export const REPORTS_MAX = 20;
export const PAUSES_MAX = 50;

/** Which right each act needs: for the rules here, and for what a screen offers. */
export const CLOCK_RIGHTS = {
  pause: 'clock-pause',
  resume: 'clock-pause',
  acknowledge: 'clock-acknowledge',
  meet: 'clock-meet',
  'report-up': 'report-up',
  'report-receipt': 'report-up',
} as const;

/** Pause, resume, acknowledge, say that it is met; report upward. Refuses `wrong-state`, `reason-missing`, `limit-reached`. */
export function decideClocks(
  state: DeskState,
  { id, act }: ClockCommand,
  actor: Actor,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const claim = rowAt(state.claims, id);
  if (claim === undefined) return refuse('not-found');
  if (act.act === 'told') {
    const { clock, stage, person } = act;
    return forbidden(state, actor, [], true) ?? [draft('clock-told', { claim: id, clock, stage, person })];
  }
  const right = CLOCK_RIGHTS[act.act];
  const wrong = forbidden(state, actor, RIGHTS[right]);
  if (wrong !== null) return wrong;
  // What is still to be said belongs to the claim that it became part of.
  if (claim.state === 'merged') return refuseMerged(homeOf(state, id)?.no ?? claim.no, right);
  return act.act === 'report-up' || act.act === 'report-receipt'
    ? decideReport(state, claim, act)
    : decideClock(state, claim, act, nowMs);
}

function decideClock(
  state: DeskState,
  claim: Claim,
  act: Extract<Act, { act: 'pause' | 'resume' | 'acknowledge' | 'meet' }>,
  nowMs: number,
): readonly EntryDraft[] | Refusal {
  const view = clocksOf(claim, statementsOf(state, claim), state, nowMs).find(({ id }) => id === act.clock);
  if (view === undefined) return refuse('not-found');
  const about = { claim: claim.id, clock: act.clock };
  const late = refuseClock(view);
  switch (act.act) {
    case 'pause':
      if (act.note === '') return refuse('reason-missing', {}, 'note');
      if (claim.pauses.length >= PAUSES_MAX) return refuse('limit-reached', { limit: PAUSES_MAX });
      return view.state === 'running' || view.state === 'soon'
        ? [draft('clock-paused', about, { note: act.note })]
        : late;
    case 'resume':
      return openPause(claim, act.clock) === null ? late : [draft('clock-resumed', about, { note: act.note })];
    case 'acknowledge':
      if (view.doneMs !== null || view.state === 'ended') return late;
      return view.acknowledgedMs === null ? [draft('clock-acknowledged', about)] : [];
    case 'meet':
      return view.doneMs === null && isByHand(state, act.clock)
        ? [draft('clock-met', about, { note: act.note })]
        : late;
  }
}

/** Whether only a person can say that the clock is met. */
export function isByHand(state: DeskState, clock: string): boolean {
  return state.clockRules.some(({ id, end }) => id === clock && end === 'conference');
}

function decideReport(
  state: DeskState,
  claim: Claim,
  act: Extract<Act, { act: 'report-up' | 'report-receipt' }>,
): readonly EntryDraft[] | Refusal {
  if (act.act === 'report-receipt') {
    const report = claim.reports[act.report];
    if (report === undefined) return refuse('not-found');
    if (report.receiptMs !== null) return refuseReceived();
    return [draft('report-received', { claim: claim.id, report: act.report }, { receipt: act.receipt })];
  }
  const rule = state.dutyPlan.reports.find(({ id, active }) => active && id === act.rule);
  if (rule === undefined) return refuse('not-found', {}, 'rule');
  if (act.note === '') return refuse('reason-missing', {}, 'note');
  if (claim.reports.length >= REPORTS_MAX) return refuse('limit-reached', { limit: REPORTS_MAX });
  return [draft('reported-up', { claim: claim.id, rule: rule.id }, { to: rule.to, note: act.note })];
}

export { applyClocks } from './apply.ts';
