import { Agent, request } from 'undici';
import type { z } from 'zod';
import { StoredFile, type CaptureFileKind } from '../api/contract/capture.ts';
import type { JobId } from '../api/contract/id.ts';
import { IngestReply } from '../api/contract/post.ts';
import { MACHINE_ROUTES } from '../api/contract/routes-machine.ts';
import type { CrawlerHello, CrawlReport, JobResult } from '../api/contract/source.ts';

/** What the API said, or why it said nothing. `status` 0: it could not be reached, or what it said was no answer of the contract. */
export type Said<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: number; readonly why: string };

/** Above the 20 s for which a request for jobs is held open. */
const TIMEOUT_MS = 30_000;
const REPLY_CHARS_MAX = 32 * 1024 * 1024;

type LeasesReply = z.infer<(typeof MACHINE_ROUTES)['POST /api/leases']['reply']>;
type JobReply = z.infer<(typeof MACHINE_ROUTES)['POST /api/jobs/next']['reply']>;
type ReportReply = z.infer<(typeof MACHINE_ROUTES)['POST /api/reports']['reply']>;

export type ApiClient = {
  readonly leases: (hello: CrawlerHello, signal?: AbortSignal) => Promise<Said<LeasesReply>>;
  readonly report: (report: CrawlReport) => Promise<Said<ReportReply>>;
  /** Hands over posts that are JSON texts already. */
  readonly ingest: (posts: readonly string[], signal?: AbortSignal) => Promise<Said<IngestReply>>;
  readonly nextJob: (crawler: string, browser: boolean, signal?: AbortSignal) => Promise<Said<JobReply>>;
  /** Hands over a file of a capture; its bytes are the body. */
  readonly sendFile: (job: JobId, kind: CaptureFileKind, bytes: Uint8Array) => Promise<Said<StoredFile>>;
  readonly answer: (job: JobId, result: JobResult) => Promise<Said<null>>;
  readonly close: () => Promise<void>;
};

/** The API as a crawler sees it. Never throws: what fails is said. */
export function createApiClient(apiUrl: string, token: string): ApiClient {
  const agent = new Agent({ keepAliveTimeout: 10_000 });
  const base = apiUrl.replace(/\/+$/, '');

  async function post<T>(
    path: string,
    body: string | Uint8Array,
    reply: z.ZodType<T> | null,
    signal?: AbortSignal,
  ): Promise<Said<T>> {
    try {
      const limits = [AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])];
      const answer = await request(`${base}${path}`, {
        method: 'POST',
        dispatcher: agent,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
        },
        body,
        signal: AbortSignal.any(limits),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) return { ok: false, status: answer.statusCode, why: refusalIn(text) };
      if (!reply) return { ok: true, value: null as T };
      if (text.length > REPLY_CHARS_MAX) return { ok: false, status: 0, why: 'reply too long' };
      const read = reply.safeParse(JSON.parse(text));
      return read.success ? { ok: true, value: read.data } : { ok: false, status: 0, why: `not the contract: ${path}` };
    } catch (error) {
      return { ok: false, status: 0, why: whyOf(error) };
    }
  }

  return {
    leases: (hello, signal) =>
      post('/api/leases', JSON.stringify(hello), MACHINE_ROUTES['POST /api/leases'].reply, signal),
    report: (report) => post('/api/reports', JSON.stringify(report), MACHINE_ROUTES['POST /api/reports'].reply),
    ingest: (posts, signal) => post('/api/ingest', `{"posts":[${posts.join(',')}]}`, IngestReply, signal),
    nextJob: (crawler, browser, signal) =>
      post('/api/jobs/next', JSON.stringify({ crawler, browser }), MACHINE_ROUTES['POST /api/jobs/next'].reply, signal),
    sendFile: (job, kind, bytes) => post(`/api/crawler-files?job=${job}&kind=${kind}`, bytes, StoredFile),
    answer: (job, result) => post<null>(`/api/jobs/${job}/result`, JSON.stringify(result), null),
    close: () => agent.destroy(),
  };
}

/** The code of a refusal, never the body: it might repeat what was sent. */
function refusalIn(text: string): string {
  return /"refused"\s*:\s*"([\w-]{1,40})"/.exec(text)?.[1] ?? 'no reason given';
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
