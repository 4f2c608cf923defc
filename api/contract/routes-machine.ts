import { z } from 'zod';
import { JobId } from './id.ts';
import { INGEST_BODY_BYTES_MAX } from './limit.ts';
import { IngestBatch, IngestReply } from './post.ts';
import type { RouteSpec } from './route.ts';
import { CrawlerHello, CrawlReport, Job, JobResult, Lease } from './source.ts';

/** Seconds that a request for jobs is held open. */
export const JOB_POLL_SECONDS = 20;

/** What crawlers call. */
export const MACHINE_ROUTES = {
  'POST /api/leases': {
    summary: 'Ask for due sources',
    allow: 'crawler',
    body: CrawlerHello,
    reply: z.object({ leases: z.array(Lease), waitMs: z.number().int() }),
  },
  'POST /api/reports': {
    summary: 'Give a lease back with what came of it',
    allow: 'crawler',
    body: CrawlReport,
    reply: z.object({ nextVisitMs: z.number().int() }),
  },
  'POST /api/ingest': {
    summary: 'Hand over posts; durable once answered',
    allow: 'crawler',
    body: IngestBatch,
    reply: IngestReply,
    bodyBytesMax: INGEST_BODY_BYTES_MAX,
  },
  'POST /api/jobs/next': {
    summary: 'Wait for a job, up to 20 s',
    allow: 'crawler',
    body: z.object({ crawler: z.string().max(64), browser: z.boolean() }),
    reply: z.object({ job: Job.nullable() }),
  },
  'POST /api/jobs/{id}/result': {
    summary: 'Answer a job',
    allow: 'crawler',
    params: z.object({ id: JobId }),
    body: JobResult,
    reply: null,
  },
} as const satisfies Record<string, RouteSpec>;
