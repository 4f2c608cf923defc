import { isRefusal, RIGHTS, type Person, type Refusal } from '../contract/index.ts';
import type { BriefingCheck, BriefingDetail } from '../contract/briefing-view.ts';
import type { Briefing, BriefingPlan } from '../contract/briefing.ts';
import { midnightOf, dayOf, DAY_MS } from '../desk/briefings/period.ts';
import { isInternal } from '../desk/briefings/release.ts';
import { BRIEFING_RULES, briefingActs } from '../desk/briefings/words.ts';
import { may } from '../desk/roles.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { checksOf } from './briefing-checks.ts';
import { briefingAfter, briefingBefore, paperNow } from './briefing-papers.ts';
import { chartConfig } from '../paper/chart-config.ts';
import type { Parts } from './parts.ts';
import { actorNamed } from './staff-names.ts';

const MINUTE_MS = 60_000;

/** One issue as this reader sees it. Refuses `briefing-away`. */
export async function detailOf(
  parts: Parts,
  row: Briefing,
  reader: Person,
  machine: () => Promise<BriefingCheck[]>,
): Promise<BriefingDetail | Refusal> {
  const now = await paperNow(parts, row);
  if (isRefusal(now)) return now;
  const { paper, sha256 } = now;
  const state = parts.desk.state();
  const { reads, ...briefing } = row;
  return {
    briefing,
    paper,
    sha256,
    charts: paper.charts.map(chartConfig),
    checks: [...checksOf(paper, row), ...(await machine())],
    names: namesIn(parts, row),
    reads: reads.map(({ by, atMs }) => ({ by, name: actorNamed(parts, by), atMs })),
    channels: channelsFor(parts, row),
    sent: parts.deliveries
      .of(row.id)
      .map(({ channel, state: fate, atMs, why }) => ({ channel, state: fate, atMs, why })),
    bodies: rowsOf(state.bodies)
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    releaseByMs: releaseBy(row, state.briefingPlan),
    before: briefingBefore(parts, row)?.id ?? null,
    after: briefingAfter(parts, row)?.id ?? null,
    may: actsFor(row, reader),
  };
}

/** Until when it should be out; null for a special report, and for what is out. */
export function releaseBy({ kind, toMs, released }: Briefing, plan: BriefingPlan): number | null {
  const midnight = midnightOf(dayOf(toMs));
  if (kind === 'special' || released !== null || midnight === null) return null;
  const byMs = midnight + plan.releaseMin * MINUTE_MS;
  return byMs > toMs ? byMs : byMs + DAY_MS;
}

function actsFor(row: Briefing, { id, roles }: Person): string[] {
  return briefingActs(row.state).filter((name) => {
    const { right } = BRIEFING_RULES[name];
    if (right === null || !may(roles, RIGHTS[right])) return false;
    if (name === 'release') return !row.judgedBy.includes(id);
    return name !== 'read' || !row.reads.some(({ by }) => by === id);
  });
}

function channelsFor({ desk }: Parts, { released }: Briefing): BriefingDetail['channels'] {
  const { channels, briefingPlan } = desk.state();
  const chosen = released?.channels ?? briefingPlan.channels;
  return rowsOf(channels)
    .filter((channel) => isInternal(channel) || chosen.includes(channel.id))
    .map(({ id, name, audience }) => ({ id, name, audience, chosen: chosen.includes(id) }));
}

function namesIn(parts: Parts, row: Briefing): Record<string, string> {
  const people = [
    ...row.judgedBy,
    ...[row.steps, row.edits, row.marks].flatMap((list) => list.map(({ by }) => by)),
    ...(row.released === null ? [] : [row.released.by]),
  ];
  const bodies = row.marks.map(({ body }) => [body, rowAt(parts.desk.state().bodies, body)?.name ?? body] as const);
  return Object.fromEntries([...people.map((by) => [by, actorNamed(parts, by)] as const), ...bodies]);
}
