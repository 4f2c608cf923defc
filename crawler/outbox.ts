import type { FileHandle } from 'node:fs/promises';
import { INGEST_BODY_BYTES_MAX, INGEST_POSTS_MAX } from '../api/contract/limit.ts';
import {
  dropSegment,
  listSegments,
  openSegment,
  readLines,
  readPosition,
  writePosition,
  type Position,
} from './outbox-files.ts';
import type { MaskedPost } from './posts.ts';

/** Posts that wait at most; at 2 kB each that is a day of a busy county with the API away. */
export const OUTBOX_POSTS_MAX = 50_000;
export const OUTBOX_BYTES_MAX = 256 * 1024 * 1024;
/** A segment is closed at this size; it goes as a whole once all of it was accepted. */
const SEGMENT_BYTES_MAX = 1024 * 1024;
/** The batch's brackets and commas, and room. */
const BATCH_BYTES_MAX = INGEST_BODY_BYTES_MAX - 64 * 1024;

/** Posts in the order in which they came, as JSON texts, and the mark to take them away by. */
export type Batch = { readonly posts: readonly string[]; readonly mark: Position };

export type Outbox = {
  /** Durable once it resolves to `kept`. `full`: none of them was taken. */
  readonly append: (posts: readonly MaskedPost[]) => Promise<'kept' | 'full'>;
  /** The oldest posts, at most `postsMax` and what one body holds; null where none wait. */
  readonly peek: (postsMax?: number) => Promise<Batch | null>;
  /** Forgets all up to a mark. */
  readonly advance: (batch: Batch) => Promise<void>;
  readonly size: () => { readonly posts: number; readonly isFull: boolean };
  /** Resolves with the next append. */
  readonly appended: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Segment = { readonly number: number; bytes: number; posts: number };

/**
 * Opens the outbox of a folder: append-only segments, synced at each append, and a position. One process writes it. After a crash what
 * was kept is delivered again from the last position on; a line that was torn is passed over.
 */
export async function openOutbox(folder: string, postsMax: number = OUTBOX_POSTS_MAX): Promise<Outbox> {
  let position = await readPosition(folder);
  const segments: Segment[] = [];
  for (const number of await listSegments(folder)) {
    if (number < position.segment) {
      await dropSegment(folder, number);
      continue;
    }
    const from = number === position.segment ? position.offset : 0;
    const lines = await readLines(folder, number, from, Infinity);
    segments.push({ number, bytes: lines.at(-1)?.end ?? from, posts: lines.length });
  }
  let open: { readonly file: FileHandle; readonly segment: Segment } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waker = Promise.withResolvers<undefined>();

  const sum = (of: 'posts' | 'bytes'): number => segments.reduce((total, segment) => total + segment[of], 0);
  const isFull = (): boolean => sum('posts') >= postsMax || sum('bytes') >= OUTBOX_BYTES_MAX;
  /** One thing at a time on the files. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function writable(): Promise<{ readonly file: FileHandle; readonly segment: Segment }> {
    if (open && open.segment.bytes < SEGMENT_BYTES_MAX) return open;
    await open?.file.close();
    open = null;
    const number = Math.max(position.segment, segments.at(-1)?.number ?? 0) + 1;
    const segment = { number, bytes: 0, posts: 0 };
    open = { file: await openSegment(folder, number), segment };
    segments.push(segment);
    return open;
  }

  async function append(posts: readonly MaskedPost[]): Promise<'kept' | 'full'> {
    if (posts.length === 0) return 'kept';
    if (sum('posts') + posts.length > postsMax || sum('bytes') >= OUTBOX_BYTES_MAX) return 'full';
    const { file, segment } = await writable();
    const bytes = Buffer.from(posts.map((post) => `${JSON.stringify(post)}\n`).join(''));
    try {
      await file.appendFile(bytes);
      await file.datasync();
    } catch (error) {
      // What half-written lines are in the file is not known: nothing more goes into it.
      open = null;
      await file.close();
      throw error;
    }
    segment.bytes += bytes.length;
    segment.posts += posts.length;
    waker.resolve(undefined);
    waker = Promise.withResolvers();
    return 'kept';
  }

  async function peek(count: number): Promise<Batch | null> {
    for (const segment of segments) {
      const from = segment.number === position.segment ? position.offset : 0;
      if (from >= segment.bytes) continue;
      const posts: string[] = [];
      let bytes = 0;
      let offset = from;
      for (const { line, end } of await readLines(folder, segment.number, from, segment.bytes)) {
        bytes += end - offset;
        if (posts.length >= count || (posts.length > 0 && bytes > BATCH_BYTES_MAX)) break;
        posts.push(line);
        offset = end;
      }
      if (posts.length > 0) return { posts, mark: { segment: segment.number, offset } };
    }
    return null;
  }

  async function advance({ posts, mark }: Batch): Promise<void> {
    await writePosition(folder, mark);
    position = mark;
    for (const segment of [...segments]) {
      if (segment.number === mark.segment) segment.posts -= posts.length;
      const isDone = segment.number < mark.segment || (segment.number === mark.segment && mark.offset >= segment.bytes);
      if (!isDone || segment === open?.segment) continue;
      segments.splice(segments.indexOf(segment), 1);
      await dropSegment(folder, segment.number);
    }
  }

  return {
    append: (posts) => inTurn(() => append(posts)),
    peek: (count = INGEST_POSTS_MAX) => inTurn(() => peek(count)),
    advance: (batch) => inTurn(() => advance(batch)),
    size: () => ({ posts: sum('posts'), isFull: isFull() }),
    appended: () => waker.promise,
    close: () => inTurn(async () => open?.file.close()),
  };
}
