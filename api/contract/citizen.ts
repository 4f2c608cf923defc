import { z } from 'zod';
import { errandOf } from './errand.ts';
import { Satisfaction } from './concern.ts';
import { AnswersView, ConsultationId, GROUP_CHARS_MAX, OPTIONS_MAX } from './consultation.ts';
import { ClaimId, ConcernId, FileHash, Ms, PostId, RequestId, StatementId } from './id.ts';
import { CLAIM_TITLE_CHARS_MAX } from './claim.ts';
import { NOTE_CHARS_MAX, TITLE_CHARS_MAX } from './limit.ts';

/** 请求核实, 反映问题, 请求更正, 请求删除本人信息, 请求查阅本人信息, 对征求意见的答复. */
export const RequestKind = z.enum(['check', 'concern', 'correction', 'erasure', 'copy', 'opinion']);
export type RequestKind = z.infer<typeof RequestKind>;
/** Of one's own data: administrators alone see and handle these. */
export const DATA_KINDS: readonly RequestKind[] = ['erasure', 'copy'];

/** 待处理, 已受理, 已答复, 不予受理. */
export const RequestState = z.enum(['new', 'accepted', 'answered', 'declined']);
export type RequestState = z.infer<typeof RequestState>;

export const REQUEST_TEXT_CHARS_MAX = 2_000;
export const REQUEST_WHERE_CHARS_MAX = 300;

/** How staff handled a request: the fold of the journal. One that nobody touched has none and is new. */
export const HandledRequest = z.object({
  request: RequestId,
  state: RequestState,
  atMs: Ms,
  by: z.string(),
  claim: ClaimId.nullable(),
  concern: ConcernId.nullable(),
  /** What the receipt says: the reason, or the answer. */
  answer: z.string(),
  statement: StatementId.nullable(),
  /** Posts that were erased for it. */
  erased: z.number().int(),
});
export type HandledRequest = z.infer<typeof HandledRequest>;

/** A request as staff see it. `text` and `where` were masked before they reached the disk. */
export const RequestView = z.object({
  id: RequestId,
  kind: RequestKind,
  atMs: Ms,
  text: z.string(),
  where: z.string(),
  /** The statement that it is about. */
  about: StatementId.nullable(),
  aboutTitle: z.string(),
  handled: HandledRequest.nullable(),
  /** What the receipt shows now. */
  receipt: z.enum(['received', 'accepted', 'answered', 'declined']),
  satisfaction: Satisfaction.nullable(),
});
export type RequestView = z.infer<typeof RequestView>;

export const InboxView = z.object({
  /** All but answers to consultations, which stand below, by consultation. */
  requests: z.array(RequestView),
  answers: z.array(AnswersView),
  waiting: z.number().int(),
  /** The inbox takes no more until some are handled. */
  full: z.boolean(),
});
export type InboxView = z.infer<typeof InboxView>;

const said = z.string().trim().min(1).max(1_000);
const title = z.string().trim().min(1).max(CLAIM_TITLE_CHARS_MAX);

/** What staff do with a request. Opening the claim or the concern is the act of its own book; this ties the two together. */
export const RequestAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('open-claim'), title }),
  z.object({ act: z.literal('open-concern'), title }),
  z.object({ act: z.literal('link-claim'), claim: ClaimId }),
  z.object({ act: z.literal('link-concern'), concern: ConcernId }),
  /** 计入征求意见: one more of a group that says so, in a summary by staff. */
  z.object({
    act: z.literal('count-opinion'),
    consultation: ConsultationId,
    group: z.string().trim().min(1).max(GROUP_CHARS_MAX),
    option: z
      .number()
      .int()
      .min(0)
      .max(OPTIONS_MAX - 1)
      .nullable()
      .default(null),
    summary: z.string().trim().max(NOTE_CHARS_MAX).default(''),
  }),
  z.object({ act: z.literal('answer'), answer: said, statement: StatementId.nullable().default(null) }),
  z.object({ act: z.literal('decline'), reason: said }),
]);
export type RequestAct = z.infer<typeof RequestAct>;

/** Posts that hold some words, or lie at an address: candidates for an erasure. */
export const ErasureSearch = z.object({ text: z.string().trim().min(2).max(200) });
export const ErasureFound = z.object({
  posts: z.array(
    z.object({ id: PostId, title: z.string().max(TITLE_CHARS_MAX), text: z.string(), source: z.string(), seenMs: Ms }),
  ),
  /** Texts of the journal (variants of claims, requests, notes) that hold the words: each by its reference. */
  texts: z.array(z.object({ ref: z.string(), what: z.string(), text: z.string(), atMs: Ms })),
  /** Captures and other files, by their names, addresses and what can be read in them. The picture of a capture goes with its page. */
  files: z.array(
    z.object({
      sha256: FileHash,
      name: z.string(),
      bytes: z.number().int(),
      at: z.enum(['claim', 'inquiry', 'concern']),
      no: z.number().int(),
      atMs: Ms,
    }),
  ),
  /** What citizens wrote, this one's own words among them. */
  requests: z.array(z.object({ id: RequestId, kind: RequestKind, text: z.string(), atMs: Ms })),
  /** What is not erased here: the office's own signed words, and the names of its staff. */
  kept: z.array(z.object({ what: z.string(), text: z.string(), atMs: Ms })),
  /** Pictures, PDF, Word and Excel files, in which no words can be looked for. */
  unreadFiles: z.number().int(),
  /** There were more than are shown: erase these and look again. */
  more: z.boolean(),
});
export type ErasureFound = z.infer<typeof ErasureFound>;
/** The newest look for a request, and the words that were looked for. */
export const ErasureLooking = errandOf(ErasureFound).extend({ text: z.string() });

export const ERASE_IDS_MAX = 100;
export const ErasureOrder = z.object({
  posts: z.array(PostId).max(ERASE_IDS_MAX),
  texts: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(ERASE_IDS_MAX),
  files: z.array(FileHash).max(ERASE_IDS_MAX).default([]),
  requests: z.array(RequestId).max(ERASE_IDS_MAX).default([]),
});
export const Erased = z.object({
  posts: z.number().int(),
  texts: z.number().int(),
  files: z.number().int(),
  requests: z.number().int(),
});
