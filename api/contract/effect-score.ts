import { z } from 'zod';
import { ClaimState, Grade } from './claim.ts';
import { ClockState } from './clock.ts';
import { ClaimId, Ms } from './id.ts';

/** The links of a claim's chain that are measured, each with what it runs from and to. */
export const LEAD_SPANS = [
  'post-to-known',
  'known-to-look',
  'known-to-word',
  'known-to-statement',
  'post-to-word',
  'word-to-peak',
  'known-to-close',
] as const;
export const LeadSpan = z.enum(LEAD_SPANS);
export type LeadSpan = z.infer<typeof LeadSpan>;

/** One claim: first post → alert → first look → holding statement → statement → peak → close. Null: it did not come to that. */
export const LeadRow = z.object({
  claim: ClaimId,
  no: z.number().int(),
  title: z.string(),
  /** `2026-11`, of the moment of knowing, in China's time. */
  month: z.string(),
  state: ClaimState,
  grade: Grade,
  firstPostMs: Ms.nullable(),
  alertMs: Ms.nullable(),
  knownMs: Ms,
  lookMs: Ms.nullable(),
  /** The first holding statement, the first full one, and the first word of any kind. */
  holdingMs: Ms.nullable(),
  statementMs: Ms.nullable(),
  wordMs: Ms.nullable(),
  /** Middle of the hour with the most repeats; null where there are too few or they are no longer stored. */
  peakMs: Ms.nullable(),
  closedMs: Ms.nullable(),
  spans: z.partialRecord(LeadSpan, z.number()),
  clocks: z.array(z.object({ id: z.string(), state: ClockState })),
  overturned: z.number().int(),
  sample: z.boolean(),
});
export type LeadRow = z.infer<typeof LeadRow>;

/** A median with how many claims it stands on. */
export const LeadMedian = z.object({ medianMs: z.number().nullable(), claims: z.number().int() });
export const ClockShare = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  met: z.number().int(),
  missed: z.number().int(),
  /** Not over yet, or ended without an end of their own. */
  open: z.number().int(),
});
export type ClockShare = z.infer<typeof ClockShare>;

export const ScoreSum = z.object({
  claims: z.number().int(),
  medians: z.record(LeadSpan, LeadMedian),
  clocks: z.array(ClockShare),
  overturned: z.number().int(),
});
export type ScoreSum = z.infer<typeof ScoreSum>;

export const ScoreView = z.object({
  rows: z.array(LeadRow),
  months: z.array(ScoreSum.extend({ month: z.string() })),
  all: ScoreSum,
  /** Only the sample's claims are there, and so they are what is counted. */
  sample: z.boolean(),
});
export type ScoreView = z.infer<typeof ScoreView>;

/** Claims that are listed, newest first; the sums are over all. */
export const SCORE_ROWS_MAX = 300;
export const SCORE_MONTHS_MAX = 24;
