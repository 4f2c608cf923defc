import { z } from 'zod';
import { CLAIM_TITLE_CHARS_MAX, ClaimOrigin, EvidenceKind, Grade, POINT_CHARS_MAX, POINTS_MAX } from './claim.ts';
import { VARIANT_CHARS_MAX, VARIANTS_MAX, Verdict } from './claim.ts';
import { FILES_PER_ACT_MAX, FileRef } from './file.ts';
import { BodyId, ClaimId, EvidenceId, Ms, PersonId, PointId, PostId, StatementId } from './id.ts';
import { FILTER_IDS_MAX, NAME_CHARS_MAX, NOTE_CHARS_MAX } from './limit.ts';

const note = z.string().trim().max(NOTE_CHARS_MAX).default('');
const title = z.string().trim().min(1).max(CLAIM_TITLE_CHARS_MAX);
const labels = z.array(z.string().max(80)).max(FILTER_IDS_MAX);
const pointText = z.string().trim().min(2).max(POINT_CHARS_MAX);
const variantText = z.string().trim().min(2).max(VARIANT_CHARS_MAX);

/** Posts that a claim is opened with, or pieces of evidence that one verdict names. */
export const OPENING_POSTS_MAX = 10;
export const VERDICT_EVIDENCE_MAX = 20;
export const CHOICE_REASONS_MAX = 20;

/** How a new claim begins. From an alert, the moment of knowing and the first post are the alert's. */
export const ClaimDraft = z.object({
  title,
  topics: labels.default([]),
  places: labels.default([]),
  about: BodyId.nullable().default(null),
  origin: ClaimOrigin,
  /** Texts that circulate: posts of the store, of which each brings its group of near-copies … */
  posts: z.array(PostId).max(OPENING_POSTS_MAX).default([]),
  /** … or one typed in. */
  text: z.string().trim().max(VARIANT_CHARS_MAX).default(''),
});
export type ClaimDraft = z.infer<typeof ClaimDraft>;

/** `version`: of the claim as it was read; an act on what has changed since is refused. */
const version = z.number().int().optional();
const evidence = z.object({
  act: z.literal('evidence-add'),
  kind: EvidenceKind,
  title: z.string().trim().min(1).max(120),
  from: z.string().trim().min(1).max(NAME_CHARS_MAX),
  body: BodyId.nullable().default(null),
  obtainedMs: Ms,
  files: z.array(FileRef).max(FILES_PER_ACT_MAX).default([]),
  note,
});
/** What becomes of the problem behind a point that is true, in part or whole. */
const concern = z.object({ open: z.boolean(), reason: note }).default({ open: true, reason: '' });

/** Acts that mean the same on the wire and at the desk. */
export const PLAIN_CLAIM_ACTS = [
  z.object({
    act: z.literal('edit'),
    title: title.optional(),
    about: BodyId.nullable().optional(),
    topics: labels.optional(),
    places: labels.optional(),
    /** What is changed, as it was read: where somebody else has changed it since, the act is refused. */
    seen: z
      .object({ title: title.optional(), about: BodyId.nullable().optional(), topics: labels.optional() })
      .optional(),
  }),
  z.object({ act: z.literal('take') }),
  z.object({ act: z.literal('hand-over'), to: PersonId, note }),
  /** On with the checking: from new, and back from ready or answered. */
  z.object({ act: z.literal('check'), note }),
  z.object({ act: z.literal('ready'), note }),
  z.object({ act: z.literal('close'), note }),
  /** 留观: no answer now, and a date to look again. */
  z.object({ act: z.literal('watch'), untilMs: Ms, note }),
  /** 转交: not ours, and whose. */
  z.object({ act: z.literal('pass-on'), to: z.string().trim().min(1).max(NAME_CHARS_MAX), note }),
  z.object({ act: z.literal('dismiss'), note }),
  z.object({ act: z.literal('resume'), note }),
  z.object({ act: z.literal('grade'), grade: Grade, note }),
  z.object({ act: z.literal('merge'), into: ClaimId, note }),
  z.object({
    act: z.literal('split'),
    title,
    points: z.array(PointId).max(POINTS_MAX),
    variants: z.array(z.string().max(64)).max(VARIANTS_MAX).default([]),
    note,
  }),
  z.object({ act: z.literal('detach'), variant: z.string().max(64), note }),
  z.object({ act: z.literal('dismiss-post'), post: PostId }),
  z.object({ act: z.literal('point-add'), text: pointText }),
  z.object({ act: z.literal('point-edit'), point: PointId, text: pointText }),
  z.object({ act: z.literal('point-remove'), point: PointId, note }),
  z.object({
    act: z.literal('verdict'),
    point: PointId,
    verdict: Verdict,
    evidence: z.array(EvidenceId).max(VERDICT_EVIDENCE_MAX).default([]),
    note,
    concern,
    version,
  }),
  z.object({ act: z.literal('evidence-withdraw'), evidence: EvidenceId, note }),
  z.object({
    act: z.literal('choose'),
    choice: z.enum(['respond', 'wait']),
    reasons: z.array(z.string().regex(/^[a-z-]{1,30}(?::[\d.-]{1,20})?$/)).max(CHOICE_REASONS_MAX),
    note,
  }),
  /** An earlier answer to the same claim is the answer to this one. */
  z.object({ act: z.literal('take-up'), statement: StatementId }),
] as const;

/** What people may do with a claim. */
export const ClaimAct = z.discriminatedUnion('act', [
  ...PLAIN_CLAIM_ACTS,
  evidence,
  z.object({ act: z.literal('attach-post'), post: PostId }),
  z.object({ act: z.literal('attach-text'), text: variantText, firstSeenMs: Ms }),
]);
export type ClaimAct = z.infer<typeof ClaimAct>;
export type ClaimActName = ClaimAct['act'];

/** Evidence as the desk takes it: with what a capture or an answered inquiry brings along. */
export const DeskEvidenceAct = evidence;
