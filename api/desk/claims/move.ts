import { refuse, type ClaimState } from '../../contract/index.ts';
import { draft } from '../entry.ts';
import type { Case, Decided } from './claims.ts';
import type { ActOf } from './command.ts';
import { wrongState } from './rules.ts';

export type MoveAct = ActOf<'check' | 'ready' | 'close' | 'watch' | 'pass-on' | 'dismiss' | 'resume'>;

export const LOOK_AGAIN_MS_MAX = 90 * 24 * 3_600_000;

const TO: Readonly<Record<MoveAct['act'], ClaimState>> = {
  check: 'checking',
  ready: 'ready',
  close: 'closed',
  watch: 'watching',
  'pass-on': 'passed-on',
  dismiss: 'dismissed',
  resume: 'checking',
};

/** From one state into another. What leaves the way (留观, 转交, 不予处理, back to checking) says why. */
export function moveClaim({ claim, nowMs }: Case, act: MoveAct): Decided {
  const reasoned = act.act === 'watch' || act.act === 'dismiss' || act.act === 'resume';
  if (reasoned && act.note === '') return refuse('reason-missing', {}, 'note');
  if (act.act === 'ready' && claim.points.length === 0) return refuse('points-missing');
  if (act.act === 'watch' && (act.untilMs <= nowMs || act.untilMs > nowMs + LOOK_AGAIN_MS_MAX))
    return refuse('look-again-missing', {}, 'untilMs');
  // A new claim that nobody looked at is dismissed or passed on, not closed.
  if (act.act === 'close' && claim.state === 'new' && claim.earlier === null) return wrongState(claim, 'close');
  const answered = claim.state === 'answered' || claim.earlier !== null;
  if (act.act === 'close' && !answered && act.note === '') return refuse('answer-missing', {}, 'note');
  const lookAgainMs = act.act === 'watch' ? act.untilMs : null;
  const passedTo = act.act === 'pass-on' ? { passedTo: act.to } : {};
  return [draft('claim-moved', { claim: claim.id, to: TO[act.act], lookAgainMs }, { note: act.note, ...passedTo })];
}
