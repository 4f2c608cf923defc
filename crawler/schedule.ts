import type { LeaseId } from '../api/contract/id.ts';
import type { CrawlReport, Lease, VoiceKey } from '../api/contract/source.ts';
import type { ApiClient } from './api-client.ts';
import { BACKOFF_MAX_MS, pause } from './delivery.ts';
import { readMemory, writeMemory } from './memory.ts';
import type { Outbox } from './outbox.ts';
import type { Parts } from './parts.ts';
import { reasonOf } from './reason.ts';
import { visit, type VisitResult } from './visit.ts';

/** A visit ends this long before its lease, so that its report is in time. */
const LEASE_SLACK_MS = 5_000;
const AWAY_FIRST_MS = 1_000;
/** Between two questions for work, whatever the API says. */
const ASK_MIN_MS = 250;
const ASK_MAX_MS = 30_000;
const REPORT_TRIES = 5;

type Log = {
  readonly info: (details: object, message: string) => void;
  readonly warn: (details: object, message: string) => void;
};

export type ScheduleOptions = {
  readonly api: Pick<ApiClient, 'leases' | 'report'>;
  readonly outbox: Outbox;
  readonly parts: Parts;
  readonly crawler: string;
  readonly concurrency: number;
  readonly log: Log;
  readonly signal: AbortSignal;
};

/** The voice key in force at a moment; the first where none says so. */
export function keyInForce(keys: readonly VoiceKey[], nowMs: number): string {
  return (keys.find(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs) ?? keys[0])?.key ?? '';
}

/** Asks the API for due sources and visits them, at most `concurrency` at once, until the signal. Resolves when the last visit has ended. */
export async function crawl(options: ScheduleOptions): Promise<void> {
  const { api, outbox, parts, concurrency, signal, log } = options;
  const active = new Map<LeaseId, Promise<void>>();
  let awayMs = AWAY_FIRST_MS;
  while (!signal.aborted) {
    const { posts, isFull } = outbox.size();
    const room = isFull ? 0 : concurrency - active.size;
    const said = await api.leases(
      {
        crawler: options.crawler,
        holding: [...active.keys()],
        room,
        browser: parts.renderer !== null,
        outboxPosts: posts,
        outboxFull: isFull,
      },
      signal,
    );
    if (!said.ok) {
      if (!signal.aborted)
        log.warn({ status: said.status, why: said.why, waitMs: awayMs }, 'no work to be had from the API');
      await pause(awayMs, signal);
      awayMs = Math.min(awayMs * 2, BACKOFF_MAX_MS);
      continue;
    }
    awayMs = AWAY_FIRST_MS;
    for (const lease of said.value.leases) {
      active.set(
        lease.id,
        visitLease(options, lease).finally(() => active.delete(lease.id)),
      );
    }
    // A visit that ends makes room at once; otherwise the API says when the next source is due.
    const waitMs = Math.min(Math.max(said.value.waitMs, ASK_MIN_MS), ASK_MAX_MS);
    const isBusy = active.size >= concurrency;
    await Promise.race([pause(waitMs, signal), ...(isBusy ? active.values() : [])]);
    if (isBusy) await pause(ASK_MIN_MS, signal);
  }
  await Promise.all(active.values());
}

/** Visits one source and gives its lease back. */
async function visitLease(options: ScheduleOptions, lease: Lease): Promise<void> {
  const { source } = lease;
  const { parts, log } = options;
  const memory = readMemory(lease.memory);
  const startedMs = parts.clock();
  memory.sinceMs ||= startedMs;
  const result = await outcomeOf(options, lease, memory);
  const { outcome, reason, pages, posts, notBeforeMs } = result;
  log.info(
    {
      source: source.id,
      kind: source.kind,
      outcome,
      reason: reason?.code,
      pages,
      posts,
      tookMs: parts.clock() - startedMs,
    },
    'visited',
  );
  await reported(options, lease, {
    lease: lease.id,
    outcome,
    reason,
    pages,
    posts,
    notBeforeMs,
    memory: writeMemory(memory),
  });
}

async function outcomeOf(
  options: ScheduleOptions,
  lease: Lease,
  memory: ReturnType<typeof readMemory>,
): Promise<Omit<VisitResult, 'kind' | 'first'>> {
  const { source } = lease;
  const { parts, outbox, signal, log } = options;
  const nothing = { pages: 0, posts: 0, notBeforeMs: null };
  if (source.url === null || source.kind === 'lead' || source.kind === 'import')
    return { ...nothing, outcome: 'give-up', reason: reasonOf('bad-address') };
  const load = source.kind === 'rendered' ? parts.renderer?.load : parts.reader.read;
  if (!load) return { ...nothing, outcome: 'rest', reason: reasonOf('no-browser') };
  try {
    return await visit({
      ...parts,
      load,
      kind: source.kind,
      url: source.url,
      memory,
      maker: {
        source: source.id,
        voiceKey: keyInForce(lease.voiceKeys, parts.clock()),
        isFirstVisit: memory.seenMs === 0,
        sinceMs: memory.sinceMs,
      },
      keep: outbox.append,
      signal,
      untilMs: lease.untilMs - LEASE_SLACK_MS,
    });
  } catch (error) {
    // A bug of ours costs this visit, not the crawler. Its message may hold what was read, so only where it happened is logged.
    log.warn({ source: source.id, ...whereOf(error) }, 'a visit broke');
    return { ...nothing, outcome: 'give-up', reason: reasonOf('broken') };
  }
}

/** The name and the place of an error, without its message. */
export function whereOf(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 6).map((line) => line.trim()) };
}

async function reported(
  { api, log, signal, parts }: ScheduleOptions,
  lease: Lease,
  report: CrawlReport,
): Promise<void> {
  for (let tries = 1, waitMs = AWAY_FIRST_MS; tries <= REPORT_TRIES; tries++, waitMs *= 2) {
    const said = await api.report(report);
    if (said.ok) return;
    log.warn({ source: lease.source.id, status: said.status, why: said.why }, 'a report was not taken');
    // A lease that is lost, or run out, is somebody else's now: the source is visited again and nothing doubles.
    if ((said.status >= 400 && said.status < 500) || parts.clock() >= lease.untilMs || signal.aborted) return;
    await pause(waitMs, signal);
  }
}
