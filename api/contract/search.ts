import { z } from 'zod';
import { BinMs, Ms, WatchId } from './id.ts';
import {
  CURSOR_CHARS_MAX,
  FILTER_IDS_MAX,
  GROUPS_CHARS_MAX,
  NAME_CHARS_MAX,
  PAGE_POSTS_MAX,
  QUERY_CHARS_MAX,
} from './limit.ts';
import { PostView } from './post.ts';

const ids = z.array(z.string().max(80)).max(FILTER_IDS_MAX).default([]);

/** What is looked for. There is no filter by author (none is stored) nor by tone. Words must all occur; "quoted" ones in this order. */
export const Criteria = z.object({
  text: z.string().trim().max(QUERY_CHARS_MAX).default(''),
  topics: ids,
  places: ids,
  markers: ids,
  sources: ids,
  kinds: ids,
  /** Groups of near-copies, joined by commas: posts of any of them. */
  group: z.string().max(GROUPS_CHARS_MAX).default(''),
  fromMs: Ms.default(0),
  toMs: Ms.default(0),
});
export type Criteria = z.infer<typeof Criteria>;

export const SearchQuery = Criteria.extend({
  sort: z.enum(['newest', 'oldest']).default('newest'),
  limit: z.number().int().min(1).max(PAGE_POSTS_MAX).default(20),
  cursor: z.string().max(CURSOR_CHARS_MAX).default(''),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const FacetValue = z.object({ id: z.string(), count: z.number().int() });
export const Facets = z.object({
  topics: z.array(FacetValue),
  places: z.array(FacetValue),
  markers: z.array(FacetValue),
  sources: z.array(FacetValue),
  kinds: z.array(FacetValue),
});
export type Facets = z.infer<typeof Facets>;

export const Histogram = z.object({
  stepMs: z.number().int(),
  buckets: z.array(z.object({ atMs: BinMs, count: z.number().int() })),
});
export type Histogram = z.infer<typeof Histogram>;

export const SearchReply = z.object({
  total: z.number().int(),
  /** True where facets were counted on a sample and read "≈". */
  sampled: z.boolean(),
  posts: z.array(PostView),
  cursor: z.string().nullable(),
  facets: Facets,
  histogram: Histogram,
  tookMs: z.number(),
});
export type SearchReply = z.infer<typeof SearchReply>;

/** A search that is kept as a series and watched. */
export const Watch = z.object({ id: WatchId, name: z.string(), criteria: Criteria, addedMs: Ms, addedBy: z.string() });
export type Watch = z.infer<typeof Watch>;
export const WatchDraft = z.object({ name: z.string().trim().min(1).max(NAME_CHARS_MAX), criteria: Criteria });
