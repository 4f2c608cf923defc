import type { AlertRow } from '../../api/briefing/input.ts';
import type { Claim, Concern, DeskRule, Inquiry, Statement } from '../../api/contract/index.ts';
import { clocksOf } from '../../api/desk/clocks/clocks-of.ts';
import { isOverdue, responseDueMs } from '../../api/desk/concerns/time.ts';
import type { DeskState } from '../../api/desk/state.ts';

/** The desk's rules once more, written as one would count by hand over the rows, for a state that is as of the end of the span. */
export type PlainSpan = { readonly body: string | null; readonly fromMs: number; readonly toMs: number };

const all = <Row>(table: { readonly buckets: readonly Readonly<Record<string, Row>>[] }): Row[] =>
  table.buckets.flatMap((bucket) => Object.values(bucket));

export function countPlainly(
  state: DeskState,
  alerts: readonly Pick<AlertRow, 'id' | 'raisedMs'>[],
  read: ReadonlyMap<string, number>,
  rule: DeskRule,
  span: PlainSpan,
): number {
  const isIn = (ms: number | null | undefined): boolean =>
    typeof ms === 'number' && ms >= span.fromMs && ms < span.toMs;
  const claims = all<Claim>(state.claims).filter(({ about }) => span.body === null || about === span.body);
  const concerns = all<Concern>(state.concerns).filter(({ body }) => span.body === null || body === span.body);
  const inquiries = all<Inquiry>(state.inquiries).filter(({ body }) => span.body === null || body === span.body);
  const live = claims.filter(({ state: now }) => !['closed', 'merged', 'dismissed', 'passed-on'].includes(now));
  const said = (claim: Claim): number[] => [
    ...all<Statement>(state.statements)
      .filter((each) => each.claim !== null && rootOf(state, each.claim) === claim.id)
      .flatMap(({ publishedMs }) => publishedMs ?? []),
    ...[claim.earlierMs].flatMap((ms) => ms ?? []),
  ];
  const clocks = claims.flatMap((claim) => clocksOf(claim, statementsAbout(state, claim), state, span.toMs));
  const handled = (id: string): string =>
    all(state.handling).length === 0 ? 'new' : (byId(state.handling, id)?.state ?? 'new');
  const sources = all(state.sources).filter(({ url }) => url !== null);
  const rated = (of: (concern: Concern) => boolean | null) => {
    const said_ = concerns.map(of).filter((each) => each !== null);
    return { part: said_.filter(Boolean).length, whole: said_.length };
  };
  const response = rated((concern) => {
    const dueMs = responseDueMs(state, concern);
    if (dueMs === null) return null;
    const inTime = concern.respondedMs !== null && concern.respondedMs <= dueMs;
    return isIn(inTime ? concern.respondedMs : dueMs) ? inTime : null;
  });
  const solved = rated((concern) => {
    if (isIn(concern.settledMs)) return concern.solved;
    const isDone = [concern.settledMs, concern.reportedMs].some((ms) => ms !== null && ms < span.toMs);
    return concern.dueMs !== null && concern.dueMs < span.toMs && !isDone ? false : null;
  });
  const satisfied = rated((concern) =>
    isIn(concern.settledMs) && concern.satisfaction !== null ? concern.satisfaction !== 'not' : null,
  );
  const counts: Readonly<Record<DeskRule, () => number>> = {
    'alerts-raised': () => alerts.filter(({ raisedMs }) => isIn(raisedMs)).length,
    'alerts-open': () => alerts.filter(({ id }) => ['new', 'acknowledged', 'snoozed'].includes(handled(id))).length,
    'alerts-false': () =>
      alerts.filter(({ id }) => {
        const last = byId(state.handling, id)?.timeline.findLast(({ act }) => act === 'false-alarm');
        return handled(id) === 'false-alarm' && isIn(last?.atMs);
      }).length,
    'claims-opened': () => claims.filter((each) => each.state !== 'merged' && isIn(each.openedMs)).length,
    'claims-open': () => live.length,
    'claims-unanswered': () => live.filter((claim) => said(claim).length === 0).length,
    'claims-answered': () =>
      claims.filter((each) => each.state !== 'merged' && said(each).length > 0 && isIn(Math.min(...said(each)))).length,
    'claims-closed': () =>
      claims.filter(
        (each) => each.state === 'closed' && each.steps.some((step) => step.state === 'closed' && isIn(step.atMs)),
      ).length,
    'verdicts-overturned': () =>
      claims
        .flatMap(({ points }) => points)
        .reduce((sum, { given }) => {
          let last = '';
          for (const { verdict, atMs } of given) {
            if (verdict === 'open') continue;
            if (last !== '' && last !== verdict && isIn(atMs)) sum += 1;
            last = verdict;
          }
          return sum;
        }, 0),
    'statements-published': () =>
      all<Statement>(state.statements).filter(
        ({ publishedMs, claim }) =>
          isIn(publishedMs) &&
          (span.body === null || (claim !== null && byId(state.claims, claim)?.about === span.body)),
      ).length,
    'inquiries-open': () => inquiries.filter(isWaiting).length,
    'inquiries-overdue': () => inquiries.filter((each) => isWaiting(each) && each.dueMs <= span.toMs).length,
    'concerns-opened': () => concerns.filter(({ openedMs }) => isIn(openedMs)).length,
    'concerns-open': () => concerns.filter(({ settledMs }) => settledMs === null).length,
    'concerns-overdue': () =>
      concerns.filter((each) => each.settledMs === null && isOverdue(state, each, span.toMs)).length,
    'concerns-settled': () => concerns.filter(({ settledMs }) => isIn(settledMs)).length,
    'response-part': () => response.part,
    'response-whole': () => response.whole,
    'solved-part': () => solved.part,
    'solved-whole': () => solved.whole,
    'satisfied-part': () => satisfied.part,
    'satisfied-whole': () => satisfied.whole,
    'clocks-kept': () => clocks.filter(({ state: now, doneMs }) => now === 'met' && isIn(doneMs)).length,
    'clocks-missed': () =>
      clocks.filter(
        ({ state: now, doneMs, endMs }) => (now === 'missed' && isIn(doneMs)) || (now === 'over' && isIn(endMs)),
      ).length,
    'sources-all': () => sources.length,
    'sources-read': () => [...read.values()].filter((posts) => posts > 0).length,
    'sources-silent': () => sources.filter(({ id }) => (read.get(id) ?? 0) === 0).length,
  };
  return counts[rule]();
}

const isWaiting = ({ state }: Inquiry): boolean => state === 'sent';

function byId<Row>(table: { readonly buckets: readonly Readonly<Record<string, Row>>[] }, id: string): Row | undefined {
  return table.buckets.find((bucket) => Object.hasOwn(bucket, id))?.[id];
}

function rootOf(state: DeskState, id: string): string {
  return byId(state.claims, id)?.mergedInto ?? id;
}

function statementsAbout(state: DeskState, claim: Claim): Statement[] {
  return all<Statement>(state.statements).filter(
    (each) => each.claim !== null && rootOf(state, each.claim) === claim.id,
  );
}
