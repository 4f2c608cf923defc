import { z } from 'zod';
import { Briefing, BriefingId, BriefingPlan } from './briefing.ts';
import { Figure, Paper } from './briefing-paper.ts';
import { BodyId, FileHash, Ms, PersonId } from './id.ts';

export const BriefingQuery = z.object({
  kind: z.enum(['daily', 'weekly', 'monthly', 'special', '']).default(''),
  /** Words of the released text. */
  q: z.string().trim().max(60).default(''),
  year: z.coerce.number().int().min(0).max(9_999).default(0),
});
export type BriefingQuery = z.infer<typeof BriefingQuery>;

export const BriefingRow = z.object({
  id: BriefingId,
  kind: Briefing.shape.kind,
  year: z.number().int(),
  no: z.number().int(),
  title: z.string(),
  fromMs: Ms,
  toMs: Ms,
  state: Briefing.shape.state,
  madeMs: Ms,
  releasedMs: Ms.nullable(),
  /** First of its 要点, or where the words were found. */
  gist: z.string(),
  lacking: z.number().int(),
  marks: z.number().int(),
  readers: z.number().int(),
  sample: z.boolean(),
});
export type BriefingRow = z.infer<typeof BriefingRow>;

export const BriefingList = z.object({
  briefings: z.array(BriefingRow),
  total: z.number().int(),
  years: z.array(z.number().int()),
  /** The next that the schedule makes. */
  next: z.array(z.object({ kind: Briefing.shape.kind, atMs: Ms })),
  plan: BriefingPlan,
  /** Internal channels that an issue can go to: what the schedule chooses from. */
  channels: z.array(z.object({ id: z.string(), name: z.string(), audience: z.string() })),
});
export type BriefingList = z.infer<typeof BriefingList>;
export const BRIEFINGS_SHOWN_MAX = 200;

/** One check before the release: whether it holds. Nothing here stops it but `blocks`. */
export const BriefingCheck = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  ok: z.boolean(),
  blocks: z.boolean(),
});
export type BriefingCheck = z.infer<typeof BriefingCheck>;

export const BriefingDetail = z.object({
  briefing: Briefing.omit({ reads: true }),
  paper: Paper,
  /** SHA-256 of the paper's canonical JSON: what a release binds. */
  sha256: FileHash,
  /** A Chart.js configuration, as plain JSON, for each of the paper's charts. */
  charts: z.array(z.unknown()),
  checks: z.array(BriefingCheck),
  /** Names of people and bodies by id. */
  names: z.record(z.string(), z.string()),
  reads: z.array(z.object({ by: PersonId, name: z.string(), atMs: Ms })),
  channels: z.array(z.object({ id: z.string(), name: z.string(), audience: z.string(), chosen: z.boolean() })),
  sent: z.array(
    z.object({
      channel: z.string(),
      state: z.enum(['waiting', 'sent', 'failed']),
      atMs: Ms,
      why: z.string().nullable(),
    }),
  ),
  bodies: z.array(z.object({ id: BodyId, name: z.string() })),
  releaseByMs: Ms.nullable(),
  before: BriefingId.nullable(),
  after: BriefingId.nullable(),
  /** Acts that the reader may do now. */
  may: z.array(z.string()),
});
export type BriefingDetail = z.infer<typeof BriefingDetail>;

/** What lies behind a number: counted again now, and the rows or the search it opens. */
export const FigureView = z.object({
  figure: Figure,
  now: z.number().nullable(),
  /** Why it is not what it was: posts were removed by age, tags changed. '' where it is the same. */
  changed: z.object({ zh: z.string(), en: z.string() }),
  /** Opens the posts. */
  search: z.string().nullable(),
  rows: z.array(z.object({ title: z.string(), link: z.string().nullable(), atMs: Ms.nullable(), note: z.string() })),
});
export type FigureView = z.infer<typeof FigureView>;
export const FIGURE_ROWS_MAX = 200;

export const BriefingDone = z.object({ id: BriefingId, version: z.number().int() });
export type BriefingDone = z.infer<typeof BriefingDone>;
