import { z } from 'zod';
import { ClaimId, RIGHTS, StatementId, StatementKind, refuse, type Act, type Refusal } from '../../contract/index.ts';
import { StatementAct, StatementSave } from '../../contract/statement-act.ts';
import type { EntryDraft } from '../entry.ts';
import type { Rules } from '../person-text.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import { decideApproval } from './approval.ts';
import { decideOpen, decideSave } from './drafting.ts';
import { decidePassing } from './passing.ts';
import { decideRelease } from './release.ts';
import { refuseState } from './states.ts';

export { applyStatements } from './apply.ts';
export { applyStatementRules, decideStatementRules, StatementRuleCommand } from './rules.ts';

export const StatementCommand = z.object({
  do: z.literal('statement'),
  id: StatementId,
  act: z.discriminatedUnion('act', [
    z.object({
      act: z.literal('open'),
      kind: StatementKind,
      claim: ClaimId.nullable(),
      corrects: StatementId.nullable(),
    }),
    StatementSave.extend({ act: z.literal('save') }),
    ...StatementAct.options,
    /** The machine: this text has left. */
    z.object({ act: z.literal('out'), sha256: z.string() }),
  ]),
});
export type StatementCommand = z.infer<typeof StatementCommand>;
export type StatementDo = StatementCommand['act'];

/** Whose each act is. `out` is the machine's alone. */
const RIGHT: Readonly<Record<Exclude<StatementDo['act'], 'out'>, Act>> = {
  open: 'statement-draft',
  save: 'statement-draft',
  comment: 'statement-comment',
  submit: 'statement-submit',
  return: 'statement-return',
  'sign-off': 'statement-sign-off',
  approve: 'statement-approve',
  emergency: 'statement-emergency',
  countersign: 'statement-emergency',
  release: 'statement-publish',
  stop: 'statement-stop',
  hand: 'statement-publish',
};

/** Who may, in which state, and then what the act itself asks for. Refusals say who may do what now. */
export function decideStatements(
  state: DeskState,
  { id, act }: StatementCommand,
  actor: Actor,
  nowMs: number,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  if (act.act === 'out' ? actor.kind !== 'machine' : actor.kind !== 'person') return refuse('no-permission');
  const wrong = act.act === 'out' ? null : forbidden(state, actor, RIGHTS[RIGHT[act.act]]);
  if (wrong !== null) return wrong;
  if (act.act === 'open') return decideOpen(state, id, act);
  const statement = rowAt(state.statements, id);
  if (statement === undefined) return refuse('not-found');
  const early = refuseState(state, statement, act.act);
  if (early !== null) return early;
  const by = actor.kind === 'person' ? actor.id : null;
  switch (act.act) {
    case 'save':
      return decideSave(state, statement, act);
    case 'comment':
    case 'submit':
    case 'return':
    case 'hand':
    case 'stop':
      return decidePassing(state, statement, act, rules, nowMs);
    case 'sign-off':
    case 'approve':
    case 'emergency':
    case 'countersign':
      return by === null ? refuse('no-permission') : decideApproval(state, statement, act, { by, nowMs, rules });
    case 'release':
    case 'out':
      return decideRelease(state, statement, act, rules, nowMs);
  }
}
