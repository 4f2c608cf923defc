import { createHash } from 'node:crypto';
import type { Claim, Statement, StatementForm } from '../contract/index.ts';
import { currentVersion, drafters, isApproved, owedSignatures } from '../contract/statement-approval.ts';
import { statementParts, textOf } from '../contract/statement-text.ts';
import type { ClaimDigest, LintReply, StatementDetail, StatementRow } from '../contract/statement-view.ts';
import { EMPTY_FORM } from '../desk/statements/form.ts';
import { claimOf, lintOf, personName } from '../desk/statements/reading.ts';
import { refuseStale } from '../desk/statements/release.ts';
import { needsOf } from '../desk/statements/subjects.ts';
import { RIGHTS } from '../contract/index.ts';
import { may } from '../desk/roles.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';
import type { Parts } from './parts.ts';
import { offersOf } from './statement-offers.ts';

export type StatementParts = Pick<Parts, 'desk' | 'isPersonName' | 'now'>;

/** What is said of a text while one writes; its look and hash are those of the text as it would be kept. */
export function lintReply(
  parts: StatementParts,
  statement: Statement,
  form: StatementForm,
  kept: StatementForm,
): LintReply {
  const text = textOf(kept, statement.kind);
  return {
    findings: [...lintOf(parts.desk.state(), statement, form, parts, parts.now())],
    parts: statementParts(kept, statement.kind).map(({ part, heading, paragraphs }) => ({
      part,
      heading,
      paragraphs: paragraphs.map(({ text: line, evidence }) => ({ text: line, evidence: [...evidence] })),
    })),
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    chars: [...text.replace(/\s/gu, '')].length,
  };
}

export function statementRow(state: DeskState, statement: Statement): StatementRow {
  const { id, no, kind, issue, publishAtMs, publishedMs, sample } = statement;
  const claim = claimOf(state, statement);
  const version = currentVersion(statement);
  return {
    id,
    no,
    kind,
    issue,
    state: statement.state,
    title: version?.form.title ?? '',
    claim: claim?.id ?? null,
    claimTitle: claim?.title ?? '',
    claimNo: claim?.no ?? null,
    by: personName(state, version?.by ?? statement.by),
    sinceMs: statement.steps.at(-1)?.atMs ?? statement.openedMs,
    publishAtMs,
    publishedMs,
    owed: owedSignatures(statement).length,
    sample,
  };
}

/** Points with what they rest on. The address of a captured page stays with the evidence: leaders read this too. */
function digestOf(claim: Claim): ClaimDigest {
  return {
    id: claim.id,
    no: claim.no,
    title: claim.title,
    points: claim.points.map(({ id, text, verdict, given }) => ({
      id,
      text,
      verdict,
      note: given.at(-1)?.note ?? '',
      evidence: [...(given.at(-1)?.evidence ?? [])],
    })),
    evidence: claim.evidence.map(({ id, kind, title, from, obtainedMs }) => ({ id, kind, title, from, obtainedMs })),
  };
}

export function statementDetail(parts: StatementParts, statement: Statement, by: string): StatementDetail {
  const state = parts.desk.state();
  const claim = claimOf(state, statement);
  const form = currentVersion(statement)?.form ?? EMPTY_FORM;
  const lint = lintReply(parts, statement, form, form);
  const needs = needsOf(state, statement, textOf(form, statement.kind), lint.sha256, claim);
  const written = drafters(statement);
  return {
    statement,
    claim: claim === null ? null : digestOf(claim),
    lint,
    needs: [...needs],
    approved: isApproved(statement, lint.sha256),
    held: heldBack(state, statement),
    owed: owedSignatures(statement).map((approval) => approval.by),
    offers: offersOf(state, statement, by),
    approvers: rowsOf(state.people)
      .filter(({ id, active, roles }) => active && may(roles, RIGHTS['statement-approve']) && !written.has(id))
      .map(({ id, name }) => ({ id, name })),
    names: namesIn(state, statement),
    others: rowsOf(state.statements)
      .filter((each) => claim !== null && each.id !== statement.id && claimOf(state, each)?.id === claim.id)
      .toSorted((a, b) => a.openedMs - b.openedMs)
      .map((each) => statementRow(state, each)),
  };
}

function heldBack(state: DeskState, statement: Statement): StatementDetail['held'] {
  const refused = statement.state === 'scheduled' ? refuseStale(state, statement) : null;
  return refused === null ? null : { zh: refused.zh, en: refused.en };
}

function namesIn(state: DeskState, statement: Statement): Record<string, string> {
  const { versions, comments, approvals, signOffs, steps, handedTo } = statement;
  const ids = [
    statement.by,
    ...[...versions, ...comments, ...approvals, ...signOffs, ...steps, ...handedTo].map(({ by }) => by),
  ];
  const typed = approvals.flatMap(({ typedBy }) => (typedBy === undefined ? [] : [typedBy]));
  return Object.fromEntries([...ids, ...typed].map((id) => [id, personName(state, id)]));
}
