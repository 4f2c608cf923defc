import {
  FORM_CHARS_MAX,
  FORM_EVIDENCE_MAX,
  refuse,
  refuseNow,
  RIGHTS,
  STATEMENTS_OPEN_MAX,
  VERSIONS_MAX,
} from '../../contract/index.ts';
import type { Claim, Refusal, Statement, StatementId } from '../../contract/index.ts';
import { currentVersion } from '../../contract/statement-approval.ts';
import { printedMoment } from '../../contract/statement-text.ts';
import { homeOf } from '../claims/change.ts';
import { listed, ROLE_WORDS, STATE_WORDS } from '../claims/words.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf } from '../table.ts';
import { charsOf, hashOf, journaled, keptForm } from './form.ts';
import { claimOf, correctedForm, issueOf, personName } from './reading.ts';
import type { StatementDo } from './statements.ts';
import { draftForm } from './template.ts';
import { wordingsInForce } from './wordings.ts';

type Open = Extract<StatementDo, { readonly act: 'open' }>;
type Save = Extract<StatementDo, { readonly act: 'save' }>;

const IN_THE_WORKS = ['draft', 'submitted', 'approved', 'scheduled'];
const NO_CLAIM: readonly Claim['state'][] = ['merged', 'dismissed', 'passed-on'];

/** A statement with its first version, filled in from the claim. A correction belongs to the claim of what it corrects. */
export function decideOpen(state: DeskState, id: StatementId, act: Open): readonly EntryDraft[] | Refusal {
  if (rowAt(state.statements, id) !== undefined) return refuse('bad-input', { what: 'id' }, 'id');
  const open = rowsOf(state.statements).filter((each) => IN_THE_WORKS.includes(each.state)).length;
  if (open >= STATEMENTS_OPEN_MAX) return refuse('limit-reached', { limit: STATEMENTS_OPEN_MAX });
  const corrected = act.corrects === null ? undefined : rowAt(state.statements, act.corrects);
  if ((act.kind === 'correction') !== (act.corrects !== null)) return refuse('correction-of-what', {}, 'corrects');
  if (act.corrects !== null && corrected?.state !== 'published') return refuse('correction-of-what', {}, 'corrects');
  const claimId = corrected === undefined ? act.claim : corrected.claim;
  const claim = claimId === null ? null : (rowAt(state.claims, claimId) ?? null);
  if (claimId !== null && claim === null) return refuse('not-found', {}, 'claim');
  // What is out can be corrected whatever became of its claim.
  const isOver = corrected === undefined && claim !== null && NO_CLAIM.includes(claim.state);
  if (isOver) return refuseGone(state, claim);
  const { kind, corrects } = act;
  const sample = claim?.sample ?? corrected?.sample ?? false;
  const subject = { kind, issue: issueOf(state, claimId) };
  const form = draftForm(
    subject,
    claimOf(state, { claim: claimId }),
    wordingsInForce(state.wordings),
    state.settings.office,
    correctedForm(state, act),
  );
  return [draft('statement-opened', { statement: id, claim: claimId, kind, corrects, sample }), saved(id, kind, form)];
}

/** Nothing new is drafted about a claim that went another way: where it went, or who may take it up again. */
function refuseGone(state: DeskState, claim: Claim): Refusal {
  const [zh, en] = STATE_WORDS[claim.state];
  const home = homeOf(state, claim.id);
  const [whoZh, whoEn] = listed(RIGHTS['claim-move'].map((role) => ROLE_WORDS[role]));
  const [nextZh, nextEn] =
    home === undefined || home.id === claim.id
      ? [`${whoZh}可以先恢复核实，再起草`, `${whoEn} may resume it first, then one drafts`]
      : [`请撰稿人在第 ${home.no} 条传言上起草`, `Writers draft on claim no. ${home.no}`];
  return refuseNow([`这条传言现在是“${zh}”。${nextZh}。`, `This claim is ${en} now. ${nextEn}.`], 'claim');
}

/** A version on top of the one that was changed. Refuses `conflict` where somebody saved in between. Nothing changed: nothing is written. */
export function decideSave(state: DeskState, statement: Statement, act: Save): readonly EntryDraft[] | Refusal {
  const newest = currentVersion(statement);
  if (newest !== undefined && newest.n !== act.base) {
    const who = personName(state, newest.by);
    return refuse('conflict', { who, at: printedMoment(newest.atMs), n: newest.n }, 'base');
  }
  if (statement.versions.length >= VERSIONS_MAX) return refuse('limit-reached', { limit: VERSIONS_MAX });
  const form = keptForm(act.form);
  if (charsOf(form) > FORM_CHARS_MAX) return refuse('too-big', { limit: FORM_CHARS_MAX });
  const references = form.verified.reduce((sum, { evidence }) => sum + evidence.length, 0);
  if (references > FORM_EVIDENCE_MAX) return refuse('limit-reached', { limit: FORM_EVIDENCE_MAX }, 'verified');
  if (newest !== undefined && JSON.stringify(newest.form) === JSON.stringify(form)) return [];
  return [saved(statement.id, statement.kind, form)];
}

function saved(id: StatementId, kind: Statement['kind'], form: Statement['versions'][number]['form']): EntryDraft {
  const kept = keptForm(form);
  const { body, texts } = journaled(kept);
  return draft('statement-saved', { statement: id, sha256: hashOf(kept, kind), ...body }, texts);
}
