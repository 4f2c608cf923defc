import { setImmediate as othersTurn } from 'node:timers/promises';
import {
  INGEST_POSTS_MAX,
  type Analysis,
  type IngestPost,
  type IngestReply,
  type NewPost,
  type Post,
  type PostId,
  type Voice,
} from '../contract/index.ts';
import type { PostStore } from '../posts/port.ts';
import { admit, type AdmitRules } from './admit.ts';
import { groupRows } from './group.ts';

export type IntakeParts = {
  readonly posts: Pick<PostStore, 'put' | 'nearCopies'>;
  readonly analyse: (
    texts: readonly { readonly title: string; readonly text: string }[],
  ) => Promise<readonly Analysis[]>;
  readonly isSource: AdmitRules['isSource'];
  readonly isErased: AdmitRules['isErased'];
  readonly now: () => number;
  /** Told after the store has the posts. */
  readonly onStored: (stored: Stored) => void;
};

export type Stored = { readonly added: readonly Post[]; readonly repeated: number };

export type Intake = {
  /** At most `INGEST_POSTS_MAX` rows, each judged on its own. Durable when it resolves; rejects with `StoreAway`. */
  ingest(rows: readonly unknown[]): Promise<IngestReply>;
};

/** How far back a near-copy is looked for. */
export const COPY_SPAN_MS = 14 * 24 * 3_600_000;

/** What comes in: validate, mask again, analyse, find its near-copies, store. */
export function createIntake(parts: IntakeParts): Intake {
  return {
    async ingest(rows) {
      const nowMs = parts.now();
      const rules: AdmitRules = { isSource: parts.isSource, isErased: parts.isErased, nowMs };
      const refused: { index: number; reason: string }[] = [];
      const taken = new Map<PostId, IngestPost>();
      for (const [index, row] of rows.slice(0, INGEST_POSTS_MAX).entries()) {
        const verdict = admit(row, rules);
        if ('reason' in verdict) refused.push({ index, reason: verdict.reason });
        else taken.set(verdict.post.id, verdict.post);
        // A long text takes milliseconds to mask, a batch of them seconds: others are heard in between.
        await othersTurn();
      }
      const doubled = Math.min(rows.length, INGEST_POSTS_MAX) - refused.length - taken.size;
      if (taken.size === 0) return { accepted: 0, repeated: doubled, refused };
      const fresh = await build([...taken.values()], nowMs);
      const result = await parts.posts.put(fresh);
      const added = new Set(result.added);
      const stored = fresh.filter(({ post }) => added.has(post.id)).map(({ post }) => post);
      if (stored.length > 0) parts.onStored({ added: stored, repeated: result.repeated.length });
      return { accepted: result.added.length, repeated: result.repeated.length + doubled, refused };
    },
  };

  async function build(rows: readonly IngestPost[], nowMs: number): Promise<readonly NewPost[]> {
    const analyses = await parts.analyse(rows.map(({ title, text }) => ({ title, text })));
    const bands = analyses.map((analysis) => analysis.fingerprint);
    const known = await parts.posts.nearCopies(bands, nowMs - COPY_SPAN_MS);
    const groups = groupRows(
      rows.map((row) => row.id),
      bands,
      known,
    );
    return rows.map((row, i) => {
      const analysis = analyses[i];
      const group = groups[i];
      if (analysis === undefined || group === undefined)
        throw new Error('analysis answered fewer texts than it was given');
      return { post: toPost(row, analysis, group), voice: row.voice as Voice | null };
    });
  }
}

function toPost(row: IngestPost, analysis: Analysis, group: PostId): Post {
  return {
    id: row.id,
    source: row.source,
    kind: row.kind,
    url: row.url,
    thread: row.thread,
    floor: row.floor,
    title: row.title as Post['title'],
    text: row.text as Post['text'],
    publishedMs: row.publishedMs ?? row.seenMs,
    publishedKnown: row.publishedMs !== null,
    seenMs: row.seenMs,
    backfill: row.backfill,
    tokens: analysis.tokens,
    topics: analysis.topics.map((topic) => topic.id),
    places: analysis.places.map((place) => place.id),
    markers: analysis.markers.map((marker) => marker.family),
    rumor: analysis.rumor,
    tone: analysis.tone,
    bands: analysis.fingerprint,
    group,
    version: analysis.version,
  };
}
