import type { Approval, Statement, StatementVersion } from './statement.ts';

/** The version that counts; undefined before the first save. */
export function currentVersion(statement: Statement): StatementVersion | undefined {
  return statement.versions.at(-1);
}

/** Everybody who saved a version: none of them may approve. */
export function drafters(statement: Statement): ReadonlySet<string> {
  return new Set(statement.versions.map(({ by }) => by));
}

/** Approvals of exactly this text that still hold. */
export function standingApprovals(statement: Statement, sha256: string): readonly Approval[] {
  return statement.approvals.filter((approval) => approval.sha256 === sha256 && approval.voided === undefined);
}

/** Whether exactly this text may go out: one approval in the office, or two by telephone. */
export function isApproved(statement: Statement, sha256: string): boolean {
  const standing = standingApprovals(statement, sha256);
  const byTelephone = new Set(standing.filter(({ emergency }) => emergency).map(({ by }) => by));
  return standing.some(({ emergency }) => !emergency) || byTelephone.size >= 2;
}

/** Approvals by telephone that are not countersigned yet: they are owed also after the text went out. */
export function owedSignatures(statement: Statement): readonly Approval[] {
  return statement.approvals.filter(({ emergency, countersignedMs }) => emergency && countersignedMs === null);
}
