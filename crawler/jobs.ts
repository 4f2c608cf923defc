import { randomBytes } from 'node:crypto';
import type { SourceId } from '../api/contract/id.ts';
import { maskText, maskUrl } from '../api/contract/privacy.ts';
import type { CrawledKind, Job, JobResult, Preview, Reason } from '../api/contract/source.ts';
import { NAME_CHARS_MAX } from '../api/contract/limit.ts';
import type { ApiClient } from './api-client.ts';
import { answerCapture } from './capture.ts';
import { pause } from './delivery.ts';
import { parseFeedText } from './feed.ts';
import { emptyMemory } from './memory.ts';
import type { Parts } from './parts.ts';
import type { MaskedPost } from './posts.ts';
import { reasonOf } from './reason.ts';
import type { OpenPage } from './trip.ts';
import { visit, type VisitResult } from './visit.ts';

/** An answer comes within 10 s, its way to the API included. */
export const JOB_MS = 8_500;
const PREVIEW_POSTS_MAX = 20;
/** Pages of a preview: at one a second this is what fits. */
const PREVIEW_PAGES_MAX = 6;
const PREVIEW_TEXT_CHARS_MAX = 500;
/** Why a preview ends before its source does: what was seen so far is a good answer. */
const OUT_OF_TIME: readonly string[] = ['budget-spent', 'lease-over', 'stopped'];
const AWAY_MS = 3_000;

/** What a page calls itself. */
async function titleOf(parts: Parts, kind: CrawledKind, { html, url, fetchedMs }: OpenPage): Promise<string> {
  if (kind === 'feed') {
    const feed = parseFeedText(html, url, fetchedMs);
    return 'code' in feed ? '' : feed.title;
  }
  const page = await parts.extractor.extract({ want: 'page', html, url, nowMs: fetchedMs });
  return 'refused' in page ? '' : page.title;
}

type Try = { readonly result: VisitResult; readonly posts: readonly MaskedPost[] };

async function tried(
  parts: Parts,
  url: string,
  as: CrawledKind | null,
  pagesMax: number,
  endMs: number,
  signal: AbortSignal,
): Promise<Try | Reason> {
  const load = as === 'rendered' ? parts.renderer?.load : parts.reader.read;
  if (!load) return reasonOf('no-browser');
  const posts: MaskedPost[] = [];
  const result = await visit({
    ...parts,
    load,
    kind: as,
    url,
    memory: emptyMemory(),
    // Nobody is told apart in a preview: the key lives for this one answer.
    maker: {
      source: 'preview' as SourceId,
      voiceKey: randomBytes(32).toString('hex'),
      isFirstVisit: false,
      sinceMs: 0,
    },
    keep: async (more) => {
      posts.push(...more);
      return posts.length >= PREVIEW_POSTS_MAX ? 'full' : 'kept';
    },
    signal,
    untilMs: endMs,
    pagesMax,
  });
  return { result, posts: posts.slice(0, PREVIEW_POSTS_MAX) };
}

function previewOf({ result, posts }: Try, url: string, title: string, robots: Preview['robots']): JobResult {
  return {
    preview: {
      kind: result.kind,
      title: maskText(title).slice(0, NAME_CHARS_MAX * 3),
      url: maskUrl(url),
      charset: result.first?.charset ?? null,
      robots,
      posts: posts.map((post) => ({
        title: post.title,
        text: post.text.slice(0, PREVIEW_TEXT_CHARS_MAX),
        publishedMs: post.publishedMs,
      })),
    },
  };
}

/** Answers what an address would bring as a source. A page that is empty without its scripts is tried in the browser. */
export async function answerJob(parts: Parts, job: Job, stopped: AbortSignal): Promise<JobResult> {
  const endMs = Math.min(parts.clock() + JOB_MS, job.untilMs - 500);
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(Math.max(1, endMs - parts.clock()))]);
  const pagesMax = job.kind === 'probe' ? 1 : PREVIEW_PAGES_MAX;
  let one = await tried(parts, job.url, job.as, pagesMax, endMs, signal);
  const isEmpty = !('code' in one) && one.result.reason?.code === 'nothing-found';
  if (isEmpty && job.as === null && parts.renderer) {
    const other = await tried(parts, job.url, 'rendered', pagesMax, endMs, signal);
    if (!('code' in other) && other.result.reason?.code !== 'nothing-found' && other.result.first) one = other;
  }
  if ('code' in one) return { failed: one };
  const { first, reason, kind } = one.result;
  if (first && (one.posts.length > 0 || reason === null || OUT_OF_TIME.includes(reason.code)))
    return previewOf(one, job.url, await titleOf(parts, kind, first), 'allowed');
  if (reason?.code === 'robots-forbid') return previewOf(one, job.url, '', 'forbidden');
  return {
    failed: reason?.code === 'stopped' && !stopped.aborted ? tooSlow() : (reason ?? reasonOf('nothing-found')),
  };
}

/** An answer that does not come in time is answered for. */
async function inTime(answer: Promise<JobResult>): Promise<JobResult> {
  const late = Promise.withResolvers<JobResult>();
  const timer = setTimeout(() => late.resolve({ failed: tooSlow() }), JOB_MS + 500);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(): Reason {
  return reasonOf('too-slow', { seconds: Math.floor(JOB_MS / 1000) });
}

export type JobLoop = {
  readonly api: Pick<ApiClient, 'nextJob' | 'answer' | 'sendFile'>;
  readonly parts: Parts;
  readonly crawler: string;
  readonly log: { readonly warn: (details: object, message: string) => void };
  readonly signal: AbortSignal;
};

/** Waits for jobs by long-poll and answers them, until the signal. */
export async function answerJobs({ api, parts, crawler, log, signal }: JobLoop): Promise<void> {
  while (!signal.aborted) {
    const said = await api.nextJob(crawler, parts.renderer !== null, signal);
    if (!said.ok) {
      if (!signal.aborted) log.warn({ status: said.status, why: said.why }, 'no jobs to be had from the API');
      await pause(AWAY_MS, signal);
    } else if (said.value.job) {
      const { job } = said.value;
      const answer = job.kind === 'capture' ? answerCapture(parts, api, job, signal) : answerJob(parts, job, signal);
      const answered = await api.answer(job.id, await inTime(answer));
      if (!answered.ok)
        log.warn({ job: job.id, status: answered.status, why: answered.why }, 'the answer to a job was not taken');
    }
  }
}
