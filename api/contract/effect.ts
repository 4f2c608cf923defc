import { z } from 'zod';
import { GuardedCount } from './alert.ts';
import { Ms, StatementId } from './id.ts';
import { PostView } from './post.ts';
import { StatementKind } from './statement.ts';

/** A statement that went out, as a mark on the time axis. */
export const EffectMoment = z.object({
  atMs: Ms,
  statement: StatementId,
  no: z.number().int(),
  kind: StatementKind,
  title: z.string(),
});
export type EffectMoment = z.infer<typeof EffectMoment>;

/** One step of time. Null where the sources were not read: no data is not zero. */
export const EffectBin = z.object({
  atMs: Ms,
  repeats: z.number().int().nullable(),
  mentions: z.number().int().nullable(),
  /** The topic's usual voices in so long a time, over all posts; null where nothing was learned. */
  usual: z.object({ low: z.number(), high: z.number() }).nullable(),
});
export type EffectBin = z.infer<typeof EffectBin>;

/** One source. Counts are null where it was not read in that window. */
export const EffectSource = z.object({
  source: z.string(),
  name: z.string(),
  /** Repeats in the whole time that is drawn, and mentions of the statement. */
  repeats: z.number().int(),
  mentions: z.number().int(),
  /** Repeats in the window before the moment, in the last one, and in the one before the last. */
  before: z.number().int().nullable(),
  last: z.number().int().nullable(),
  lastButOne: z.number().int().nullable(),
  rises: z.boolean(),
});
export type EffectSource = z.infer<typeof EffectSource>;

/**
 * `none`: no statement yet. `no-claim`: the statement answers no claim. `early`: not one window has passed. `no-before`: nothing to compare
 * with. `gap`: too much was not read. `few`: too few to tell. `fell`, `rebound`, `same`, `rose`: what became of the repeats.
 */
export const EffectKind = z.enum([
  'none',
  'no-claim',
  'early',
  'no-before',
  'gap',
  'few',
  'fell',
  'rebound',
  'same',
  'rose',
]);
export type EffectKind = z.infer<typeof EffectKind>;

/** What the figure shows, in one sentence of each language, and the numbers that the sentence is made of. */
export const EffectFinding = z.object({
  kind: EffectKind,
  zh: z.string(),
  en: z.string(),
  /** Repeats in a window: before the moment, where they had fallen, in the last one. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  last: z.number().nullable(),
  /** From the moment until the repeats had halved and stayed so. */
  fellAfterMs: z.number().nullable(),
  /** They were falling before the statement was out. */
  fellBefore: z.boolean(),
});
export type EffectFinding = z.infer<typeof EffectFinding>;

export const EffectView = z.object({
  stepMs: z.number(),
  /** The window that rates are said in: half an hour, an hour, a day. */
  windowMs: z.number(),
  fromMs: Ms,
  toMs: Ms,
  /** The moment that before and after are told from. */
  momentMs: Ms.nullable(),
  moments: z.array(EffectMoment),
  bins: z.array(EffectBin),
  finding: EffectFinding,
  sources: z.array(EffectSource),
  repeats: z.number().int(),
  mentions: z.number().int(),
  /** Distinct voices of the claim in all; small numbers are not told. */
  voices: GuardedCount,
  voicesWhole: z.boolean(),
  /** There were more posts than are read: the time before `fromMs` is left out. */
  cut: z.boolean(),
});
export type EffectView = z.infer<typeof EffectView>;

/** The posts behind a number of an effect: of one source or all, published within a time (0: the effect's own). */
export const EffectPostsQuery = z.object({
  of: z.enum(['repeats', 'mentions']).default('repeats'),
  source: z.string().max(80).default(''),
  fromMs: z.coerce.number().int().min(0).default(0),
  toMs: z.coerce.number().int().min(0).default(0),
  offset: z.coerce.number().int().min(0).default(0),
});
export type EffectPostsQuery = z.infer<typeof EffectPostsQuery>;
export const EffectPosts = z.object({
  total: z.number().int(),
  posts: z.array(PostView),
  /** The `offset` of the next page. */
  next: z.number().int().nullable(),
});
export type EffectPosts = z.infer<typeof EffectPosts>;
export const EFFECT_PAGE_POSTS = 30;

/** Sources that are listed; the others are in the sums. */
export const EFFECT_SOURCES_MAX = 30;
/** Posts of each kind that one answer reads, newest first. */
export const EFFECT_POSTS_MAX = 20_000;
