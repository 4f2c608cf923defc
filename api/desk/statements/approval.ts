import { refuse, RIGHTS, SIGN_OFFS_MAX, type PersonId, type Refusal, type Statement } from '../../contract/index.ts';
import { currentVersion, drafters, owedSignatures } from '../../contract/statement-approval.ts';
import { textOf } from '../../contract/statement-text.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { Rules } from '../person-text.ts';
import { may } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import { refuseOther } from './passing.ts';
import { claimOf, refuseBlocked, refuseUnsigned, whoApproves } from './reading.ts';
import type { StatementDo } from './statements.ts';
import { needsOf } from './subjects.ts';

type Deciding = Extract<StatementDo, { readonly act: 'sign-off' | 'approve' | 'emergency' | 'countersign' }>;
type Hand = { readonly by: PersonId; readonly nowMs: number; readonly rules: Rules };

/** Sign-offs and approvals: each is bound to the hash of exactly one text, and nobody approves what he helped to write. */
export function decideApproval(
  state: DeskState,
  statement: Statement,
  act: Deciding,
  hand: Hand,
): readonly EntryDraft[] | Refusal {
  if (act.act === 'countersign') return countersign(state, statement, act.sha256, hand.by);
  const other = refuseOther(statement, act.sha256);
  if (other !== null) return other;
  switch (act.act) {
    case 'sign-off':
      return signOff(state, statement, act);
    case 'approve':
      return (
        refuseDrafter(state, statement, hand.by) ??
        refuseBlocked(state, statement, hand.rules, hand.nowMs) ??
        refuseUnsigned(state, statement) ?? [
          draft('statement-approved', { statement: statement.id, sha256: act.sha256 }),
        ]
      );
    case 'emergency':
      return emergency(state, statement, act, hand);
  }
}

function refuseDrafter(state: DeskState, statement: Statement, by: PersonId): Refusal | null {
  if (!drafters(statement).has(by)) return null;
  return refuse('own-text', whoApproves(state, statement));
}

/** A body that nobody asked for may sign as well; it must be known. */
function signOff(
  state: DeskState,
  statement: Statement,
  act: Extract<Deciding, { readonly act: 'sign-off' }>,
): readonly EntryDraft[] | Refusal {
  if (statement.signOffs.length >= SIGN_OFFS_MAX) return refuse('limit-reached', { limit: SIGN_OFFS_MAX });
  const version = currentVersion(statement);
  const text = version === undefined ? '' : textOf(version.form, statement.kind);
  const needed = needsOf(state, statement, text, act.sha256, claimOf(state, statement));
  const known = rowAt(state.bodies, act.body) !== undefined || needed.some(({ body }) => body === act.body);
  if (!known) return refuse('bad-input', { what: 'body' }, 'body');
  const { body, sha256 } = act;
  return [draft('statement-signed-off', { statement: statement.id, body, sha256 }, { signedBy: act.signedBy })];
}

/** Two different approvers by telephone, neither of whom wrote the text; sign-offs that are missing stay owed and in sight. */
function emergency(
  state: DeskState,
  statement: Statement,
  act: Extract<Deciding, { readonly act: 'emergency' }>,
  { rules, nowMs }: Hand,
): readonly EntryDraft[] | Refusal {
  if (act.note === '') return refuse('reason-missing', {}, 'note');
  const written = drafters(statement);
  const [first, second] = act.approvers;
  const fit = act.approvers.every((id) => {
    const person = rowAt(state.people, id);
    return person?.active === true && may(person.roles, RIGHTS['statement-approve']) && !written.has(id);
  });
  if (first === second || !fit) {
    return refuse('two-approvers', whoApproves(state, statement), 'approvers');
  }
  const { sha256, approvers, note } = act;
  return (
    refuseBlocked(state, statement, rules, nowMs) ?? [
      draft('statement-emergency', { statement: statement.id, sha256, approvers: [...approvers] }, { note }),
    ]
  );
}

/** Only the one who gave it by telephone signs for it, and for the text that he heard, whatever has become of it since. */
function countersign(
  state: DeskState,
  statement: Statement,
  sha256: string,
  by: PersonId,
): readonly EntryDraft[] | Refusal {
  const owed = owedSignatures(statement);
  if (owed.some((approval) => approval.by === by && approval.sha256 === sha256)) {
    return [draft('statement-countersigned', { statement: statement.id, sha256 })];
  }
  const names = owed.map((approval) => rowAt(state.people, approval.by)?.name ?? approval.by).join('、');
  return names === ''
    ? refuse('nothing-owed', { owedZh: '也没有别人待补签。', owedEn: 'Nor by anybody else.' })
    : refuse('nothing-owed', { owedZh: `待补签的人：${names}。`, owedEn: `Owed by: ${names}.` });
}
