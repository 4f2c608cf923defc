import { z } from 'zod';
import { EvidenceKind, Verdict } from './claim.ts';
import { BodyId, ClaimId, EvidenceId, Ms, PersonId, PointId } from './id.ts';
import { Statement, StatementKind, StatementState } from './statement.ts';

/** Something that the lint found: what (`code`), where (a path into the form), and in words. `block`: it cannot be submitted so. */
export const Finding = z.object({
  code: z.string(),
  severity: z.enum(['block', 'advise']),
  place: z.string(),
  zh: z.string(),
  en: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** A printed part, as `statementParts` gives it. */
export const PartView = z.object({
  part: z.string(),
  heading: z.string().nullable(),
  paragraphs: z.array(z.object({ text: z.string(), evidence: z.array(EvidenceId) })),
});

/** What is said of a text while one writes: findings, the text as it will look, and its hash. */
export const LintReply = z.object({
  findings: z.array(Finding),
  parts: z.array(PartView),
  sha256: z.string(),
  chars: z.number().int(),
});
export type LintReply = z.infer<typeof LintReply>;

export const StatementRow = z.object({
  id: Statement.shape.id,
  no: z.number().int(),
  kind: StatementKind,
  issue: z.number().int(),
  state: StatementState,
  title: z.string(),
  claim: ClaimId.nullable(),
  claimTitle: z.string(),
  claimNo: z.number().int().nullable(),
  by: z.string(),
  sinceMs: Ms,
  publishAtMs: Ms.nullable(),
  publishedMs: Ms.nullable(),
  /** Countersignatures that are owed after an approval by telephone. */
  owed: z.number().int(),
  sample: z.boolean(),
});
export type StatementRow = z.infer<typeof StatementRow>;

/** The claim beside the draft: points with what they rest on. No address of a page is in it. */
export const ClaimDigest = z.object({
  id: ClaimId,
  no: z.number().int(),
  title: z.string(),
  points: z.array(
    z.object({
      id: PointId,
      text: z.string(),
      verdict: Verdict,
      note: z.string(),
      evidence: z.array(EvidenceId),
    }),
  ),
  evidence: z.array(
    z.object({ id: EvidenceId, kind: EvidenceKind, title: z.string(), from: z.string(), obtainedMs: Ms }),
  ),
});
export type ClaimDigest = z.infer<typeof ClaimDigest>;

/** A body that has to sign before the approval, why, and whether it has signed exactly this text. */
export const SignOffNeed = z.object({
  body: BodyId,
  name: z.string(),
  subject: z.string(),
  basis: z.string(),
  signedBy: z.string().nullable(),
  signedMs: Ms.nullable(),
});
export type SignOffNeed = z.infer<typeof SignOffNeed>;

/** What the one who asks may do now; `why` says who may instead. */
export const ActOffer = z.object({
  act: z.string(),
  may: z.boolean(),
  why: z.object({ zh: z.string(), en: z.string() }).nullable(),
});
export type ActOffer = z.infer<typeof ActOffer>;

export const StatementDetail = z.object({
  statement: Statement,
  claim: ClaimDigest.nullable(),
  lint: LintReply,
  needs: z.array(SignOffNeed),
  approved: z.boolean(),
  /** Of one that waits for its hour: why it will not leave as things stand, and who may do what. */
  held: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** By telephone, not countersigned yet: names. */
  owed: z.array(PersonId),
  offers: z.array(ActOffer),
  /** Approvers who had no hand in the text. */
  approvers: z.array(z.object({ id: PersonId, name: z.string() })),
  names: z.record(z.string(), z.string()),
  /** Other statements on the same claim, oldest first. */
  others: z.array(StatementRow),
});
export type StatementDetail = z.infer<typeof StatementDetail>;

export const DiffRunView = z.object({ is: z.enum(['same', 'added', 'removed']), text: z.string() });
export const DiffReply = z.object({ from: z.number().int(), to: z.number().int(), runs: z.array(DiffRunView) });
export type DiffReply = z.infer<typeof DiffReply>;

export const STATEMENTS_LISTED_MAX = 300;
