import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { LeaseId, Ms, refuse } from '../contract/index.ts';
import type {
  CrawlReport,
  Lease,
  Reason,
  Refusal,
  Source,
  SourceHealth,
  SourceId,
  VoiceKey,
} from '../contract/index.ts';
import { afterClockBack, afterReport, dueSources, FIRST_VISIT, healthOf, Visit } from './schedule.ts';
import type { Shelf, Work } from './work.ts';

const Held = z.object({ id: LeaseId, crawler: z.string(), untilMs: Ms });
const Memory = z.string();

export type Asking = {
  readonly crawler: string;
  /** Leases that it has; not said: all under its name. */
  readonly holding?: readonly LeaseId[] | undefined;
  /** Leases wanted at most. */
  readonly room: number;
  readonly browser: boolean;
  readonly voiceKeys: readonly VoiceKey[];
};

/** Who visits which source, and how the visits went. One holder a source; a lease that is not given back runs out. */
export type Leases = {
  hand(sources: readonly Source[], asking: Asking): readonly Lease[];
  /** Ends the lease and sets the next visit; refuses `lease-lost` where it ran out or never was. */
  report(report: CrawlReport, sources: readonly Source[]): Reported | Refusal;
  health(source: Source): SourceHealth;
  /** Visit at once, and end a set-aside. */
  visitNow(source: SourceId): void;
  /** Forgets a removed source. */
  forget(source: SourceId): void;
  /** Milliseconds until the next source is due, at most `most`. */
  waitMs(sources: readonly Source[], most: number): number;
};

export type Reported = { readonly source: Source; readonly health: SourceHealth; readonly nextVisitMs: number };

/** Long enough for the slowest polite visit; after a crash the source is free again then. */
export const LEASE_MS = 10 * 60_000;
/** Rendered sources rest when no crawler with a browser has asked for so long. */
export const BROWSER_SILENT_MS = 2 * 60_000;
const NO_BROWSER: Reason = {
  code: 'no-browser',
  zh: '没有可用的浏览器，此信源暂停采集。请安装 Chromium 后重新启动。',
  en: 'No browser is at hand, so this source rests. Install Chromium and start again.',
};

/**
 * `livedMs` is a clock that only ever runs on (milliseconds from any start). Leases run out by it: the clock on the wall may be
 * set, and then a lease would be held for a year, or a source handed out while it is being visited.
 */
export function createLeases(
  work: Work,
  spread: () => number = Math.random,
  livedMs: () => number = () => performance.now(),
): Leases {
  const leases = heldLeases(work, livedMs);
  const memories = work.shelf('memory', Memory);
  const visits = cachedVisits(work);
  const startedMs = livedMs();
  let browserSeenMs = startedMs;

  const take = (source: Source, asking: Asking, key: VoiceKey): Lease | null => {
    const id = LeaseId.parse(randomBytes(12).toString('hex'));
    const untilMs = work.now() + LEASE_MS;
    if (!leases.add(source.id, { id, crawler: asking.crawler, untilMs })) return null;
    const voiceKeys = [key, ...asking.voiceKeys.slice(1, 2)];
    return { id, source, untilMs, voiceKeys, memory: memories.get(source.id)?.value ?? '' };
  };
  /** What a crawler does not know of was lost with an answer, or in a crash: nobody need wait until it runs out. */
  const freeLost = (crawler: string, holding: readonly LeaseId[]): void => {
    for (const { key, version, value } of leases.list())
      if (value.crawler === crawler && !holding.includes(value.id)) leases.remove(key, version);
  };
  const rest = (source: Source): void => {
    const visit = visits.get(source.id);
    const nextVisitMs = work.now() + BROWSER_SILENT_MS;
    visits.set(source.id, { ...visit, state: 'resting', reason: NO_BROWSER, nextVisitMs });
  };
  const mend = (source: Source, nowMs: number): void => {
    const visit = visits.get(source.id);
    const mended = afterClockBack(visit, source, nowMs);
    if (mended !== visit) visits.set(source.id, mended);
  };

  return {
    hand(sources, asking) {
      const nowMs = work.now();
      if (asking.browser) browserSeenMs = livedMs();
      const [key] = asking.voiceKeys;
      if (key === undefined) throw new Error('a lease needs a voice key');
      if (asking.holding !== undefined) freeLost(asking.crawler, asking.holding);
      const given: Lease[] = [];
      for (const source of sources) mend(source, nowMs);
      const busy = new Set(leases.list().map((kept) => kept.key));
      for (const source of dueSources(sources, (each) => visits.get(each.id), busy, nowMs)) {
        if (given.length >= asking.room) break;
        if (source.kind === 'rendered' && !asking.browser) {
          if (livedMs() - browserSeenMs >= BROWSER_SILENT_MS || browserSeenMs === startedMs) rest(source);
          continue;
        }
        const lease = take(source, asking, key);
        if (lease !== null) given.push(lease);
      }
      return given;
    },
    report(report, sources) {
      const kept = leases.list().find((each) => each.value.id === report.lease);
      const source = sources.find((each) => each.id === kept?.key);
      if (kept === undefined || source === undefined || !leases.remove(kept.key, kept.version))
        return refuse('lease-lost');
      const visit = afterReport(visits.get(source.id), report, source, work.now(), spread());
      visits.set(source.id, visit);
      if (memories.get(source.id)?.value !== report.memory) memories.put(source.id, report.memory);
      return { source, health: healthOf(source, visit, false), nextVisitMs: visit.nextVisitMs };
    },
    health: (source) => healthOf(source, visits.get(source.id), leases.has(source.id)),
    visitNow(id) {
      const visit = visits.get(id);
      visits.set(id, { ...visit, state: 'waiting', failures: 0, nextVisitMs: work.now() });
    },
    forget(id) {
      visits.remove(id);
      memories.remove(id);
      leases.remove(id);
    },
    waitMs(sources, most) {
      const nowMs = work.now();
      const next = sources
        .map((source) => healthOf(source, visits.get(source.id), false).nextVisitMs)
        .reduce<number>((least, atMs) => Math.min(least, atMs ?? Infinity), Infinity);
      return Math.max(0, Math.min(most, next - nowMs));
    },
  };
}

/** Leases with their ends in lived time. One from before this process began runs out when it says, but after `LEASE_MS` at the latest. */
function heldLeases(work: Work, livedMs: () => number) {
  const shelf: Shelf<z.infer<typeof Held>> = work.shelf('lease', Held);
  const ends = new Map<LeaseId, number>();
  const isOver = ({ id, untilMs }: z.infer<typeof Held>): boolean => {
    const end = ends.get(id) ?? livedMs() + Math.min(Math.max(untilMs - work.now(), 0), LEASE_MS);
    ends.set(id, end);
    return livedMs() >= end;
  };
  const remove = (source: string, version?: number): boolean => {
    const kept = shelf.get(source);
    if (kept === null || !shelf.remove(source, version)) return false;
    ends.delete(kept.value.id);
    return true;
  };
  return {
    /** Those that have not run out; the others go. */
    list: () =>
      shelf.list().filter(({ key, version, value }) => {
        const over = isOver(value);
        if (over) remove(key, version);
        return !over;
      }),
    has(source: SourceId): boolean {
      const kept = shelf.get(source);
      return kept !== null && !isOver(kept.value);
    },
    /** False if somebody has it. */
    add(source: SourceId, lease: z.infer<typeof Held>): boolean {
      if (shelf.put(source, lease, { expect: null }) === 'conflict') return false;
      ends.set(lease.id, livedMs() + LEASE_MS);
      return true;
    },
    remove,
  };
}

/** The one API process writes visits, so they are read once and kept; 5,000 records would cost 20 ms a request otherwise. */
function cachedVisits(work: Work) {
  const shelf = work.shelf('visit', Visit);
  const cache = new Map(shelf.list().map((kept) => [kept.key, kept.value]));
  return {
    get: (id: string): Visit => cache.get(id) ?? FIRST_VISIT,
    set(id: string, visit: Visit): void {
      cache.set(id, visit);
      shelf.put(id, visit);
    },
    remove(id: string): void {
      cache.delete(id);
      shelf.remove(id);
    },
  };
}
