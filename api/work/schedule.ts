import { z } from 'zod';
import { Ms, Reason, type CrawlReport, type Source, type SourceHealth } from '../contract/index.ts';

/** What is kept of a source's visits, apart from the lease. */
export const Visit = z.object({
  state: z.enum(['waiting', 'well', 'failing', 'set-aside', 'resting']),
  lastVisitMs: Ms.nullable(),
  lastSuccessMs: Ms.nullable(),
  nextVisitMs: Ms,
  failures: z.number().int(),
  reason: Reason.nullable(),
  lastPosts: z.number().int(),
});
export type Visit = z.infer<typeof Visit>;

/** A source that keeps failing is tried four times a day at least. */
export const BACK_OFF_MS_MAX = 6 * 3_600_000;
/** A site that asks for more than a day is tried after a day. */
export const NOT_BEFORE_MS_MAX = 24 * 3_600_000;
const RETRY_MS = 60_000;
/** A source that rests (no browser at hand, robots.txt closed) is looked at again after this at least. */
const REST_MS = 30 * 60_000;

export const FIRST_VISIT: Visit = {
  state: 'waiting',
  lastVisitMs: null,
  lastSuccessMs: null,
  nextVisitMs: 0,
  failures: 0,
  reason: null,
  lastPosts: 0,
};

/** `spread` (0 to 1, random) keeps sources that failed together from coming back together: up to a tenth later. */
export function afterReport(held: Visit, report: CrawlReport, source: Source, nowMs: number, spread: number): Visit {
  const everyMs = source.everyMin * 60_000;
  const seen = { ...held, lastVisitMs: nowMs, reason: report.reason };
  const at = (delayMs: number): number => {
    const asked = Math.min(report.notBeforeMs ?? 0, nowMs + NOT_BEFORE_MS_MAX);
    return Math.round(Math.max(nowMs + delayMs, asked));
  };
  if (report.outcome === 'ok' || report.outcome === 'unchanged') {
    const well = { ...seen, state: 'well' as const, lastSuccessMs: nowMs, failures: 0 };
    return { ...well, nextVisitMs: at(everyMs), lastPosts: report.posts };
  }
  if (report.outcome === 'rest') return { ...seen, state: 'resting', nextVisitMs: at(Math.max(everyMs, REST_MS)) };
  const failures = held.failures + 1;
  if (report.outcome === 'set-aside')
    return { ...seen, state: 'set-aside', failures, nextVisitMs: at(BACK_OFF_MS_MAX) };
  const firstMs = report.outcome === 'retry' ? RETRY_MS : everyMs;
  const delayMs = Math.min(firstMs * 2 ** Math.min(failures - 1, 20), BACK_OFF_MS_MAX);
  return { ...seen, state: 'failing', failures, nextVisitMs: at(delayMs * (1 + spread / 10)) };
}

/**
 * The visit as it must be after the clock was set back: times ahead of the clock were noted by a wrong one, and the wait since
 * then begins anew. The same object if nothing is wrong.
 */
export function afterClockBack(visit: Visit, source: Source, nowMs: number): Visit {
  const { lastVisitMs, lastSuccessMs, nextVisitMs } = visit;
  const longestMs = Math.max(source.everyMin * 60_000, NOT_BEFORE_MS_MAX);
  const isAhead = lastVisitMs !== null && lastVisitMs > nowMs;
  if (!isAhead && nextVisitMs <= nowMs + longestMs) return visit;
  const waitMs = isAhead ? Math.max(nextVisitMs - lastVisitMs, 0) : 0;
  return {
    ...visit,
    lastVisitMs: isAhead ? nowMs : lastVisitMs,
    lastSuccessMs: lastSuccessMs === null ? null : Math.min(lastSuccessMs, nowMs),
    nextVisitMs: nowMs + Math.min(waitMs, longestMs),
  };
}

/** Sources to visit now, the longest overdue first. Those of `busy` are in somebody's hands. */
export function dueSources(
  sources: readonly Source[],
  visitOf: (source: Source) => Visit,
  busy: ReadonlySet<string>,
  nowMs: number,
): readonly Source[] {
  return sources
    .filter((source) => isCrawled(source) && !busy.has(source.id))
    .map((source) => ({ source, visit: visitOf(source) }))
    .filter(({ visit }) => visit.state !== 'set-aside' && visit.nextVisitMs <= nowMs)
    .sort((a, b) => a.visit.nextVisitMs - b.visit.nextVisitMs || (a.source.id < b.source.id ? -1 : 1))
    .map(({ source }) => source);
}

export function isCrawled(source: Source): boolean {
  return !source.paused && source.url !== null && source.kind !== 'lead' && source.kind !== 'import';
}

export function healthOf(source: Source, visit: Visit, leased: boolean): SourceHealth {
  const { lastVisitMs, lastSuccessMs, failures, reason, lastPosts } = visit;
  const state = source.paused ? 'paused' : leased ? 'visiting' : visit.state;
  const never = !isCrawled(source) || visit.state === 'set-aside';
  return {
    state,
    lastVisitMs,
    lastSuccessMs,
    failures,
    reason,
    lastPosts,
    nextVisitMs: never ? null : visit.nextVisitMs,
  };
}
