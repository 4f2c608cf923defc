import { z } from 'zod';
import { Capture } from './capture.ts';
import { JobId, LeaseId, Ms, SourceId } from './id.ts';
import { ADDRESS_CHARS_MAX, NAME_CHARS_MAX, SOURCE_MEMORY_CHARS_MAX } from './limit.ts';

/** How a source is read. `lead` and `import` are not crawled. */
export const SourceKind = z.enum(['feed', 'list', 'board', 'rendered', 'lead', 'import']);
export type SourceKind = z.infer<typeof SourceKind>;

export const CrawledKind = z.enum(['feed', 'list', 'board', 'rendered']);
export type CrawledKind = z.infer<typeof CrawledKind>;

/** A name is what staff read; `url` is null for leads and imports. */
export const Source = z.object({
  id: SourceId,
  kind: SourceKind,
  name: z.string(),
  url: z.string().nullable(),
  /** Minutes between two visits. */
  everyMin: z.number().int(),
  paused: z.boolean(),
  /** Part of the sample town. */
  sample: z.boolean(),
  addedMs: Ms,
});
export type Source = z.infer<typeof Source>;

export const SourceDraft = z.object({
  kind: CrawledKind,
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  url: z.string().trim().min(1).max(ADDRESS_CHARS_MAX),
  everyMin: z.number().int().min(1).max(1440).default(15),
});
export type SourceDraft = z.infer<typeof SourceDraft>;

export const SourceChange = z.object({
  name: z.string().trim().min(1).max(NAME_CHARS_MAX).optional(),
  everyMin: z.number().int().min(1).max(1440).optional(),
  paused: z.boolean().optional(),
});

/** Why a visit failed or a source rests, in words for the screen. */
export const Reason = z.object({ code: z.string(), zh: z.string(), en: z.string() });
export type Reason = z.infer<typeof Reason>;

/** How a source fares. Machine-made, kept in the work records. */
export const SourceHealth = z.object({
  state: z.enum(['waiting', 'visiting', 'well', 'failing', 'set-aside', 'paused', 'resting']),
  lastVisitMs: Ms.nullable(),
  lastSuccessMs: Ms.nullable(),
  nextVisitMs: Ms.nullable(),
  failures: z.number().int(),
  reason: Reason.nullable(),
  /** Posts that the last successful visit brought, new ones only. */
  lastPosts: z.number().int(),
});
export type SourceHealth = z.infer<typeof SourceHealth>;

export const SourceView = Source.extend({ health: SourceHealth, posts24h: z.number().int() });
export type SourceView = z.infer<typeof SourceView>;

/** The key that turns a handle into a voice, and the span it is in force. It lives in the crawler's memory only. */
export const VoiceKey = z.object({ key: z.string().min(32), fromMs: Ms, untilMs: Ms });
export type VoiceKey = z.infer<typeof VoiceKey>;

/** Work handed to one crawler. Nobody else gets the source before `untilMs`. */
export const Lease = z.object({
  id: LeaseId,
  source: Source,
  untilMs: Ms,
  /** The key in force first; for a day after a change the old one follows. */
  voiceKeys: z.array(VoiceKey).min(1).max(2),
  /** What the last visit left: an opaque text that is the crawler's own. */
  memory: z.string().max(SOURCE_MEMORY_CHARS_MAX),
});
export type Lease = z.infer<typeof Lease>;

/** What to do next is in the outcome: `retry` later with back-off, `give-up` this visit, `set-aside` until staff look. */
export const CrawlReport = z.object({
  lease: LeaseId,
  outcome: z.enum(['ok', 'unchanged', 'retry', 'give-up', 'set-aside', 'rest']),
  reason: Reason.nullable(),
  pages: z.number().int().min(0),
  posts: z.number().int().min(0),
  /** Earliest next visit that the site asked for (Retry-After), or null. */
  notBeforeMs: Ms.nullable(),
  memory: z.string().max(SOURCE_MEMORY_CHARS_MAX),
});
export type CrawlReport = z.infer<typeof CrawlReport>;

/** A question of the API that a crawler answers within 10 s. */
export const Job = z.object({
  id: JobId,
  kind: z.enum(['preview', 'probe', 'capture']),
  url: z.string().max(ADDRESS_CHARS_MAX),
  /** Null: find out. */
  as: CrawledKind.nullable(),
  untilMs: Ms,
});
export type Job = z.infer<typeof Job>;

export const PreviewPost = z.object({ title: z.string(), text: z.string(), publishedMs: Ms.nullable() });

/** What an address would bring, or why it brings nothing. Texts are masked. */
export const Preview = z.object({
  kind: CrawledKind,
  title: z.string(),
  url: z.string(),
  charset: z.string().nullable(),
  robots: z.enum(['allowed', 'forbidden', 'unknown']),
  posts: z.array(PreviewPost).max(20),
});
export type Preview = z.infer<typeof Preview>;

export const JobResult = z.union([
  z.object({ preview: Preview }),
  z.object({ capture: Capture }),
  z.object({ failed: Reason }),
]);
export type JobResult = z.infer<typeof JobResult>;

/** What a crawler says of itself with each request for work. */
export const CrawlerHello = z.object({
  /** Stays with its outbox, over restarts. */
  crawler: z.string().min(1).max(64),
  /** The leases that it has in hand: others under its name were lost on the way, or with the process before. */
  holding: z.array(LeaseId).max(64).optional(),
  /** Sources that it would take now. */
  room: z.number().int().min(0).max(64),
  browser: z.boolean(),
  outboxPosts: z.number().int().min(0),
  outboxFull: z.boolean(),
});
export type CrawlerHello = z.infer<typeof CrawlerHello>;
