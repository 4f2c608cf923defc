import { z } from 'zod';
import { BinMs, Ms } from './id.ts';
import { GuardedCount, Term } from './alert.ts';

export const ToneName = z.enum(['calm', 'worried', 'angry', 'helpless', 'thankful']);

export const ToneQuery = z.object({
  by: z.enum(['all', 'topic', 'place', 'source']).default('all'),
  id: z.string().max(80).default(''),
  fromMs: Ms,
  toMs: Ms,
});
export type ToneQuery = z.infer<typeof ToneQuery>;

/** Posts with a tone, by tone. `null` is a sum under 5. Where any is null the shares are null too. */
export const ToneSum = z.object({
  total: GuardedCount,
  counts: z.record(ToneName, GuardedCount),
  shares: z.record(ToneName, z.number().nullable()),
});
export type ToneSum = z.infer<typeof ToneSum>;

export const ToneReply = z.object({
  stepMs: z.number().int(),
  points: z.array(ToneSum.extend({ atMs: BinMs })),
  sum: ToneSum,
  /** The same weekdays and hours of the four weeks before. */
  usual: z.array(z.object({ tone: ToneName, low: z.number(), high: z.number(), share: z.number().nullable() })),
  /** Change of each topic, place or source against the usual, widest first. */
  rows: z.array(ToneSum.extend({ kind: z.enum(['topic', 'place', 'source']), id: z.string(), name: z.string() })),
  terms: z.array(Term),
  /** Masked excerpts chosen by the terms that rose, never by tone. */
  excerpts: z.array(z.object({ term: z.string(), text: z.string(), sourceName: z.string(), publishedMs: Ms })),
});
export type ToneReply = z.infer<typeof ToneReply>;
