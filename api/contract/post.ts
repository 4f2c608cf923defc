import { z } from 'zod';
import { Ms, PostId, SourceId } from './id.ts';
import { ADDRESS_CHARS_MAX, INGEST_POSTS_MAX, NAME_CHARS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX } from './limit.ts';
import type { MaskedText, Voice } from './text.ts';
import type { Tone } from './analysis.ts';

export const PostKind = z.enum(['article', 'thread', 'reply', 'entry', 'lead']);
export type PostKind = z.infer<typeof PostKind>;

/** One post as a crawler hands it over. Texts and address are masked already; intake masks again. */
export const IngestPost = z.object({
  id: PostId,
  source: SourceId,
  kind: PostKind,
  url: z.string().max(ADDRESS_CHARS_MAX).nullable(),
  /** Groups the posts of one thread: a hash of its address. */
  thread: z.string().max(64).nullable(),
  /** As the site counts: some open a thread with 0. */
  floor: z.number().int().min(0).max(1_000_000).nullable(),
  title: z.string().max(TITLE_CHARS_MAX),
  text: z.string().max(TEXT_CHARS_MAX),
  /** Null if the page did not say. */
  publishedMs: Ms.nullable(),
  seenMs: Ms,
  voice: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  /** True for what a first visit or an import lists of the past: it teaches and raises nothing. */
  backfill: z.boolean(),
});
export type IngestPost = z.infer<typeof IngestPost>;

/** Each row is judged on its own: one bad post does not cost the others. */
export const IngestBatch = z.object({ posts: z.array(z.unknown()).max(INGEST_POSTS_MAX) });

export const IngestReply = z.object({
  accepted: z.number().int(),
  /** Known already; nothing changed or updated in place. */
  repeated: z.number().int(),
  refused: z.array(z.object({ index: z.number().int(), reason: z.string() })),
});
export type IngestReply = z.infer<typeof IngestReply>;

/** A post as it is stored. */
export type Post = {
  readonly id: PostId;
  readonly source: SourceId;
  readonly kind: PostKind;
  readonly url: string | null;
  readonly thread: string | null;
  readonly floor: number | null;
  readonly title: MaskedText;
  readonly text: MaskedText;
  /** Of `seenMs` where the page did not say; then `publishedKnown` is false. */
  readonly publishedMs: number;
  readonly publishedKnown: boolean;
  readonly seenMs: number;
  readonly backfill: boolean;
  readonly tokens: readonly string[];
  readonly topics: readonly string[];
  readonly places: readonly string[];
  readonly markers: readonly string[];
  readonly rumor: number;
  readonly tone: Tone | null;
  /** Near-copy band keys. */
  readonly bands: readonly string[];
  /** The post that this one repeats (the first seen of its near-copies), or its own id. */
  readonly group: PostId;
  /** `Lexicon.version` that tagged it. */
  readonly version: number;
};

/** A post on its way to the store, with the voice that goes to the voices' own table. */
export type NewPost = { readonly post: Post; readonly voice: Voice | null };

/** A post on a screen. Carries no address, floor, tone or voice; `hasOriginal` lets monitoring staff ask for the address, which is journaled. */
export const PostView = z.object({
  id: PostId,
  source: SourceId,
  sourceName: z.string(),
  kind: PostKind,
  title: z.string(),
  text: z.string(),
  publishedMs: Ms,
  publishedKnown: z.boolean(),
  seenMs: Ms,
  topics: z.array(z.string()),
  places: z.array(z.string()),
  markers: z.array(z.string()),
  rumor: z.number(),
  /** Its group of near-copies, to search by. */
  group: z.string(),
  /** Posts of its group of near-copies, itself included; 1 if alone or not counted. */
  copies: z.number().int(),
  hasOriginal: z.boolean(),
  sample: z.boolean(),
});
export type PostView = z.infer<typeof PostView>;

/** A text from a chat group or a short video that staff type in. */
export const LeadDraft = z.object({
  text: z.string().trim().min(2).max(TEXT_CHARS_MAX),
  title: z.string().trim().max(TITLE_CHARS_MAX).default(''),
  /** Gazetteer id or free name of the place it is about. */
  place: z.string().trim().max(NAME_CHARS_MAX).default(''),
  /** Where it was seen: `chat-group`, `short-video`, `telephone`, `other`. */
  channel: z.enum(['chat-group', 'short-video', 'telephone', 'other']),
  seenMs: Ms,
});
export type LeadDraft = z.infer<typeof LeadDraft>;

export const LeadReply = z.object({ post: PostView, repeated: z.boolean() });
