import { z } from 'zod';
import { PostId, PostKind, SourceId } from '../contract/index.ts';
import type { MaskedText, Post } from '../contract/index.ts';
import { TONES } from '../contract/analysis.ts';

const strings = z.array(z.string());

/** A post as a document. Tokens are one string, which the whitespace analyzer cuts again. */
export const Document = z.object({
  seq: z.number(),
  source: SourceId,
  kind: PostKind,
  url: z.string().nullable(),
  thread: z.string().nullable(),
  floor: z.number().nullable(),
  title: z.string(),
  text: z.string(),
  publishedMs: z.number(),
  publishedKnown: z.boolean(),
  seenMs: z.number(),
  backfill: z.boolean(),
  tokens: z.string(),
  topics: strings,
  places: strings,
  markers: strings,
  rumor: z.number(),
  tone: z.enum(TONES).nullable(),
  bands: strings,
  group: PostId,
  version: z.number(),
});
export type Document = z.infer<typeof Document>;

export function documentOf({ tokens, ...post }: Post, seq: number): Document {
  const { source, kind, url, thread, floor, title, text, publishedMs, publishedKnown, seenMs, backfill } = post;
  return {
    ...{ seq, source, kind, url, thread, floor, title, text, publishedMs, publishedKnown, seenMs, backfill },
    tokens: tokens.join(' '),
    topics: [...post.topics],
    places: [...post.places],
    markers: [...post.markers],
    bands: [...post.bands],
    rumor: post.rumor,
    tone: post.tone,
    group: post.group,
    version: post.version,
  };
}

export function postOf(id: string, source: unknown): Post {
  const { tokens, title, text, ...document } = Document.omit({ seq: true }).parse(source);
  return {
    ...document,
    id: PostId.parse(id),
    title: fromStore(title),
    text: fromStore(text),
    tokens: listOf(tokens),
  };
}

/** Tokens hold no white space: it is what joins them. */
export function listOf(tokens: string): readonly string[] {
  return tokens.split(/\s+/).filter((token) => token !== '');
}

/** Proven: the store takes masked text only. */
function fromStore(text: string): MaskedText {
  return text as MaskedText;
}
