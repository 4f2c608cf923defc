import { refuse, type Concern, type Refusal } from '../../contract/index.ts';
import type { EntryDraft } from '../entry.ts';
import type { Rules } from '../person-text.ts';
import type { Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import type { ConcernCommand, DeskConcernAct, LedgerCommand } from './command.ts';
import { decideConsultation } from './consultation.ts';
import { answer, askExtension, giveBack, report } from './department.ts';
import {
  assign,
  editConcern,
  extend,
  importConcerns,
  openConcern,
  planLedger,
  refuseExtension,
  urge,
} from './office.ts';
import { mark, note, redo, remind, revisit, satisfied, sendBack, settle } from './outcome.ts';
import { refuseRole, refuseState } from './rules.ts';

export { applyConcerns } from './apply.ts';
export { ConcernCommand, LedgerCommand } from './command.ts';

/** What an act on a concern is decided with. */
export type Case = {
  readonly state: DeskState;
  readonly concern: Concern;
  readonly actor: Actor;
  readonly nowMs: number;
};
export type Decided = readonly EntryDraft[] | Refusal;

/** Every act about a concern. Refusals say who may do what now. */
export function decideConcerns(
  state: DeskState,
  { id, act }: ConcernCommand,
  actor: Actor,
  nowMs: number,
  rules: Rules,
): Decided {
  const concern = rowAt(state.concerns, id);
  if (act.act === 'open') {
    return refuseRole(state, actor, 'open', null) ?? openConcern({ state, id, actor, nowMs, rules }, act);
  }
  if (concern === undefined) return refuse('not-found');
  const wrong = refuseRole(state, actor, act.act, concern) ?? refuseState(concern, act.act);
  return wrong ?? decideAct({ state, concern, actor, nowMs }, act, rules);
}

/** The ledger as a whole: an import, its lengths, and what is put up for consultation. */
export function decideLedger(state: DeskState, command: LedgerCommand, actor: Actor, nowMs: number): Decided {
  switch (command.do) {
    case 'import-concerns':
      return importConcerns(state, command.rows, actor);
    case 'plan-ledger':
      return planLedger(state, command.plan, actor);
    case 'consultation':
      return decideConsultation(state, command, actor, nowMs);
  }
}

function decideAct(given: Case, act: Exclude<DeskConcernAct, { act: 'open' }>, rules: Rules): Decided {
  switch (act.act) {
    case 'edit':
      return editConcern(given, act, rules);
    case 'assign':
      return assign(given, act);
    case 'answer':
      return answer(given, act);
    case 'report':
      return report(given, act);
    case 'give-back':
      return giveBack(given, act);
    case 'ask-extension':
      return askExtension(given, act);
    case 'extend':
      return extend(given, act);
    case 'refuse-extension':
      return refuseExtension(given, act);
    case 'urge':
      return urge(given, act);
    case 'send-back':
      return sendBack(given, act);
    case 'settle':
      return settle(given, act);
    case 'revisit':
      return revisit(given, act);
    case 'satisfied':
      return satisfied(given, act);
    case 'redo':
      return redo(given, act);
    case 'mark':
      return mark(given, act);
    case 'note':
      return note(given, act);
    case 'remind':
      return remind(given, act);
  }
}
