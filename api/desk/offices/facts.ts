import { z } from 'zod';
import { BodyId, CalendarDay, DutyPlan, DutyShift, PersonId, UpwardRule } from '../../contract/index.ts';
import { fact } from '../fact.ts';

/** A department of the sample town, invented as all of it is. */
export const SampleBody = z.object({ id: BodyId, name: z.string().max(40) });

export const OFFICE_FACTS = [
  /** Texts: `name`, `contact`. */
  fact('body-set', z.object({ id: BodyId, people: z.array(PersonId), active: z.boolean() })),
  fact('duty-changed', z.object({ set: z.array(DutyShift), removed: z.array(z.string()) })),
  /** Texts: `to0`, `contact0`, `to1` … of the reports, in their order. */
  fact('duty-plan-set', DutyPlan.extend({ reports: z.array(UpwardRule.omit({ to: true, contact: true })) })),
  /** Texts: `name0`, `name1` … of the days, in their order. */
  fact('calendar-set', z.object({ days: z.array(CalendarDay.omit({ name: true })) })),
] as const;
