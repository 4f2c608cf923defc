import { z } from 'zod';
import { Verdict } from './claim.ts';
import { Ms } from './id.ts';

/** How much faster than life the rumor runs; the clocks are shortened by as much. */
export const DRILL_SPEED_MAX = 20;
export const DRILL_MINUTES_MIN = 5;
export const DRILL_MINUTES_MAX = 120;

export const DrillDraft = z.object({
  speed: z.number().int().min(1).max(DRILL_SPEED_MAX).default(5),
  /** It ends by itself after so long. */
  minutes: z.number().int().min(DRILL_MINUTES_MIN).max(DRILL_MINUTES_MAX).default(60),
});
export type DrillDraft = z.infer<typeof DrillDraft>;

const points = z.number().int();

/** One clock at the end. `running` and `stopped` (passed on, put aside) are not over; a running one does not count. */
export const DrillClock = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  dueMs: Ms,
  doneMs: Ms.nullable(),
  outcome: z.enum(['met', 'missed', 'running', 'stopped']),
  points,
  of: points,
});
export type DrillClock = z.infer<typeof DrillClock>;

/** One thing that is so, or is not, in the sample town, and what the office said of it. */
export const DrillTruth = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  expected: z.enum(['true', 'false']),
  given: Verdict.nullable(),
  /** `unseen`: no point was about it; `open`: nobody came to a verdict. */
  outcome: z.enum(['right', 'half', 'wrong', 'open', 'unseen']),
  points,
  of: points,
});
export type DrillTruth = z.infer<typeof DrillTruth>;

/** What a drill leaves: its result sheet. */
export const DrillResult = z.object({
  id: z.string(),
  speed: z.number().int(),
  startedMs: Ms,
  /** The rumor's first post. */
  brokeOutMs: Ms,
  endedMs: Ms,
  ended: z.enum(['click', 'time']),
  chain: z.object({
    knownMs: Ms.nullable(),
    lookMs: Ms.nullable(),
    wordMs: Ms.nullable(),
    statementMs: Ms.nullable(),
  }),
  clocks: z.array(DrillClock),
  truths: z.array(DrillTruth),
  /** Whether what was published says both what is true and what is not. */
  said: z.object({ trueParts: z.number().int(), falseParts: z.number().int(), points, of: points }),
  points,
  of: points,
});
export type DrillResult = z.infer<typeof DrillResult>;

/** A drill that is on: where it is found, and until when. */
export const DrillNow = z.object({
  id: z.string(),
  stage: z.enum(['starting', 'running', 'ending']),
  url: z.string().nullable(),
  speed: z.number().int(),
  startedMs: Ms,
  endsMs: Ms,
});
export type DrillNow = z.infer<typeof DrillNow>;

export const DrillView = z.object({
  now: DrillNow.nullable(),
  /** Newest first. */
  results: z.array(DrillResult),
  /** This office is itself a drill. */
  inside: z.boolean(),
});
export type DrillView = z.infer<typeof DrillView>;

/** Results that the desk keeps in sight; the journal has them all. */
export const DRILLS_SHOWN_MAX = 50;
