import { z } from 'zod';
import { BriefingId, BriefingState } from './briefing.ts';
import { Grade } from './claim.ts';
import { CalendarDay, ClockDue, ClockRule, ClockView, ConcernDue } from './clock.ts';
import { Ms, PersonId } from './id.ts';
import { Role } from './person.ts';

const shiftId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** 值班表: who is on, who stands in, and who leads the shift (带班). */
export const DutyShift = z.object({
  id: shiftId,
  fromMs: Ms,
  toMs: Ms,
  person: PersonId,
  deputy: PersonId.nullable(),
  lead: PersonId.nullable().default(null),
});
export type DutyShift = z.infer<typeof DutyShift>;
export const SHIFTS_MAX = 400;
/** Longer than this is no shift but a mistake in the date. */
export const SHIFT_MS_MAX = 8 * 24 * 3_600_000;

/** 上报: to whom a matter of these grades is reported, and within what time from the moment of knowing. */
export const UpwardRule = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  to: z.string().trim().min(1).max(60),
  contact: z.string().trim().max(120),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 30),
  grades: z.array(Grade).min(1).max(3),
  active: z.boolean(),
});
export type UpwardRule = z.infer<typeof UpwardRule>;
export const UPWARD_RULES_MAX = 10;

/** Who is told beyond the shift, and when. */
export const DutyPlan = z.object({
  approver: PersonId.nullable(),
  leader: PersonId.nullable(),
  /** A clock is "soon" once this share of its whole is left. */
  soonPercent: z.number().int().min(1).max(90),
  /** After the end, while nobody has acknowledged, the next one up is told after so long each. */
  stepMin: z.number().int().min(1).max(1_440),
  /** 核实单: how long a department has by default, how long before its end one is reminded, and how long after it others are told. */
  inquiryMin: z
    .number()
    .int()
    .min(10)
    .max(60 * 24 * 30),
  inquirySoonMin: z.number().int().min(1).max(1_440),
  inquiryLateMin: z.number().int().min(1).max(10_080),
  reports: z.array(UpwardRule).max(UPWARD_RULES_MAX),
});
export type DutyPlan = z.infer<typeof DutyPlan>;

/** Who is on now, by name. */
export const OnDuty = z.object({
  person: z.string(),
  deputy: z.string().nullable(),
  lead: z.string().nullable(),
  untilMs: Ms,
});
export type OnDuty = z.infer<typeof OnDuty>;

export const StaffName = z.object({ id: PersonId, name: z.string(), roles: z.array(Role) });

/** Everything that the screen 值班与时限 shows and edits. */
export const DutyView = z.object({
  onDuty: OnDuty.nullable(),
  /** Whom a clock that ends now would be told to, in this order. */
  chain: z.array(z.string()),
  shifts: z.array(DutyShift),
  plan: DutyPlan,
  rules: z.array(ClockRule),
  /** The days of the year's notice, and on top of them the office's own. */
  holidays: z.array(CalendarDay),
  calendar: z.array(CalendarDay),
  /** Of this year and the next, those whose holidays nobody has entered. */
  yearsMissing: z.array(z.number().int()),
  staff: z.array(StaffName),
});
export type DutyView = z.infer<typeof DutyView>;

/** Today's 日报. Where there is none, `issue` is null and `nextMs` is when the next is made: later today, or on another day. */
export const DailyNow = z.object({
  nextMs: Ms.nullable(),
  issue: z
    .object({
      id: BriefingId,
      no: z.number().int(),
      state: BriefingState,
      releasedMs: Ms.nullable(),
      /** Until when it should be out; null once it is. */
      clock: ClockView.nullable(),
    })
    .nullable(),
});
export type DailyNow = z.infer<typeof DailyNow>;

export const ClocksNow = z.object({
  onDuty: OnDuty.nullable(),
  /** Null: the schedule makes none, and nobody made one for today. */
  daily: DailyNow.nullable(),
  due: z.array(ClockDue),
  /** The ledger's: what is overdue or ends first comes first. */
  concerns: z.array(ConcernDue),
});
export type ClocksNow = z.infer<typeof ClocksNow>;

/** One line of the table 职责. */
export const RightRow = z.object({
  act: z.string(),
  zh: z.string(),
  en: z.string(),
  roles: z.array(Role),
  /** Somebody who is active has one of the roles. */
  held: z.boolean(),
});
export type RightRow = z.infer<typeof RightRow>;

/** Two months of days. */
export const SHIFTS_AT_ONCE_MAX = 62;
/** What is changed of the roster at once; the rest stays. */
export const ShiftChange = z.object({
  set: z.array(DutyShift).max(SHIFTS_AT_ONCE_MAX).default([]),
  removed: z.array(shiftId).max(SHIFTS_AT_ONCE_MAX).default([]),
});
