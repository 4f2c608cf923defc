import { z } from 'zod';
import {
  BODIES_MAX,
  BodyDraft,
  BodyId,
  CALENDAR_DAYS_MAX,
  CalendarDay,
  CLOCK_RULES_MAX,
  ClockRule,
  DutyPlan,
  refuse,
  RIGHTS,
  ShiftChange,
  type Refusal,
} from '../../contract/index.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { refusePersonName, type Rules } from '../person-text.ts';
import { forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt, rowsOf } from '../table.ts';
import { decidePlan, decideShifts } from './duty.ts';

/** Departments, the roster, and the rules of the clocks. Ids are made by whoever calls. */
export const OfficeCommand = z.object({
  do: z.literal('office'),
  act: z.discriminatedUnion('act', [
    z.object({ act: z.literal('body-add'), id: BodyId, draft: BodyDraft }),
    z.object({ act: z.literal('body-change'), id: BodyId, draft: BodyDraft }),
    z.object({ act: z.literal('shifts'), change: ShiftChange }),
    z.object({ act: z.literal('plan'), plan: DutyPlan }),
    z.object({ act: z.literal('rules'), rules: z.array(ClockRule).max(CLOCK_RULES_MAX) }),
    z.object({ act: z.literal('calendar'), days: z.array(CalendarDay).max(CALENDAR_DAYS_MAX) }),
  ]),
});
export type OfficeCommand = z.infer<typeof OfficeCommand>;
type Act = OfficeCommand['act'];

const RIGHT_OF = {
  'body-add': 'body-change',
  'body-change': 'body-change',
  shifts: 'duty-change',
  plan: 'duty-change',
  rules: 'rule-change',
  calendar: 'rule-change',
} as const;

/** Refuses `name-taken`, `person-name` (a body is no person), `not-found` for people who are not here, `end-missing`, `limit-reached`. */
export function decideOffices(
  state: DeskState,
  { act }: OfficeCommand,
  actor: Actor,
  nowMs: number,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  const wrong = forbidden(state, actor, RIGHTS[RIGHT_OF[act.act]]);
  if (wrong !== null) return wrong;
  switch (act.act) {
    case 'body-add':
    case 'body-change':
      return decideBody(state, act, rules);
    case 'shifts':
      return decideShifts(state, act.change, nowMs);
    case 'plan':
      return decidePlan(state, act.plan);
    case 'rules':
      return isTwice(act.rules.map(({ id }) => id))
        ? refuse('bad-input', { what: 'id' }, 'rules')
        : [rulesSet(act.rules)];
    case 'calendar':
      return isTwice(act.days.map(({ day }) => day))
        ? refuse('bad-input', { what: 'day' }, 'days')
        : [calendarSet(act.days)];
  }
}

function decideBody(
  state: DeskState,
  { act, id, draft: wanted }: Extract<Act, { act: 'body-add' | 'body-change' }>,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  const held = rowAt(state.bodies, id);
  if (act === 'body-change' && held === undefined) return refuse('not-found');
  if (act === 'body-add' && state.bodies.size >= BODIES_MAX) return refuse('limit-reached', { limit: BODIES_MAX });
  const isTaken = rowsOf(state.bodies).some((body) => body.id !== id && body.name === wanted.name);
  if (isTaken || (act === 'body-add' && held !== undefined)) {
    return refuse('name-taken', { name: wanted.name }, 'name');
  }
  const named = refusePersonName(rules, wanted.name, 'name');
  if (named !== null) return named;
  const isDepartment = (person: (typeof wanted.people)[number]): boolean =>
    rowAt(state.people, person)?.roles.includes('department') === true;
  if (!wanted.people.every(isDepartment)) return refuse('not-found', {}, 'people');
  const { name, contact, active } = wanted;
  return [draft('body-set', { id, people: [...new Set(wanted.people)], active }, { name, contact })];
}

/** What staff call a rule or a day lies among the texts: it can be masked and erased, and the chain stays whole. */
function rulesSet(rules: readonly ClockRule[]): EntryDraft {
  const texts = rules.flatMap(({ zh, en, basis }, at): [string, string][] => [
    [`zh${at}`, zh],
    [`en${at}`, en],
    [`basis${at}`, basis],
  ]);
  const bare = rules.map(({ id, minutes, end, grades, workingDays, active }) => ({
    id,
    minutes,
    end,
    grades,
    workingDays,
    active,
  }));
  return draft('clock-rules-set', { rules: bare }, Object.fromEntries(texts));
}

function calendarSet(days: readonly CalendarDay[]): EntryDraft {
  const texts = Object.fromEntries(days.map(({ name }, at) => [`name${at}`, name]));
  return draft('calendar-set', { days: days.map(({ day, works }) => ({ day, works })) }, texts);
}

function isTwice(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}

export { applyOffices } from './apply.ts';
