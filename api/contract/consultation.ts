import { z } from 'zod';
import { ConcernId, Ms, StatementId } from './id.ts';
import { NOTE_CHARS_MAX } from './limit.ts';

/** 征求意见: a measure that touches many people, put up before it is decided. */
export const ConsultationId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$/)
  .brand<'ConsultationId'>();
export type ConsultationId = z.infer<typeof ConsultationId>;

/** 拟稿 → 征求中 → 已截止 → 已反馈 (what was taken over and why); or withdrawn before. */
export const ConsultationState = z.enum(['draft', 'open', 'closed', 'concluded', 'withdrawn']);
export type ConsultationState = z.infer<typeof ConsultationState>;

export const OPTIONS_MAX = 8;
/** Summaries of one consultation: groups by days of collecting. */
export const OPINIONS_MAX = 200;
export const TAKEN_MAX = 30;
export const CONSULTATIONS_MAX = 2_000;
export const CONSULTATIONS_SHOWN_MAX = 100;
export const CONSULTATION_DAYS_MAX = 180;
export const GROUP_CHARS_MAX = 30;

const short = z.string().trim().min(1).max(120);

/** What a group of people said: how many, for which option, in the words of a summary. Never one person's name. */
export const Opinion = z.object({
  /** 居民, 商户, 家长 … */
  group: z.string(),
  /** Index of the option; null: none of them. */
  option: z.number().int().nullable(),
  count: z.number().int(),
  summary: z.string(),
  /** Collected by staff, or by the public inbox. */
  via: z.enum(['staff', 'inbox']),
  atMs: Ms,
  by: z.string(),
});
export type Opinion = z.infer<typeof Opinion>;

/** What came of one view: taken over or not, and why. */
export const Taken = z.object({
  what: short,
  taken: z.boolean(),
  why: z.string().trim().min(1).max(NOTE_CHARS_MAX),
});
export type Taken = z.infer<typeof Taken>;

export const Consultation = z.object({
  id: ConsultationId,
  no: z.number().int(),
  version: z.number().int(),
  concern: ConcernId.nullable(),
  title: z.string(),
  question: z.string(),
  options: z.array(z.string()),
  fromMs: Ms.nullable(),
  untilMs: Ms,
  state: ConsultationState,
  opinions: z.array(Opinion),
  taken: z.array(Taken),
  decision: z.string(),
  /** The published statement that put it to the public, and the one that said what came of it. */
  announced: StatementId.nullable(),
  answered: StatementId.nullable(),
  steps: z.array(z.object({ state: ConsultationState, atMs: Ms, by: z.string(), note: z.string() })),
});
export type Consultation = z.infer<typeof Consultation>;

export const ConsultationDraft = z.object({
  concern: ConcernId.nullable().default(null),
  title: z.string().trim().min(1).max(80),
  question: z.string().trim().min(1).max(NOTE_CHARS_MAX),
  options: z.array(short).max(OPTIONS_MAX).default([]),
  untilMs: Ms,
});
export type ConsultationDraft = z.infer<typeof ConsultationDraft>;

const note = z.string().trim().max(NOTE_CHARS_MAX).default('');
export const ConsultationAct = z.discriminatedUnion('act', [
  ConsultationDraft.omit({ concern: true }).extend({ act: z.literal('edit') }),
  z.object({ act: z.literal('start') }),
  z.object({
    act: z.literal('consultation-answer'),
    group: z.string().trim().min(1).max(GROUP_CHARS_MAX),
    option: z
      .number()
      .int()
      .min(0)
      .max(OPTIONS_MAX - 1)
      .nullable()
      .default(null),
    count: z.number().int().min(1).max(1_000_000),
    summary: note,
  }),
  /** Before the period is over: with a reason. */
  z.object({ act: z.literal('close'), note }),
  z.object({
    act: z.literal('conclude'),
    taken: z.array(Taken).max(TAKEN_MAX),
    decision: z.string().trim().max(NOTE_CHARS_MAX),
  }),
  z.object({ act: z.literal('withdraw'), note }),
  z.object({ act: z.literal('link'), statement: StatementId, as: z.enum(['announced', 'answered']) }),
]);
export type ConsultationAct = z.infer<typeof ConsultationAct>;

export const ConsultationView = Consultation.extend({
  concernNo: z.number().int().nullable(),
  /** Everybody counted, by option (the last: none of them) and by group. */
  total: z.number().int(),
  byOption: z.array(z.number().int()),
  byGroup: z.array(z.object({ group: z.string(), count: z.number().int() })),
  names: z.record(z.string(), z.string()),
  /** Published statements that can be linked. */
  statements: z.array(z.object({ id: StatementId, title: z.string() })),
  may: z.array(z.string()),
});
export type ConsultationView = z.infer<typeof ConsultationView>;
