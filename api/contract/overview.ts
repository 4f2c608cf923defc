import { z } from 'zod';
import { AlertView, BandPoint, Term } from './alert.ts';
import { Ms } from './id.ts';
import { Role } from './person.ts';
import { PostView } from './post.ts';
import { Reason } from './source.ts';

/** Something that the desk must know about the system itself. */
export const Banner = Reason.extend({
  level: z.enum(['note', 'warning', 'risk']),
  /** Null: not known. */
  sinceMs: Ms.nullable(),
  /** Only these roles are shown it: nobody else can do anything about it. */
  roles: z.array(Role).optional(),
  /** The screen on which it is mended. */
  path: z.string().optional(),
});
export type Banner = z.infer<typeof Banner>;

export const Rising = z.object({
  series: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  count: z.number(),
  expected: z.number(),
  ratio: z.number(),
  /** Counts of the last 24 hours, by the hour. */
  line: z.array(z.number()),
});
export type Rising = z.infer<typeof Rising>;

export const Overview = z.object({
  nowMs: Ms,
  posts24h: z.number().int(),
  posts24hUsual: z.number().nullable(),
  postsTotal: z.number().int(),
  sourcesWell: z.number().int(),
  sourcesFailing: z.number().int(),
  lastSeenMs: Ms.nullable(),
  alerts: z.array(AlertView),
  rising: z.array(Rising),
  chart: z.object({ stepMs: z.number(), points: z.array(BandPoint) }),
  terms: z.array(Term),
  newest: z.array(PostView),
  banners: z.array(Banner),
});
export type Overview = z.infer<typeof Overview>;

export const Health = z.object({
  version: z.string(),
  startedMs: Ms,
  store: z.enum(['sqlite', 'elasticsearch']),
  storeLag: z.boolean(),
  posts: z.number().int(),
  journalEntries: z.number().int(),
  journalHead: z.string(),
  crawlers: z.array(
    z.object({ name: z.string(), seenMs: Ms, outboxPosts: z.number(), browser: z.boolean(), silent: z.boolean() }),
  ),
  memoryMb: z.number(),
  retentionDays: z.number(),
});
export type Health = z.infer<typeof Health>;
