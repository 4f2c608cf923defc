import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { LeaseId, refuse } from '../contract/index.ts';
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
import { afterReport, dueSources, FIRST_VISIT, healthOf, Visit } from './schedule.ts';
import type { Work } from './work.ts';

const Held = z.object({ id: LeaseId, crawler: z.string() });
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

export function createLeases(work: Work, spread: () => number = Math.random): Leases {
  const leases = work.shelf('lease', Held);
  const memories = work.shelf('memory', Memory);
  const visits = cachedVisits(work);
  const startedMs = work.now();
  let browserSeenMs = startedMs;
  const held = (): ReadonlySet<string> => new Set(leases.list().map((kept) => kept.key));

  const take = (source: Source, asking: Asking, key: VoiceKey): Lease | null => {
    const id = LeaseId.parse(randomBytes(12).toString('hex'));
    const untilMs = work.now() + LEASE_MS;
    const put = leases.put(source.id, { id, crawler: asking.crawler }, { expect: null, untilMs });
    if (put === 'conflict') return null;
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

  return {
    hand(sources, asking) {
      const nowMs = work.now();
      if (asking.browser) browserSeenMs = nowMs;
      const [key] = asking.voiceKeys;
      if (key === undefined) throw new Error('a lease needs a voice key');
      if (asking.holding !== undefined) freeLost(asking.crawler, asking.holding);
      const given: Lease[] = [];
      for (const source of dueSources(sources, (each) => visits.get(each.id), held(), nowMs)) {
        if (given.length >= asking.room) break;
        if (source.kind === 'rendered' && !asking.browser) {
          if (nowMs - browserSeenMs >= BROWSER_SILENT_MS || browserSeenMs === startedMs) rest(source);
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
    health: (source) => healthOf(source, visits.get(source.id), leases.get(source.id) !== null),
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
