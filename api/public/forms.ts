import { z } from 'zod';
import { ANSWER_TEXT_CHARS_MAX, GROUP_CHARS_MAX } from '../contract/consultation.ts';
import { REQUEST_TEXT_CHARS_MAX, REQUEST_WHERE_CHARS_MAX, RequestKind, Satisfaction } from '../contract/index.ts';
import { TOKEN } from '../publisher/receipts.ts';

/** One value a field; of a field that comes twice the first counts. */
const first = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value[0] : value), field);
const one = (max: number) => first(z.string().max(max));
const optional = (max: number) => one(max).default('');

export const AskForm = z.object({
  /** An answer to a consultation has a form of its own. */
  kind: first(RequestKind.exclude(['opinion'])),
  text: one(REQUEST_TEXT_CHARS_MAX * 2),
  where: optional(REQUEST_WHERE_CHARS_MAX),
  about: optional(12),
  homepage: optional(2_000),
});
export type AskForm = z.infer<typeof AskForm>;

export const OpinionForm = z.object({
  consultation: one(6),
  option: optional(8),
  group: optional(GROUP_CHARS_MAX),
  other: optional(GROUP_CHARS_MAX * 2),
  text: optional(ANSWER_TEXT_CHARS_MAX * 2),
  homepage: optional(2_000),
});
export type OpinionForm = z.infer<typeof OpinionForm>;

export const ReceiptForm = z.object({ receipt: one(80) });
export const SatisfactionForm = z.object({
  token: one(64).pipe(z.string().regex(TOKEN)),
  satisfaction: first(Satisfaction),
});

/** A body of a form is this long at most: the text in percent-encoded UTF-8 is nine bytes a character. */
export const FORM_BYTES_MAX = 40 * 1024;
export const FORM_FIELDS_MAX = 12;
