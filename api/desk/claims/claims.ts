import { refuse, type Claim, type Refusal } from '../../contract/index.ts';
import type { EntryDraft } from '../entry.ts';
import type { Rules } from '../person-text.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import type { ClaimCommand, DeskClaimAct } from './command.ts';
import { addEvidence, withdrawEvidence } from './evidence.ts';
import { mergeClaim, splitClaim } from './join.ts';
import { moveClaim, type MoveAct } from './move.ts';
import { chooseResponse, editClaim, gradeClaim, handOver, openClaim, takeClaim, takeUp } from './own.ts';
import { addPoint, editPoint, removePoint } from './points.ts';
import { refuseRole, refuseState } from './rules.ts';
import { attachVariant, detachVariant, dismissPost } from './variants.ts';
import { giveVerdict } from './verdicts.ts';

export { ClaimCommand } from './command.ts';
export { applyClaims } from './apply.ts';

/** What a claim is decided with. `fresh`: the id of what the act makes. */
export type Case = {
  readonly state: DeskState;
  readonly claim: Claim;
  readonly actor: Actor;
  readonly nowMs: number;
  readonly rules: Rules;
  readonly fresh: string | undefined;
};
export type Decided = readonly EntryDraft[] | Refusal;

/** Every act about a claim. Refusals say who may do what now. */
export function decideClaims(
  state: DeskState,
  command: ClaimCommand,
  actor: Actor,
  nowMs: number,
  rules: Rules,
): Decided {
  const { id, act, fresh } = command;
  const wrongRole = refuseRole(state, actor, act.act);
  if (wrongRole !== null) return wrongRole;
  if (act.act === 'open') return openClaim(state, id, act, nowMs, rules);
  const claim = rowAt(state.claims, id);
  if (claim === undefined) return refuse('not-found');
  return refuseState(claim, act.act) ?? decideAct({ state, claim, actor, nowMs, rules, fresh }, act);
}

function decideAct(given: Case, act: Exclude<DeskClaimAct, { act: 'open' }>): Decided {
  switch (act.act) {
    case 'edit':
      return editClaim(given, act);
    case 'take':
      return takeClaim(given);
    case 'hand-over':
      return handOver(given, act);
    case 'grade':
      return gradeClaim(given, act);
    case 'choose':
      return chooseResponse(given, act);
    case 'take-up':
      return takeUp(given, act);
    case 'merge':
      return mergeClaim(given, act);
    case 'split':
      return splitClaim(given, act);
    case 'attach':
      return attachVariant(given, act);
    case 'detach':
      return detachVariant(given, act);
    case 'dismiss-post':
      return dismissPost(given, act);
    case 'point-add':
      return addPoint(given, act);
    case 'point-edit':
      return editPoint(given, act);
    case 'point-remove':
      return removePoint(given, act);
    case 'verdict':
      return giveVerdict(given, act);
    case 'evidence-add':
      return addEvidence(given, act);
    case 'evidence-withdraw':
      return withdrawEvidence(given, act);
    default:
      return moveClaim(given, act satisfies MoveAct);
  }
}
