import { z } from 'zod';
import { REQUEST_TEXT_CHARS_MAX, REQUEST_WHERE_CHARS_MAX, RequestKind, Satisfaction } from '../contract/index.ts';
import { TOKEN } from '../publisher/receipts.ts';

/** One value a field; of a field that comes twice the first counts. */
const first = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value[0] : value), field);
const one = (max: number) => first(z.string().max(max));
const optional = (max: number) => one(max).default('');

export const AskForm = z.object({
  kind: first(RequestKind),
  text: one(REQUEST_TEXT_CHARS_MAX * 2),
  where: optional(REQUEST_WHERE_CHARS_MAX),
  about: optional(12),
  homepage: optional(2_000),
});
export type AskForm = z.infer<typeof AskForm>;

export const ReceiptForm = z.object({ receipt: one(80) });
export const SatisfactionForm = z.object({
  token: one(64).pipe(z.string().regex(TOKEN)),
  satisfaction: first(Satisfaction),
});

/** A body of a form is this long at most: the text in percent-encoded UTF-8 is nine bytes a character. */
export const FORM_BYTES_MAX = 40 * 1024;
export const FORM_FIELDS_MAX = 12;
