import { z } from 'zod';
import { CALENDAR_DAYS_MAX, CalendarDay, ClaimClocks, CLOCK_RULES_MAX, ClockAct, ClockRule } from './clock.ts';
import { ClocksNow, DutyPlan, DutyView, RightRow, ShiftChange } from './duty.ts';
import { ClaimId } from './id.ts';
import { rolesOf } from './rights.ts';
import { READERS, type RouteSpec } from './route.ts';

const claim = z.object({ id: ClaimId });

/** Clocks (时限), reports upward, the roster and its rules, and the page of rights. */
export const CLOCK_ROUTES = {
  'GET /api/clocks': {
    summary: 'Who is on duty, and the next ends over all open claims and concerns',
    allow: READERS,
    reply: ClocksNow,
  },
  'GET /api/claims/{id}/clocks': {
    summary: 'The clocks of a claim and what was reported upward',
    allow: READERS,
    params: claim,
    reply: ClaimClocks,
  },
  'POST /api/claims/{id}/clocks': {
    summary: 'Pause, resume, acknowledge or end a clock; report upward, and its receipt',
    allow: rolesOf('clock-pause', 'clock-acknowledge', 'clock-meet', 'report-up'),
    params: claim,
    body: ClockAct,
    reply: ClaimClocks,
  },
  'GET /api/duty': { summary: 'The roster, the rules of the clocks, the calendar', allow: READERS, reply: DutyView },
  'PATCH /api/duty/shifts': {
    summary: 'Set and remove shifts',
    allow: rolesOf('duty-change'),
    body: ShiftChange,
    reply: DutyView,
  },
  'PUT /api/duty/plan': {
    summary: 'Who is told beyond the shift, when, and to whom one reports upward',
    allow: rolesOf('duty-change'),
    body: DutyPlan,
    reply: DutyView,
  },
  'PUT /api/duty/rules': {
    summary: 'The lengths of the clocks',
    allow: rolesOf('rule-change'),
    body: z.object({ rules: z.array(ClockRule).max(CLOCK_RULES_MAX) }),
    reply: DutyView,
  },
  'PUT /api/duty/calendar': {
    summary: "The office's own holidays and days worked in, on top of the year's notice",
    allow: rolesOf('rule-change'),
    body: z.object({ days: z.array(CalendarDay).max(CALENDAR_DAYS_MAX) }),
    reply: DutyView,
  },
  'GET /api/rights': { summary: 'Who may do what at the desk', allow: 'session', reply: z.array(RightRow) },
} as const satisfies Record<string, RouteSpec>;
