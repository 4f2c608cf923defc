import { refuse, RIGHTS, type Act, type Claim, type ClaimState, type Refusal } from '../../contract/index.ts';
import type { Role } from '../../contract/index.ts';
import { askThem, forbidden, may, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import type { DeskClaimActName } from './command.ts';
import { ACT_WORDS, listed, ROLE_WORDS, STATE_WORDS } from './words.ts';

/** States in which the office works on a claim. */
export const AT_WORK: readonly ClaimState[] = ['new', 'checking', 'ready', 'answered', 'watching'];
const BEFORE_ANSWER: readonly ClaimState[] = ['new', 'checking', 'ready'];
const CHECKED: readonly ClaimState[] = ['checking', 'ready', 'answered', 'watching', 'closed'];

export type ClaimRule = { readonly right: Act; readonly from: readonly ClaimState[] };

/** Each act: whose it is, and in which states it can be done. `open` makes the claim and starts from none. */
export const CLAIM_RULES: Readonly<Record<DeskClaimActName, ClaimRule>> = {
  open: { right: 'claim-open', from: [] },
  edit: { right: 'claim-edit', from: AT_WORK },
  take: { right: 'claim-take', from: AT_WORK },
  'hand-over': { right: 'claim-take', from: AT_WORK },
  check: { right: 'claim-move', from: ['new', 'ready', 'answered'] },
  ready: { right: 'claim-move', from: ['checking'] },
  close: { right: 'claim-move', from: [...AT_WORK, 'passed-on'] },
  watch: { right: 'claim-move', from: BEFORE_ANSWER },
  'pass-on': { right: 'claim-move', from: [...BEFORE_ANSWER, 'watching'] },
  dismiss: { right: 'claim-dismiss', from: [...BEFORE_ANSWER, 'watching'] },
  resume: { right: 'claim-move', from: ['watching', 'passed-on', 'dismissed', 'closed'] },
  grade: { right: 'claim-grade', from: AT_WORK },
  merge: { right: 'claim-join', from: [...AT_WORK, 'passed-on'] },
  split: { right: 'claim-join', from: AT_WORK },
  attach: { right: 'variant-change', from: [...AT_WORK, 'passed-on', 'closed'] },
  detach: { right: 'variant-change', from: [...AT_WORK, 'passed-on', 'closed'] },
  'dismiss-post': { right: 'variant-change', from: [...AT_WORK, 'passed-on', 'closed'] },
  'point-add': { right: 'point-change', from: AT_WORK },
  'point-edit': { right: 'point-change', from: AT_WORK },
  'point-remove': { right: 'point-change', from: AT_WORK },
  verdict: { right: 'verdict-give', from: CHECKED },
  'evidence-add': { right: 'evidence-add', from: [...AT_WORK, 'closed'] },
  'evidence-withdraw': { right: 'evidence-add', from: [...AT_WORK, 'closed'] },
  choose: { right: 'response-choose', from: AT_WORK },
  'take-up': { right: 'claim-move', from: AT_WORK },
};

/** What the machine does by itself: it attaches texts that are alike. */
const MACHINE: readonly DeskClaimActName[] = ['attach'];
/** What is named to those who tried something that cannot be done now. */
const NAMED: readonly DeskClaimActName[] = ['take', 'check', 'ready', 'close', 'watch', 'pass-on', 'dismiss', 'resume'];

export function canBeDone(name: DeskClaimActName, state: ClaimState): boolean {
  return CLAIM_RULES[name].from.includes(state);
}

/** What someone with these roles may do with a claim in this state. */
export function actsFor(roles: readonly Role[], state: ClaimState): readonly DeskClaimActName[] {
  const names = Object.keys(CLAIM_RULES) as DeskClaimActName[];
  return names.filter((name) => canBeDone(name, state) && may(roles, RIGHTS[CLAIM_RULES[name].right]));
}

/** Null if the actor may; refuses `claim-role`, naming whose it is. */
export function refuseRole(state: DeskState, actor: Actor, name: DeskClaimActName): Refusal | null {
  const roles: readonly Role[] = RIGHTS[CLAIM_RULES[name].right];
  if (forbidden(state, actor, roles, MACHINE.includes(name)) === null) return null;
  const [whoZh, whoEn] = listed(roles.map((role) => ROLE_WORDS[role]));
  const [actZh, actEn] = ACT_WORDS[name];
  return refuse('claim-role', { actZh, actEn, whoZh, whoEn, ...askThem(state, roles) });
}

/** Null if it can be done in this state; refuses `claim-state`, saying what can, and by whom. */
export function refuseState(claim: Claim, name: DeskClaimActName): Refusal | null {
  return canBeDone(name, claim.state) ? null : wrongState(claim, name);
}

const READING_ONLY = ['只能查看', 'reading only'] as const;
const GO_ON_THERE = ['在并入的那一条上办理', 'going on with the claim that it went into'] as const;

export function wrongState(claim: Claim, name: DeskClaimActName): Refusal {
  const can = NAMED.filter((each) => each !== name && canBeDone(each, claim.state)).map((each) => {
    const [whoZh, whoEn] = listed(RIGHTS[CLAIM_RULES[each].right].map((role) => ROLE_WORDS[role]));
    const [zh, en] = ACT_WORDS[each];
    return [`${zh}（${whoZh}）`, `${en} (${whoEn})`] as const;
  });
  const none = claim.state === 'merged' ? GO_ON_THERE : READING_ONLY;
  const [canZh, canEn] = can.length === 0 ? none : listed(can);
  const [stateZh, stateEn] = STATE_WORDS[claim.state];
  const [actZh, actEn] = ACT_WORDS[name];
  return refuse('claim-state', { stateZh, stateEn, actZh, actEn, canZh, canEn });
}
