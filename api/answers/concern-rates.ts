import { RATE_GROUPS_MAX, RATE_MONTHS, type RatesReply } from '../contract/concern-view.ts';
import { groupRates, judge, monthsUpTo, ratesOf, sinceOf } from '../desk/concerns/rates.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { DAY_MS } from './filter.ts';
import type { Parts } from './parts.ts';

/** 响应率, 解决率, 满意率 over the last `days`, by department and topic, and by month. */
export function ratesReply(parts: Pick<Parts, 'desk' | 'now'>, days: number): RatesReply {
  const state = parts.desk.state();
  const nowMs = parts.now();
  const period = { fromMs: nowMs - days * DAY_MS, toMs: nowMs };
  const months = monthsUpTo(nowMs, RATE_MONTHS);
  const sinceMs = Math.min(period.fromMs, ...months.map(({ fromMs }) => fromMs));
  const judged = sinceOf(judge(state, rowsOf(state.concerns), nowMs), sinceMs);
  const bodies = groupRates(judged, ({ body }) => [body], period);
  const topics = groupRates(judged, (concern) => (concern.topics.length === 0 ? [''] : concern.topics), period);
  return {
    ...period,
    all: ratesOf(judged, period),
    bodies: bodies.slice(0, RATE_GROUPS_MAX).map((group) => ({
      ...group,
      name: group.id === null ? '' : (rowAt(state.bodies, group.id)?.name ?? group.id),
    })),
    topics: [...topics.slice(0, RATE_GROUPS_MAX)],
    months: months.map(({ month, ...span }) => ({
      month,
      ...span,
      opened: judged.filter(({ concern: { openedMs } }) => openedMs >= span.fromMs && openedMs < span.toMs).length,
      rates: ratesOf(judged, span),
    })),
    plan: state.ledgerPlan,
  };
}
