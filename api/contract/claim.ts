import { z } from 'zod';
import {
  AlertId,
  BodyId,
  ClaimId,
  ConcernId,
  EvidenceId,
  FileHash,
  InquiryId,
  Ms,
  PersonId,
  PointId,
  PostId,
} from './id.ts';
import { RequestId, StatementId } from './id.ts';
import { FileRef } from './file.ts';

export const Verdict = z.enum(['true', 'partly', 'false', 'unsupported', 'open']);
export type Verdict = z.infer<typeof Verdict>;

/** 新发现 → 核实中 → 待发布 → 已回应 → 已结案, aside of it 留观 and 转交; `merged` went into another one. */
export const ClaimState = z.enum([
  'new',
  'checking',
  'ready',
  'answered',
  'closed',
  'watching',
  'passed-on',
  'dismissed',
  'merged',
]);
export type ClaimState = z.infer<typeof ClaimState>;

/** 一般 / 重大 / 特别重大突发事件. The clocks of 5 h and 24 h run from `major` on. */
export const Grade = z.enum(['ordinary', 'major', 'very-major']);
export type Grade = z.infer<typeof Grade>;

export const ClaimOrigin = z.discriminatedUnion('from', [
  z.object({ from: z.literal('alert'), alert: AlertId }),
  /** A group of near-copies, named by one of its posts. */
  z.object({ from: z.literal('group'), post: PostId }),
  z.object({ from: z.literal('request'), request: RequestId }),
  z.object({ from: z.literal('hand') }),
]);
export type ClaimOrigin = z.infer<typeof ClaimOrigin>;

/** Who put something into a state, and since when. `by`: a person's id, `machine`, or `body:…` for a department by its link. */
export const ClaimStep = z.object({ state: ClaimState, atMs: Ms, by: z.string(), note: z.string() });

/** A text that circulates, masked; it outlives the posts. */
export const Variant = z.object({
  id: z.string(),
  text: z.string(),
  post: PostId.nullable(),
  /** Near-copy group in the posts store, by which its repeats are counted. */
  group: z.string().nullable(),
  firstSeenMs: Ms,
  addedMs: Ms,
  by: z.string(),
});
export type Variant = z.infer<typeof Variant>;

export const EvidenceKind = z.enum(['capture', 'document', 'measurement', 'reply', 'asked']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;
export const Evidence = z.object({
  id: EvidenceId,
  kind: EvidenceKind,
  title: z.string(),
  /** Whom it comes from; `body` where that is one of the listed bodies. */
  from: z.string(),
  body: BodyId.nullable(),
  obtainedMs: Ms,
  addedMs: Ms,
  by: z.string(),
  files: z.array(FileRef),
  /** Of a capture: the page's address, and the hash of the body as it came. */
  url: z.string().nullable(),
  rawSha256: FileHash.nullable(),
  inquiry: InquiryId.nullable(),
  note: z.string(),
  /** Taken back, with the reason; it stays readable. */
  withdrawn: z.object({ atMs: Ms, by: z.string(), note: z.string() }).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const VerdictGiven = z.object({
  verdict: Verdict,
  evidence: z.array(EvidenceId),
  note: z.string(),
  atMs: Ms,
  by: z.string(),
});
export const Point = z.object({
  id: PointId,
  text: z.string(),
  addedMs: Ms,
  by: z.string(),
  verdict: Verdict,
  /** Oldest first; the last is the one that stands. */
  given: z.array(VerdictGiven),
  concern: ConcernId.nullable(),
  /** The claim's version at its last change: a verdict that was thought out on an older text is refused. */
  changed: z.number().int(),
});
export type Point = z.infer<typeof Point>;

/** The choice between an answer now and none, with what spoke for each. */
export const ResponseChoice = z.object({
  choice: z.enum(['respond', 'wait']),
  /** Codes of the reasons that were looked at, each with its figure: `reach:124`. */
  reasons: z.array(z.string()),
  note: z.string(),
  atMs: Ms,
  by: z.string(),
});
export type ResponseChoice = z.infer<typeof ResponseChoice>;

/** 上报 to a configured body, and its receipt. */
export const UpwardReport = z.object({
  to: z.string(),
  atMs: Ms,
  by: z.string(),
  note: z.string(),
  receipt: z.string(),
  receiptMs: Ms.nullable(),
  /** The rule of 上报 that it meets. */
  rule: z.string().optional(),
});
export type UpwardReport = z.infer<typeof UpwardReport>;

export const ClockPause = z.object({
  clock: z.string(),
  fromMs: Ms,
  toMs: Ms.nullable(),
  note: z.string(),
  by: z.string(),
});

/** A claim as the journal's fold holds it. `version` grows by one with each entry about it. */
export const Claim = z.object({
  id: ClaimId,
  no: z.number().int(),
  version: z.number().int(),
  title: z.string(),
  /** The body that the claim is about; its own word alone never makes a point false. */
  about: BodyId.nullable(),
  topics: z.array(z.string()),
  places: z.array(z.string()),
  origin: ClaimOrigin,
  state: ClaimState,
  steps: z.array(ClaimStep),
  holder: PersonId.nullable(),
  /** The moment of knowing: the first alert, or the opening by hand. Clocks run from it. */
  knownMs: Ms,
  openedMs: Ms,
  firstPostMs: Ms.nullable(),
  grade: Grade,
  gradedMs: Ms.nullable(),
  /** Every grade that was given, oldest first: a clock that ran once stays in sight. */
  gradesGiven: z.array(Grade).optional(),
  lookAgainMs: Ms.nullable(),
  passedTo: z.string(),
  mergedInto: ClaimId.nullable(),
  /** The claim that this one was split off from. */
  splitFrom: ClaimId.nullable(),
  variants: z.array(Variant),
  /** Posts that a person said do not belong. */
  dismissedPosts: z.array(PostId),
  points: z.array(Point),
  evidence: z.array(Evidence),
  choice: ResponseChoice.nullable(),
  reports: z.array(UpwardReport),
  pauses: z.array(ClockPause),
  /** clock id → when somebody acknowledged it. */
  acknowledged: z.record(z.string(), Ms),
  /** clock id → when somebody said that it is met (a press conference was held). */
  met: z.record(z.string(), Ms).optional(),
  /** The first look at a claim that this one was joined with, or split off from. */
  lookedMs: Ms.nullable().optional(),
  /** While a claim that went into this one, and was known earlier, was put aside (留观): time stood still. */
  stood: z.array(z.object({ fromMs: Ms, toMs: Ms })).optional(),
  /** When one that was known earlier went into this one: what stood still here before that does not count. */
  stoodFromMs: Ms.optional(),
  /** The earlier answer to the same claim that was taken up. */
  earlier: StatementId.nullable(),
  /** When one was first taken up: from then on it answers this claim. */
  earlierMs: Ms.nullable().optional(),
  sample: z.boolean(),
});
export type Claim = z.infer<typeof Claim>;

export const VARIANTS_MAX = 50;
export const POINTS_MAX = 30;
export const EVIDENCE_MAX = 100;
export const CLAIM_TITLE_CHARS_MAX = 80;
export const POINT_CHARS_MAX = 200;
/** A variant's text is cut to this: a claim is told in its first sentences. */
export const VARIANT_CHARS_MAX = 600;
export const CLAIMS_SHOWN_MAX = 300;
