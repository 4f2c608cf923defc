import { CLOCKS_DUE_MAX, type ClaimState, type ClockDue, type ClockView } from '../contract/index.ts';
import type { Claim, ConcernDue, DutyView, OnDuty, Person, PersonId } from '../contract/index.ts';
import { chainAt, shiftAt } from '../desk/clocks/chain.ts';
import { clocksOf, statementsByClaim } from '../desk/clocks/clocks-of.ts';
import { yearsMissing } from '../desk/clocks/calendar.ts';
import { HOLIDAYS } from '../desk/clocks/holidays.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { coversFor } from './concern-cover.ts';
import { tallyOf } from './concern-tally.ts';
import type { Parts } from './parts.ts';

type ViewParts = Pick<Parts, 'desk' | 'now'>;

const OPEN: readonly ClaimState[] = ['new', 'checking', 'ready', 'answered', 'watching'];
const DUE: readonly ClockView['state'][] = ['running', 'soon', 'over'];

/** Every clock that runs over an open claim: what ends first comes first. */
export function runningClocks(parts: ViewParts): readonly { readonly claim: Claim; readonly clock: ClockView }[] {
  const state = parts.desk.state();
  const statements = statementsByClaim(state);
  return rowsOf(state.claims)
    .filter((claim) => OPEN.includes(claim.state))
    .flatMap((claim) =>
      clocksOf(claim, statements.get(claim.id) ?? [], state, parts.now()).map((clock) => ({ claim, clock })),
    )
    .filter(({ clock }) => DUE.includes(clock.state))
    .toSorted((a, b) => a.clock.endMs - b.clock.endMs);
}

export function clocksDue(parts: ViewParts): ClockDue[] {
  return runningClocks(parts)
    .slice(0, CLOCKS_DUE_MAX)
    .map(({ claim, clock }) => ({
      claim: claim.id,
      no: claim.no,
      title: claim.title,
      grade: claim.grade,
      holder: nameOf(parts, claim.holder),
      clock,
    }));
}

/** Of the ledger, as the reader may see it. */
export function concernsDue(parts: ViewParts, reader: Person): ConcernDue[] {
  const cover = coversFor(reader);
  const { bodies } = parts.desk.state();
  return tallyOf(parts.desk.state(), parts.now())
    .open.flatMap(({ concern, clock }) => (clock !== null && DUE.includes(clock.state) ? [{ concern, clock }] : []))
    .toSorted((a, b) => a.clock.endMs - b.clock.endMs)
    .slice(0, CLOCKS_DUE_MAX)
    .map(({ concern, clock }) => ({
      concern: concern.id,
      no: concern.no,
      title: cover(concern.title),
      body: concern.body === null ? '' : (rowAt(bodies, concern.body)?.name ?? concern.body),
      clock,
    }));
}

export function onDutyNow(parts: ViewParts): OnDuty | null {
  const shift = shiftAt(parts.desk.state(), parts.now());
  if (shift === null) return null;
  return {
    person: nameOf(parts, shift.person) ?? '',
    deputy: nameOf(parts, shift.deputy),
    lead: nameOf(parts, shift.lead),
    untilMs: shift.toMs,
  };
}

function nameOf({ desk }: ViewParts, id: PersonId | null): string | null {
  return id === null ? null : (rowAt(desk.state().people, id)?.name ?? null);
}

export function dutyView(parts: ViewParts): DutyView {
  const state = parts.desk.state();
  return {
    onDuty: onDutyNow(parts),
    chain: chainAt(state, parts.now()).map(({ name }) => name),
    shifts: [...state.duty],
    plan: state.dutyPlan,
    rules: [...state.clockRules],
    holidays: HOLIDAYS.toSorted((a, b) => a.day.localeCompare(b.day)),
    calendar: [...state.calendar],
    yearsMissing: [...yearsMissing(state.calendar, parts.now())],
    staff: rowsOf(state.people)
      .filter(({ active }) => active)
      .toSorted((a, b) => a.addedMs - b.addedMs)
      .map(({ id, name, roles }) => ({ id, name, roles })),
  };
}
