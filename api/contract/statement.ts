import { z } from 'zod';
import { BodyId, ClaimId, EvidenceId, Ms, PersonId, PointId, StatementId } from './id.ts';
import { Verdict } from './claim.ts';

/** 首次回应, 情况通报, 辟谣, 后续通报, 更正. */
export const StatementKind = z.enum(['holding', 'notice', 'rebuttal', 'follow-up', 'correction']);
export type StatementKind = z.infer<typeof StatementKind>;
/** Those that answer the matter itself: a first word does not yet, and a correction only mends what was said. */
export const ANSWER_KINDS: readonly StatementKind[] = ['notice', 'rebuttal', 'follow-up'];

export const StatementState = z.enum([
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'published',
  'corrected',
  'stopped',
]);
export type StatementState = z.infer<typeof StatementState>;

export const BoundSentence = z.object({ text: z.string().max(600), evidence: z.array(EvidenceId).max(20) });

/** The text by its parts, in the order in which they are printed. Empty ones are left out. */
export const StatementForm = z.object({
  title: z.string().max(120),
  lead: z.string().max(600),
  /** 已核实, each sentence bound to evidence. */
  verified: z.array(BoundSentence).max(30),
  /** Of a rebuttal: what is said wrongly (once), and why it misleads. */
  rumor: z.string().max(600),
  misleads: z.string().max(600),
  fact: z.string().max(600),
  checking: z.array(z.string().max(600)).max(20),
  done: z.array(z.string().max(600)).max(20),
  asked: z.array(z.string().max(600)).max(20),
  nextMs: Ms.nullable(),
  contact: z.string().max(300),
  signature: z.string().max(120),
  /** Of a correction: what changed against the one before. */
  changed: z.string().max(600),
});
export type StatementForm = z.infer<typeof StatementForm>;

/** A saved version. `sha256` is of the text as it would be published: what is approved is this. */
export const StatementVersion = z.object({
  n: z.number().int(),
  atMs: Ms,
  by: PersonId,
  sha256: z.string(),
  form: StatementForm,
});
export type StatementVersion = z.infer<typeof StatementVersion>;

export const Approval = z.object({
  sha256: z.string(),
  by: PersonId,
  atMs: Ms,
  /** By telephone in an emergency: who, and countersigned when. */
  emergency: z.boolean(),
  countersignedMs: Ms.nullable(),
  /** Of one by telephone: who was told and wrote it down. */
  typedBy: PersonId.optional(),
  /** It no longer holds: since when, and why. It stays in sight. */
  voided: z.object({ atMs: Ms, why: z.enum(['saved', 'returned', 'stopped']) }).optional(),
});
export type Approval = z.infer<typeof Approval>;

/** A body's consent to exactly one text: who signed for it, and `by` whom it was typed in. */
export const SignOff = z.object({ body: BodyId, signedBy: z.string(), sha256: z.string(), atMs: Ms, by: PersonId });
export type SignOff = z.infer<typeof SignOff>;

/** The verdict of each point as it was published. */
export const PublishedPoint = z.object({ point: PointId, text: z.string(), verdict: Verdict, basis: z.string() });
export type PublishedPoint = z.infer<typeof PublishedPoint>;

export const ChannelTarget = z.string().max(64);

export const Statement = z.object({
  id: StatementId,
  no: z.number().int(),
  version: z.number().int(),
  claim: ClaimId.nullable(),
  kind: StatementKind,
  /** 第 N 次 on the same claim. */
  issue: z.number().int(),
  state: StatementState,
  openedMs: Ms,
  by: PersonId,
  /** Newest last. All who saved one are drafters and cannot approve. */
  versions: z.array(StatementVersion),
  comments: z.array(z.object({ atMs: Ms, by: z.string(), text: z.string(), onVersion: z.number().int() })),
  approvals: z.array(Approval),
  signOffs: z.array(SignOff),
  /** Ids of the channels that were chosen. */
  channels: z.array(ChannelTarget),
  publishAtMs: Ms.nullable(),
  publishedMs: Ms.nullable(),
  points: z.array(PublishedPoint),
  corrects: StatementId.nullable(),
  correctedBy: StatementId.nullable(),
  /** Told on to official accounts and media by hand: to whom, when. */
  handedTo: z.array(z.object({ to: z.string(), atMs: Ms, by: z.string() })),
  steps: z.array(z.object({ state: StatementState, atMs: Ms, by: z.string(), note: z.string() })),
  sample: z.boolean(),
});
export type Statement = z.infer<typeof Statement>;

export const VERSIONS_MAX = 100;
export const COMMENTS_MAX = 200;
export const SIGN_OFFS_MAX = 200;
export const HANDED_MAX = 100;
/** Above this nobody reads on; some 20 kB of UTF-8. */
export const FORM_CHARS_MAX = 6_000;
/** References to evidence in one version: its entry in the journal stays far below 32 kB. */
export const FORM_EVIDENCE_MAX = 200;
/** In the works at once: what is published or stopped does not count. */
export const STATEMENTS_OPEN_MAX = 500;
