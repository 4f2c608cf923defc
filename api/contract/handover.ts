import { z } from 'zod';
import { FileHash, Ms, PersonId } from './id.ts';
import { NOTE_CHARS_MAX } from './limit.ts';

export const HandoverId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$/)
  .brand<'HandoverId'>();
export type HandoverId = z.infer<typeof HandoverId>;

export const HANDOVERS_SHOWN_MAX = 60;
export const HANDOVER_ROWS_MAX = 60;

/** One line of the page: what it is, with whom, until when. */
export const HandoverLine = z.object({
  text: z.string(),
  who: z.string(),
  dueMs: Ms.nullable(),
  late: z.boolean(),
  link: z.string().nullable(),
});
export type HandoverLine = z.infer<typeof HandoverLine>;

/** 交接班: what the next shift has to know, made of the desk as it is. */
export const HandoverPage = z.object({
  atMs: Ms,
  office: z.string(),
  head: z.object({ n: z.number().int(), hash: z.string() }),
  alerts: z.array(HandoverLine),
  clocks: z.array(HandoverLine),
  promises: z.array(HandoverLine),
  sources: z.array(HandoverLine),
  drafts: z.array(HandoverLine),
  /** Concerns and inquiries that end within the next shift. */
  due: z.array(HandoverLine),
  /** What was cut, by list. */
  more: z.record(z.string(), z.number().int()),
  sample: z.boolean(),
});
export type HandoverPage = z.infer<typeof HandoverPage>;

/** Signed by the one who goes, then by the one who comes: both sign the same page, by its hash. */
export const Handover = z.object({
  id: HandoverId,
  no: z.number().int(),
  sha256: FileHash,
  bytes: z.number().int(),
  from: PersonId,
  fromMs: Ms,
  note: z.string(),
  to: PersonId.nullable(),
  toMs: Ms.nullable(),
  toNote: z.string(),
});
export type Handover = z.infer<typeof Handover>;

export const HandoverDraft = z.object({
  /** Of the page that was seen. */
  sha256: FileHash,
  note: z.string().trim().max(NOTE_CHARS_MAX).default(''),
});
export const HandoverSign = z.object({ note: z.string().trim().max(NOTE_CHARS_MAX).default('') });

export const HandoverNow = z.object({
  page: HandoverPage,
  sha256: FileHash,
  /** Signed by the one who goes and waiting for the one who comes; newest first among all. */
  signed: z.array(Handover),
  names: z.record(z.string(), z.string()),
  /** Who has the duty now, and who has it next, by the roster. */
  onDuty: z.array(z.string()),
  next: z.array(z.string()),
  may: z.array(z.string()),
});
export type HandoverNow = z.infer<typeof HandoverNow>;
export const HandoverView = z.object({
  handover: Handover,
  page: HandoverPage,
  names: z.record(z.string(), z.string()),
  may: z.array(z.string()),
});
export type HandoverView = z.infer<typeof HandoverView>;
