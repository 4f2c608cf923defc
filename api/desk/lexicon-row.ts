import { z } from 'zod';
import type { LexiconEdit, LexiconRow } from '../contract/index.ts';
import { NAME_CHARS_MAX } from '../contract/index.ts';

const words = z.string().trim().min(1).max(100);
const id = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}:._-]{0,79}$/u);
const LEVELS = [
  'country',
  'province',
  'city',
  'county',
  'town',
  'village',
  'estate',
  'school',
  'road',
  'site',
] as const;

const Weighted = z.object({
  file: z.enum(['topics', 'markers', 'tone', 'rumor']),
  label: id,
  words,
  weight: z.number().min(-20).max(20),
  origin: z.enum(['hand', 'learned']),
});
const Place = z.object({
  file: z.literal('places'),
  id,
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  level: z.enum(LEVELS),
  parent: id.nullable(),
  aliases: z.array(z.string().trim().min(1).max(NAME_CHARS_MAX)).max(50),
  sample: z.boolean(),
});

/** One edit, as journaled and as it comes in. */
export const LexiconEditSchema: z.ZodType<LexiconEdit> = z.object({
  act: z.enum(['put', 'remove']),
  row: z.union([Weighted, Place]),
});

/** What tells one row from another: a place by its id, any other by file, label and words. */
export function rowKey(row: LexiconRow): string {
  return row.file === 'places' ? `places|${row.id}` : `${row.file}|${row.label}|${row.words}`;
}
