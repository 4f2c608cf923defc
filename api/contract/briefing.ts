import { z } from 'zod';
import { BriefingAbout, BriefingKind, Lacking } from './briefing-paper.ts';
import { BodyId, ConcernId, FileHash, Ms, PersonId } from './id.ts';
import { NOTE_CHARS_MAX } from './limit.ts';

/** An issue of the briefing. */
export const BriefingId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$/)
  .brand<'BriefingId'>();
export type BriefingId = z.infer<typeof BriefingId>;

/** 草稿 → 送审 → 已签发. Sent back, it is a draft again. */
export const BriefingState = z.enum(['draft', 'submitted', 'released']);
export type BriefingState = z.infer<typeof BriefingState>;

export const PARAGRAPHS_MAX = 12;
export const PARAGRAPH_CHARS_MAX = 600;
export const BRIEFING_EDITS_MAX = 300;
export const BRIEFING_MARKS_MAX = 50;
export const BRIEFING_READS_MAX = 300;
/** A daily issue over thirty years. */
export const BRIEFINGS_MAX = 20_000;

/** What somebody did to a finding that the machine put in. It is moved, commented on, or left out with a reason that is printed. */
export const BriefingEdit = z.object({
  act: z.enum(['move', 'comment', 'leave-out', 'put-back']),
  key: z.string().max(160),
  /** `move`: before which finding of its section; null: to the end. */
  before: z.string().max(160).nullable(),
  /** The reason, or the comment. */
  text: z.string(),
  by: z.string(),
  atMs: Ms,
});
export type BriefingEdit = z.infer<typeof BriefingEdit>;

/** 批示: a leader marks a finding and writes. It is a task of the ledger from then on. */
export const BriefingMark = z.object({
  key: z.string().max(160),
  /** The finding's words as they stood. */
  about: z.string(),
  text: z.string(),
  body: BodyId,
  dueMs: Ms,
  concern: ConcernId,
  by: PersonId,
  atMs: Ms,
});
export type BriefingMark = z.infer<typeof BriefingMark>;

export const BriefingForm = z.enum(['pdf', 'docx', 'html', 'txt']);
export type BriefingForm = z.infer<typeof BriefingForm>;

export const Briefing = z.object({
  id: BriefingId,
  kind: BriefingKind,
  about: BriefingAbout.nullable(),
  /** Calendar year in China of the period's end; `no` runs within year and kind. */
  year: z.number().int(),
  no: z.number().int(),
  fromMs: Ms,
  toMs: Ms,
  state: BriefingState,
  version: z.number().int(),
  /** The made issue in the file store, and on which entry of the journal it rests. */
  made: z.object({ sha256: FileHash, atMs: Ms, n: z.number().int(), hash: z.string(), lacking: z.array(Lacking) }),
  remade: z.number().int(),
  judgement: z.array(z.string()),
  /** Who wrote it: they do not release it. */
  judgedBy: z.array(z.string()),
  /** The version at which it was last written: a text that was begun before is refused. */
  judgedVersion: z.number().int().optional(),
  edits: z.array(BriefingEdit),
  steps: z.array(z.object({ state: BriefingState, by: z.string(), atMs: Ms, note: z.string() })),
  released: z
    .object({
      atMs: Ms,
      by: z.string(),
      /** Of the paper's canonical JSON: what was released. */
      paper: FileHash,
      n: z.number().int(),
      hash: z.string(),
      channels: z.array(z.string()),
    })
    .nullable(),
  /** Forms that were made of the released paper. A browser that was missing makes its form later. */
  files: z.array(z.object({ form: BriefingForm, sha256: FileHash, bytes: z.number().int(), atMs: Ms })),
  marks: z.array(BriefingMark),
  reads: z.array(z.object({ by: PersonId, atMs: Ms })),
  /** Taken out at a person's request after it was released: the forms were made anew. */
  redactedMs: Ms.nullable(),
  sample: z.boolean(),
});
export type Briefing = z.infer<typeof Briefing>;

const minute = z.number().int().min(0).max(1_439);

/** When issues are made and whom they go to. Minutes of the day in China. */
export const BriefingPlan = z.object({
  daily: z.boolean(),
  weekly: z.boolean(),
  monthly: z.boolean(),
  /** The draft is made, and the period ends. */
  atMin: minute,
  /** 1 Monday … 7 Sunday: the day on which the week's issue is made. */
  weekday: z.number().int().min(1).max(7),
  /** Until when it should be released; shown as a clock. */
  releaseMin: minute,
  /** Names the paper: 社情民意. */
  name: z.string().trim().min(1).max(20),
  reviewer: PersonId.nullable(),
  /** Ids of channels that a released issue goes to. */
  channels: z.array(z.string().max(64)).max(20),
  reportsTo: z.string().trim().max(60),
  copiesTo: z.string().trim().max(60),
});
export type BriefingPlan = z.infer<typeof BriefingPlan>;

const key = z.string().min(1).max(160);
const note = z.string().trim().max(NOTE_CHARS_MAX).default('');
const reason = z.string().trim().min(1).max(NOTE_CHARS_MAX);

export const BriefingAct = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('judge'),
    version: z.number().int(),
    paragraphs: z.array(z.string().trim().min(1).max(PARAGRAPH_CHARS_MAX)).max(PARAGRAPHS_MAX),
  }),
  z.object({ act: z.literal('move'), key, before: key.nullable() }),
  z.object({ act: z.literal('comment'), key, text: reason }),
  z.object({ act: z.literal('leave-out'), key, text: reason }),
  z.object({ act: z.literal('put-back'), key }),
  /** Made anew of the store as it is now, for the same period. */
  z.object({ act: z.literal('remake') }),
  z.object({ act: z.literal('submit') }),
  z.object({ act: z.literal('return'), note: reason }),
  /** `paper`: the hash of what the releaser saw. */
  z.object({ act: z.literal('release'), paper: FileHash, channels: z.array(z.string().max(64)).max(20) }),
  z.object({ act: z.literal('read') }),
  z.object({ act: z.literal('mark'), key, text: reason, body: BodyId, dueMs: Ms }),
  z.object({ act: z.literal('send-again'), note }),
]);
export type BriefingAct = z.infer<typeof BriefingAct>;

/** A special report, or an issue of a period that the schedule did not make. */
export const BriefingDraft = z.object({
  kind: BriefingKind,
  about: BriefingAbout.nullable().default(null),
  /** A day in China, `2026-11-24`: the issue that is dated so. Not for special reports. */
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null),
});
export type BriefingDraft = z.infer<typeof BriefingDraft>;
