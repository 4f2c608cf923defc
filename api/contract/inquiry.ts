import { z } from 'zod';
import { FILES_PER_ACT_MAX, FileRef } from './file.ts';
import { BodyId, ClaimId, EvidenceId, InquiryId, Ms, PointId } from './id.ts';
import { NAME_CHARS_MAX, NOTE_CHARS_MAX } from './limit.ts';
import { OneTimeLink } from './person.ts';

/** 核实单: sent → answered (or given back) → closed. */
export const InquiryState = z.enum(['sent', 'answered', 'returned', 'closed']);
export type InquiryState = z.infer<typeof InquiryState>;

export const InquiryAnswer = z.object({
  text: z.string(),
  /** Who signs for the department. */
  signedBy: z.string(),
  atMs: Ms,
  /** A person's id, or `body:…` where it came by the one-time link. */
  by: z.string(),
  files: z.array(FileRef),
  /** SHA-256 over text, signature and files. */
  sha256: z.string(),
});
export type InquiryAnswer = z.infer<typeof InquiryAnswer>;

export const InquiryReminder = z.object({
  atMs: Ms,
  by: z.string(),
  kind: z.enum(['before', 'after', 'escalated']),
});

export const Inquiry = z.object({
  id: InquiryId,
  no: z.number().int(),
  version: z.number().int(),
  claim: ClaimId,
  point: PointId.nullable(),
  body: BodyId,
  question: z.string(),
  contact: z.string(),
  sentMs: Ms,
  sentBy: z.string(),
  dueMs: Ms,
  state: InquiryState,
  answers: z.array(InquiryAnswer),
  evidence: EvidenceId.nullable(),
  /** Since it was last asked. */
  reminders: z.array(InquiryReminder),
  note: z.string(),
});
export type Inquiry = z.infer<typeof Inquiry>;

export const QUESTION_CHARS_MAX = 600;
export const ANSWER_CHARS_MAX = 4_000;
export const CONTACT_CHARS_MAX = 120;
/** Of one inquiry: an answer and what was added to it. */
export const ANSWERS_MAX = 10;
/** Of one claim. */
export const INQUIRIES_MAX = 40;
export const INQUIRY_DAYS_MAX = 60;
/** By the one-time link: each upload counts as a try of the token, and those run out. */
export const LINK_FILES_MAX = 4;
/** The token comes first in the body of an upload, ended by a line feed, so that it is looked at before the bytes are taken. */
export const TOKEN_CHARS_MAX = 200;

export const InquiryDraft = z.object({
  point: PointId.nullable().default(null),
  body: BodyId,
  question: z.string().trim().min(1).max(QUESTION_CHARS_MAX),
  contact: z.string().trim().max(CONTACT_CHARS_MAX),
  /** Null: the office's usual length from now. */
  dueMs: Ms.nullable().default(null),
});
export type InquiryDraft = z.infer<typeof InquiryDraft>;

const note = z.string().trim().max(NOTE_CHARS_MAX);
const answer = {
  text: z.string().trim().min(1).max(ANSWER_CHARS_MAX),
  signedBy: z.string().trim().min(1).max(NAME_CHARS_MAX),
};
/** What is done with an inquiry: by the department (answer, give back), by the office (ask again, close). */
export const InquiryAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('answer'), ...answer, files: z.array(FileRef).max(FILES_PER_ACT_MAX).default([]) }),
  z.object({ act: z.literal('give-back'), note }),
  z.object({ act: z.literal('ask-again'), note, dueMs: Ms.nullable().default(null) }),
  z.object({ act: z.literal('close'), note: note.default('') }),
]);
export type InquiryAct = z.infer<typeof InquiryAct>;

/** As the office sees it. */
export const InquiryView = Inquiry.extend({
  bodyName: z.string(),
  pointText: z.string().nullable(),
  sentByName: z.string(),
  overdue: z.boolean(),
  /** Whether a one-time link is out that still works. */
  linked: z.boolean(),
});
export type InquiryView = z.infer<typeof InquiryView>;
export const InquirySent = z.object({ inquiry: InquiryView, link: OneTimeLink.nullable() });

/** As the department sees it: what was sent to it, and nothing else. `about`: the point, with persons and homes covered. */
export const InquiryTask = z.object({
  id: InquiryId,
  no: z.number().int(),
  office: z.string(),
  bodyName: z.string(),
  about: z.string(),
  question: z.string(),
  contact: z.string(),
  sentMs: Ms,
  dueMs: Ms,
  state: InquiryState,
  overdue: z.boolean(),
  reminded: z.boolean(),
  answers: z.array(InquiryAnswer.omit({ by: true })),
  note: z.string(),
});
export type InquiryTask = z.infer<typeof InquiryTask>;
/** The newest; what is open comes first. */
export const TASKS_MAX = 200;

/** What a one-time link opens. The token goes in the body, so that no GET uses it up and no log has it. */
export const OneTimeToken = z.object({ token: z.string().min(1).max(TOKEN_CHARS_MAX) });
export const OneTimeView = z.discriminatedUnion('what', [
  z.object({ what: z.literal('answer'), task: InquiryTask }),
  z.object({
    what: z.literal('acknowledge'),
    office: z.string(),
    person: z.string(),
    no: z.number().int(),
    title: z.string(),
    grade: z.string(),
    clockZh: z.string(),
    clockEn: z.string(),
    endMs: Ms,
    acknowledgedMs: Ms.nullable(),
  }),
]);
export type OneTimeView = z.infer<typeof OneTimeView>;

/** What the holder of a one-time link does: answer or give back an inquiry, or acknowledge a clock. */
export const OneTimeAct = z.discriminatedUnion('act', [
  OneTimeToken.extend({
    act: z.literal('answer'),
    ...answer,
    files: z.array(FileRef).max(LINK_FILES_MAX).default([]),
  }),
  OneTimeToken.extend({ act: z.literal('give-back'), note: note.min(1) }),
  OneTimeToken.extend({ act: z.literal('acknowledge') }),
]);
export type OneTimeAct = z.infer<typeof OneTimeAct>;
