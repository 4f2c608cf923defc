import { z } from 'zod';
import { ConcernId, Ms, RequestId, StatementId } from './id.ts';
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
/** Why a view was taken over or not: so that 30 of them, with all else, stay under 100 kB on the public page. */
export const TAKEN_WHY_CHARS_MAX = 300;
/** What one person writes to a consultation: it can be taken over whole as a summary. */
export const ANSWER_TEXT_CHARS_MAX = NOTE_CHARS_MAX;
/** Answers of the public page that are counted in with one act, and shown at once. */
export const COUNT_IN_MAX = 200;
/** What the public form offers; whoever is none of these writes a word. */
export const PUBLIC_GROUPS = ['居民', '商户', '家长', '务工人员'] as const;
export const OTHER_GROUP = '其他';

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
  /** Whom it concerns, in words: 河西路沿线住户、学生家长. */
  whom: z.string(),
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
  whom: z.string().trim().max(120).default(''),
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
    taken: z.array(Taken.extend({ why: z.string().trim().min(1).max(TAKEN_WHY_CHARS_MAX) })).max(TAKEN_MAX),
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
  /** Address of its page on the public site; '' for a draft, and for one that was withdrawn before it started. */
  page: z.string(),
  /** Answers of the public page that nobody looked at yet. */
  waiting: z.number().int(),
  may: z.array(z.string()),
});
export type ConsultationView = z.infer<typeof ConsultationView>;

/** What a citizen chose and wrote on the page of a consultation, beside the text of the request. */
export const AnswerChoice = z.object({
  consultation: ConsultationId,
  /** Index of the option; null: none of them. */
  option: z.number().int().nullable(),
  /** As it was chosen or written, masked. */
  group: z.string(),
});
export type AnswerChoice = z.infer<typeof AnswerChoice>;

/** One answer that waits: `group` as it was written. */
export const WaitingAnswer = z.object({
  id: RequestId,
  atMs: Ms,
  option: z.number().int().nullable(),
  group: z.string(),
  text: z.string(),
});
export type WaitingAnswer = z.infer<typeof WaitingAnswer>;

/** What came by the page of one consultation: all that waits in numbers, the oldest `COUNT_IN_MAX` themselves. */
export const AnswersView = z.object({
  consultation: ConsultationId,
  no: z.number().int(),
  title: z.string(),
  state: ConsultationState,
  options: z.array(z.string()),
  waiting: z.number().int(),
  handled: z.number().int(),
  /** Of those that wait; the last: none of the options. */
  byOption: z.array(z.number().int()),
  byGroup: z.array(z.object({ group: z.string(), count: z.number().int() })),
  answers: z.array(WaitingAnswer),
});
export type AnswersView = z.infer<typeof AnswersView>;

const chosen = z.array(RequestId).min(1).max(COUNT_IN_MAX);
/** What staff do with a batch of answers: each is counted once, or set aside with a reason that its receipt tells. */
export const AnswersAct = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('count'),
    requests: chosen,
    /** Whose texts are taken over as opinions, among those. */
    texts: z.array(RequestId).max(COUNT_IN_MAX).default([]),
    /** Groups in citizens' own words → the group they are counted in; what is not named is counted as 其他. */
    groups: z
      .array(
        z.object({ written: z.string().max(GROUP_CHARS_MAX), counted: z.string().trim().min(1).max(GROUP_CHARS_MAX) }),
      )
      .max(COUNT_IN_MAX)
      .default([]),
  }),
  z.object({ act: z.literal('set-aside'), requests: chosen, reason: z.string().trim().min(1).max(NOTE_CHARS_MAX) }),
]);
export type AnswersAct = z.infer<typeof AnswersAct>;

/** How many were handled now; the others had been handled before, by somebody else or another click. */
export const AnswersDone = z.object({ done: z.number().int(), before: z.number().int() });
export type AnswersDone = z.infer<typeof AnswersDone>;
