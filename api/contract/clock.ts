import { z } from 'zod';
import { Grade } from './claim.ts';
import { Ms, PersonId } from './id.ts';

/** What ends a clock: somebody takes the claim, a holding statement, a statement, a press conference (by hand). */
export const ClockEnd = z.enum(['first-look', 'first-word', 'conference', 'answer']);

/** One length of time. `grades`: those for which it runs. */
export const ClockRule = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 90),
  end: ClockEnd,
  grades: z.array(Grade),
  /** Counts working days of the calendar alone. */
  workingDays: z.boolean(),
  basis: z.string(),
  active: z.boolean(),
});
export type ClockRule = z.infer<typeof ClockRule>;

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
  name: z.string().max(40),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

/** 值班表: who is on, who stands in. */
export const DutyShift = z.object({
  id: z.string(),
  fromMs: Ms,
  toMs: Ms,
  person: PersonId,
  deputy: PersonId.nullable(),
});
export type DutyShift = z.infer<typeof DutyShift>;
