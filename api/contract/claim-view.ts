import { z } from 'zod';
import { GuardedCount } from './alert.ts';
import { Claim, ClaimState, Grade, Verdict } from './claim.ts';
import { ClockView } from './clock.ts';
import { AlertId, BinMs, ClaimId, FileHash, Ms, PersonId, PostId, StatementId } from './id.ts';
import { StatementKind } from './statement.ts';

/** A claim's word: what its closed points come to, and how many are open beside them. */
export const OverallVerdict = z.object({ verdict: Verdict, open: z.number().int() });
export type OverallVerdict = z.infer<typeof OverallVerdict>;

/** A claim on the board. */
export const ClaimRow = z.object({
  id: ClaimId,
  no: z.number().int(),
  title: z.string(),
  state: ClaimState,
  sinceMs: Ms,
  holder: PersonId.nullable(),
  holderName: z.string().nullable(),
  overall: OverallVerdict,
  /** One for each point, in their order. */
  verdicts: z.array(Verdict),
  topics: z.array(z.string()),
  places: z.array(z.string()),
  grade: Grade,
  knownMs: Ms,
  firstPostMs: Ms.nullable(),
  lookAgainMs: Ms.nullable(),
  passedTo: z.string(),
  variants: z.number().int(),
  /** Posts that carry one of its variants, now in the store; null while the store is away. */
  mentions: z.number().int().nullable(),
  clocks: z.array(ClockView),
  /** The alert that it was opened from. */
  alert: AlertId.nullable(),
  sample: z.boolean(),
});
export type ClaimRow = z.infer<typeof ClaimRow>;

export const ClaimList = z.object({
  claims: z.array(ClaimRow),
  /** Of all claims, whichever were asked for. */
  counts: z.record(z.string(), z.number().int()),
});
export type ClaimList = z.infer<typeof ClaimList>;

/** A statement that answered the same claim before. */
export const EarlierAnswer = z.object({
  statement: StatementId,
  claim: ClaimId,
  title: z.string(),
  publishedMs: Ms,
  overall: OverallVerdict,
  score: z.number(),
  /** Why it is offered: the same text circulates, or the words are alike. */
  why: z.enum(['group', 'words']),
});
export type EarlierAnswer = z.infer<typeof EarlierAnswer>;

/** A group of posts that may say the same; a person decides. */
export const Proposal = z.object({
  post: PostId,
  excerpt: z.string(),
  count: z.number().int(),
  score: z.number(),
  firstSeenMs: Ms,
});
export type Proposal = z.infer<typeof Proposal>;

/** One reason of the sheet 回应研判 with its figures; the screen has the sentence. */
export const SheetReason = z.object({
  code: z.enum([
    'reach',
    'speed',
    'harm',
    'truth',
    'clear',
    'grave',
    'returned',
    'small',
    'fading',
    'unchecked',
    'uncounted',
    'carry',
    'answered',
  ]),
  figures: z.record(z.string(), z.number()),
  /** As it is kept with a choice: the code, and its first figure where it has one (`reach:124`). */
  kept: z.string(),
});
export type SheetReason = z.infer<typeof SheetReason>;
export const ResponseSheet = z.object({
  forAnswer: z.array(SheetReason),
  against: z.array(SheetReason),
});
export type ResponseSheet = z.infer<typeof ResponseSheet>;

export const ClaimDetail = z.object({
  claim: Claim,
  overall: OverallVerdict,
  /** Verdicts that were given and later changed into another word. */
  overturned: z.number().int(),
  /** Names of the people, bodies and inquiries' departments that the claim names by id. */
  names: z.record(z.string(), z.string()),
  clocks: z.array(ClockView),
  /** Claims that were merged into this one: what refers to them belongs here. */
  merged: z.array(z.object({ id: ClaimId, no: z.number().int(), title: z.string() })),
  into: z.object({ id: ClaimId, no: z.number().int(), title: z.string() }).nullable(),
  /** Posts of each variant's group, by the variant's id. */
  counts: z.record(z.string(), z.number().int()),
  /** SHA-256 of what a piece of evidence says in words, as it is kept (UTF-8), by the piece's id. Files and captures carry their own. */
  textHashes: z.record(z.string(), FileHash),
  /** Null while the store is away: the desk goes on without its counts. */
  mentions: z.number().int().nullable(),
  earlier: z.array(EarlierAnswer),
  proposals: z.array(Proposal),
  /** What left the house about it, for its course: 核实单, and statements that were published. */
  asked: z.array(z.object({ no: z.number().int(), atMs: Ms, by: z.string(), body: z.string() })),
  published: z.array(z.object({ no: z.number().int(), atMs: Ms, kind: StatementKind })),
  sheet: ResponseSheet,
  /** What the reader may do with it now. */
  may: z.array(z.string()),
});
export type ClaimDetail = z.infer<typeof ClaimDetail>;

/** `count` is null where it was not read, which is not 0; `seen` are the posts that are known all the same. */
export const SpreadBin = z.object({ atMs: BinMs, count: z.number().int().nullable(), seen: z.number().int() });
export type SpreadBin = z.infer<typeof SpreadBin>;

/** Where a claim went: counted from the store over the groups of its variants, which `group` names as a search takes it. */
export const ClaimSpread = z.object({
  group: z.string(),
  total: z.number().int(),
  voices: GuardedCount,
  /** False where voices could not be counted over the whole time: they are kept for 30 days. */
  voicesWhole: z.boolean(),
  /** In the order in which sources first carried it. */
  sources: z.array(z.object({ source: z.string(), name: z.string(), firstMs: Ms, count: z.number().int() })),
  /** Posts of sources beyond those listed. */
  others: z.number().int(),
  stepMs: z.number().int(),
  /** Every bin from the first post to now. */
  bins: z.array(SpreadBin),
});
export type ClaimSpread = z.infer<typeof ClaimSpread>;
