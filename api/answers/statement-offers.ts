import { RIGHTS, refuse, type Act, type Refusal, type Statement } from '../contract/index.ts';
import { currentVersion, drafters, owedSignatures } from '../contract/statement-approval.ts';
import type { ActOffer } from '../contract/statement-view.ts';
import { may } from '../desk/roles.ts';
import type { DeskState } from '../desk/state.ts';
import { refuseUnsigned, whoApproves, whoMay } from '../desk/statements/reading.ts';
import { refuseState, type StatementStep } from '../desk/statements/states.ts';
import { rowAt } from '../desk/table.ts';

const ACTS: readonly (readonly [StatementStep, Act])[] = [
  ['save', 'statement-draft'],
  ['comment', 'statement-comment'],
  ['submit', 'statement-submit'],
  ['return', 'statement-return'],
  ['sign-off', 'statement-sign-off'],
  ['approve', 'statement-approve'],
  ['emergency', 'statement-emergency'],
  ['countersign', 'statement-emergency'],
  ['release', 'statement-publish'],
  ['stop', 'statement-stop'],
  ['hand', 'statement-publish'],
];

/** What somebody may do with a statement now, and where he may not, who may: the buttons of the screen. The desk decides again. */
export function offersOf(state: DeskState, statement: Statement, by: string): ActOffer[] {
  const roles = rowAt(state.people, by)?.roles ?? [];
  return ACTS.filter(([act]) => act !== 'countersign' || owedSignatures(statement).some((owed) => owed.by === by)).map(
    ([act, right]) => {
      const early = refuseState(state, statement, act);
      const refused = early ?? refuseActor(state, statement, act, by);
      const allowed = may(roles, RIGHTS[right]);
      const why = allowed ? refused : (early ?? others(state, statement, right));
      return { act, may: allowed && refused === null, why: why === null ? null : { zh: why.zh, en: why.en } };
    },
  );
}

/** What stands in the way of this one, though his role may. */
function refuseActor(state: DeskState, statement: Statement, act: StatementStep, by: string): Refusal | null {
  if (act !== 'approve') return null;
  if (drafters(statement).has(by)) return refuse('own-text', whoApproves(state, statement));
  return currentVersion(statement) === undefined ? refuse('statement-empty') : refuseUnsigned(state, statement);
}

function others(state: DeskState, statement: Statement, right: Act): Refusal {
  const by = right === 'statement-approve' ? statement : null;
  return refuse('others-may', whoMay(state, right, ['这样操作', 'do this'], by));
}
