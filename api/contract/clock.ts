import { z } from 'zod';
import { Grade, UpwardReport } from './claim.ts';
import { ClaimId, ConcernId, Ms } from './id.ts';
import { NOTE_CHARS_MAX } from './limit.ts';

/** What ends a clock: somebody takes the claim, a holding statement, a statement, a press conference (by hand). */
export const ClockEnd = z.enum(['first-look', 'first-word', 'conference', 'answer']);

const DAYS_MAX = 90;
const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * DAYS_MAX);
const ruleId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const shortName = z.string().trim().min(1).max(40);

/** One length of time. `grades`: those for which it runs. */
export const ClockRule = z.object({
  id: ruleId,
  zh: shortName,
  en: shortName,
  minutes,
  end: ClockEnd,
  grades: z.array(Grade).min(1).max(3),
  /** Counts working days of the calendar alone. */
  workingDays: z.boolean(),
  basis: z.string().trim().max(120),
  active: z.boolean(),
});
export type ClockRule = z.infer<typeof ClockRule>;
export const CLOCK_RULES_MAX = 20;

export const ClockState = z.enum(['running', 'soon', 'over', 'paused', 'suspended', 'met', 'missed', 'ended']);
/** A clock as it stands now. */
export const ClockView = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  basis: z.string(),
  state: ClockState,
  startMs: Ms,
  endMs: Ms,
  /** Of a clock that is done: when. */
  doneMs: Ms.nullable(),
  acknowledgedMs: Ms.nullable(),
  pausedNote: z.string(),
});
export type ClockView = z.infer<typeof ClockView>;

/** A day that is not as its weekday says: a holiday, or a Saturday worked in for one. `YYYY-MM-DD`. */
export const CalendarDay = z.object({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  works: z.boolean(),
  name: z.string().trim().max(20),
});
export type CalendarDay = z.infer<typeof CalendarDay>;
/** Two years of holidays; the whole list is one entry of the journal. */
export const CALENDAR_DAYS_MAX = 120;

/** A clock with the claim that it runs for. */
export const ClockDue = z.object({
  claim: ClaimId,
  no: z.number().int(),
  title: z.string(),
  grade: Grade,
  holder: z.string().nullable(),
  clock: ClockView,
});
export type ClockDue = z.infer<typeof ClockDue>;
/** A concern of the ledger with the deadline that counts now; `body`: who has it, empty before it is assigned. */
export const ConcernDue = z.object({
  concern: ConcernId,
  no: z.number().int(),
  title: z.string(),
  body: z.string(),
  clock: ClockView,
});
export type ConcernDue = z.infer<typeof ConcernDue>;
/** More than these at once are not "next"; of each kind. */
export const CLOCKS_DUE_MAX = 50;

const note = z.string().trim().max(NOTE_CHARS_MAX);
const clock = z.string().min(1).max(64);

/** What people do with a claim's clocks, and 上报. `report`: the place of a report in the claim's list. */
export const ClockAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('pause'), clock, note }),
  z.object({ act: z.literal('resume'), clock, note: note.default('') }),
  z.object({ act: z.literal('acknowledge'), clock }),
  /** What only a person knows: the press conference was held. */
  z.object({ act: z.literal('meet'), clock, note: note.default('') }),
  z.object({ act: z.literal('report-up'), rule: z.string().max(64), note }),
  z.object({ act: z.literal('report-receipt'), report: z.number().int().min(0).max(99), receipt: note.min(1) }),
]);
export type ClockAct = z.infer<typeof ClockAct>;

/** The clocks of one claim, what was reported upward, and to whom one can report. */
export const ClaimClocks = z.object({
  clocks: z.array(ClockView),
  /** Rules that end by hand alone: their clocks have a button for it. */
  byHand: z.array(z.string()),
  reports: z.array(UpwardReport),
  targets: z.array(z.object({ rule: z.string(), to: z.string(), contact: z.string() })),
  /** What the caller may do here, by the names of the acts. */
  may: z.array(z.string()),
});
export type ClaimClocks = z.infer<typeof ClaimClocks>;
