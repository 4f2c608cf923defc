import { refuse, RIGHTS, type ClaimClocks, type ClaimId } from '../contract/index.ts';
import type { Refusal, RouteKey } from '../contract/index.ts';
import type { CLOCK_ROUTES } from '../contract/routes-clocks.ts';
import { CLOCK_RIGHTS, isByHand } from '../desk/clocks/clocks.ts';
import { clocksOf, statementsOf } from '../desk/clocks/clocks-of.ts';
import type { OfficeCommand } from '../desk/offices/offices.ts';
import { may } from '../desk/roles.ts';
import { rowAt } from '../desk/table.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { dailyNow } from './briefing-daily.ts';
import { clocksDue, concernsDue, dutyView, onDutyNow } from './clock-views.ts';
import { byPerson, type Parts } from './parts.ts';
import { rightRows } from './right-rows.ts';
import { actorNamed } from './staff-names.ts';

type Keys = Extract<RouteKey, keyof typeof CLOCK_ROUTES>;

/** 值班与时限: the clocks of claims, the roster, the rules, and who may do what. */
export function clockAnswers(parts: Parts): Pick<Handlers, Keys> {
  const change = (act: OfficeCommand['act'], actor: Actor): ReturnType<typeof dutyView> | Refusal => {
    const refused = parts.desk.command({ do: 'office', act }, byPerson(actor));
    if (refused !== null) return refused;
    parts.onDeskChanged('office', 'duty');
    return dutyView(parts);
  };
  return {
    'GET /api/clocks': ({ actor }) => ({
      onDuty: onDutyNow(parts),
      daily: dailyNow(parts.desk.state(), parts.now()),
      due: clocksDue(parts),
      concerns: concernsDue(parts, actor.person),
    }),
    'GET /api/claims/{id}/clocks': ({ params, actor }) => claimClocks(parts, params.id, actor),
    'POST /api/claims/{id}/clocks': ({ params, body, actor }) => {
      const refused = parts.desk.command({ do: 'clock', id: params.id, act: body }, byPerson(actor));
      if (refused !== null) return refused;
      if (body.act === 'acknowledge') parts.links.endAbout('acknowledge', `${params.id} ${body.clock}`);
      parts.onDeskChanged('clock', params.id);
      return claimClocks(parts, params.id, actor);
    },
    'GET /api/duty': () => dutyView(parts),
    'PATCH /api/duty/shifts': ({ body, actor }) => change({ act: 'shifts', change: body }, actor),
    'PUT /api/duty/plan': ({ body, actor }) => change({ act: 'plan', plan: body }, actor),
    'PUT /api/duty/rules': ({ body, actor }) => change({ act: 'rules', rules: body.rules }, actor),
    'PUT /api/duty/calendar': ({ body, actor }) => change({ act: 'calendar', days: body.days }, actor),
    'GET /api/rights': () => rightRows(parts.desk.state()),
  };
}

function claimClocks(parts: Parts, id: ClaimId, { person }: Actor): ClaimClocks | Refusal {
  const state = parts.desk.state();
  const claim = rowAt(state.claims, id);
  if (claim === undefined) return refuse('not-found');
  const clocks = [...clocksOf(claim, statementsOf(state, claim), state, parts.now())];
  return {
    clocks,
    byHand: clocks.filter((clock) => isByHand(state, clock.id)).map((clock) => clock.id),
    reports: claim.reports.map((report) => ({ ...report, by: actorNamed(parts, report.by) })),
    targets: state.dutyPlan.reports
      .filter(({ active }) => active)
      .map(({ id: rule, to, contact }) => ({ rule, to, contact })),
    may: Object.entries(CLOCK_RIGHTS).flatMap(([act, right]) => (may(person.roles, RIGHTS[right]) ? [act] : [])),
  };
}
