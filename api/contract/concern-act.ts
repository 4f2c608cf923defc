import { z } from 'zod';
import { errandOf } from './errand.ts';
import {
  CO_BODIES_MAX,
  CONCERN_TEXT_CHARS_MAX,
  CONCERN_TITLE_CHARS_MAX,
  ConcernOrigin,
  Satisfaction,
} from './concern.ts';
import { FILES_PER_ACT_MAX, FileRef } from './file.ts';
import { BodyId, Ms } from './id.ts';
import { FILTER_IDS_MAX, NOTE_CHARS_MAX } from './limit.ts';

const note = z.string().trim().max(NOTE_CHARS_MAX).default('');
const reason = z.string().trim().max(NOTE_CHARS_MAX);
const title = z.string().trim().min(1).max(CONCERN_TITLE_CHARS_MAX);
const text = z.string().trim().min(1).max(CONCERN_TEXT_CHARS_MAX);
const labels = z.array(z.string().max(80)).max(FILTER_IDS_MAX);
const files = z.array(FileRef).max(FILES_PER_ACT_MAX).default([]);
/** The department for which staff write down what it said by telephone or letter. Its own people leave it out. */
const forBody = BodyId.nullable().default(null);

/** An entry as it is opened by hand. What comes from 12345 comes by an import. */
export const ConcernDraft = z.object({
  title,
  text,
  topics: labels.default([]),
  places: labels.default([]),
  origin: ConcernOrigin,
  heardMs: Ms.nullable().default(null),
});
export type ConcernDraft = z.infer<typeof ConcernDraft>;

/** What people do with a concern. Null deadlines: the office's usual length from now. */
export const CONCERN_ACTS = [
  z.object({
    act: z.literal('edit'),
    title: title.optional(),
    text: text.optional(),
    topics: labels.optional(),
    places: labels.optional(),
  }),
  /** 转办, and 改派 while it is with another one (with a reason). */
  z.object({
    act: z.literal('assign'),
    body: BodyId,
    others: z.array(BodyId).max(CO_BODIES_MAX).default([]),
    dueMs: Ms.nullable().default(null),
    note,
  }),
  /** 反馈进展 of the department or a co-department: a measure that was taken. */
  z.object({ act: z.literal('answer'), text, files, body: forBody }),
  /** 报结: the department says what came of it. */
  z.object({ act: z.literal('report'), outcome: text, solved: z.boolean(), files, body: forBody }),
  /** 退回: not ours, with the reason. */
  z.object({ act: z.literal('give-back'), note: reason, body: forBody }),
  z.object({ act: z.literal('ask-extension'), toMs: Ms, note: reason, body: forBody }),
  /** 延期: granted, asked or not. */
  z.object({ act: z.literal('extend'), toMs: Ms, note: reason }),
  z.object({ act: z.literal('refuse-extension'), note: reason }),
  /** 督办. */
  z.object({ act: z.literal('urge'), text: reason }),
  /** 退回补办: what was reported is not enough. */
  z.object({ act: z.literal('send-back'), note: reason, dueMs: Ms.nullable().default(null) }),
  /** 办结. */
  z.object({
    act: z.literal('settle'),
    outcome: z.string().trim().max(CONCERN_TEXT_CHARS_MAX),
    solved: z.boolean(),
    publicAnswer: z.string().trim().max(CONCERN_TEXT_CHARS_MAX).default(''),
    files,
  }),
  /** 回访 by a call or a visit. */
  z.object({ act: z.literal('revisit'), how: z.enum(['call', 'visit']), satisfaction: Satisfaction, note }),
  /** 重办. */
  z.object({ act: z.literal('redo'), note: reason, dueMs: Ms.nullable().default(null) }),
  /** 批示. */
  z.object({ act: z.literal('mark'), text: reason }),
  /** 民情日志. */
  z.object({ act: z.literal('note'), text: reason }),
] as const;
export const ConcernAct = z.discriminatedUnion('act', CONCERN_ACTS);
export type ConcernAct = z.infer<typeof ConcernAct>;
export type ConcernActName = ConcernAct['act'];

/** A 12345 list as text: the header in Chinese or English, a row a concern. */
export const IMPORT_CSV_CHARS_MAX = 3_000_000;
export const IMPORT_ROWS_MAX = 5_000;
export const ConcernImport = z.object({ csv: z.string().min(1).max(IMPORT_CSV_CHARS_MAX) });

/** Why a row was not taken; said by its number, never by what stands in it. */
export const ImportFault = z.enum(['number', 'number-person', 'twice', 'text', 'time']);
export type ImportFault = z.infer<typeof ImportFault>;
export const ConcernImported = z.object({
  opened: z.number().int(),
  /** Numbers that are in the ledger already. */
  repeated: z.number().int(),
  bad: z.array(z.object({ row: z.number().int(), fault: ImportFault })),
  /** Columns that were not read: what names or reaches a person never is. */
  unread: z.number().int(),
});
export type ConcernImported = z.infer<typeof ConcernImported>;
/** The office's newest import: one at a time. */
export const ConcernImporting = errandOf(ConcernImported);
