import type { FileHandle } from 'node:fs/promises';
import { isDiskFull } from '../api/contract/disk-full.ts';
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

/** What is known of the files; they are touched by one thing at a time. */
type State = {
  readonly folder: string;
  readonly postsMax: number;
  readonly segments: Segment[];
  /** Numbers are never used twice: a position must not point into another segment of the same name. */
  lastNumber: number;
  position: Position;
  open: { readonly file: FileHandle; readonly segment: Segment } | null;
};

/**
 * Opens the outbox of a folder: append-only segments, synced at each append, and a position. One process writes it. After a crash what
 * was kept is delivered again from the last position on; a line that was torn is passed over.
 */
export async function openOutbox(folder: string, postsMax: number = OUTBOX_POSTS_MAX): Promise<Outbox> {
  const state = await readState(folder, postsMax);
  let last: Promise<unknown> = Promise.resolve();
  let waker = Promise.withResolvers<undefined>();
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  }
  return {
    append: (posts) =>
      inTurn(async () => {
        const kept = await append(state, posts);
        waker.resolve(undefined);
        waker = Promise.withResolvers();
        return kept;
      }),
    peek: (count = INGEST_POSTS_MAX) => inTurn(() => peek(state, count)),
    advance: (batch) => inTurn(() => advance(state, batch)),
    size: () => ({ posts: sum(state, 'posts'), isFull: hasNoRoom(state, 1) }),
    appended: () => waker.promise,
    close: () => inTurn(async () => state.open?.file.close()),
  };
}

async function readState(folder: string, postsMax: number): Promise<State> {
  const position = await readPosition(folder);
  const segments: Segment[] = [];
  const numbers = await listSegments(folder);
  for (const number of numbers) {
    if (number < position.segment) {
      await dropSegment(folder, number);
      continue;
    }
    const from = number === position.segment ? position.offset : 0;
    const lines = await readLines(folder, number, from, Infinity);
    if (lines.length === 0) await dropSegment(folder, number);
    else segments.push({ number, bytes: lines.at(-1)?.end ?? from, posts: lines.length });
  }
  const lastNumber = Math.max(position.segment, numbers.at(-1) ?? 0);
  return { folder, postsMax, segments, lastNumber, position, open: null };
}

function sum({ segments }: State, of: 'posts' | 'bytes'): number {
  return segments.reduce((total, segment) => total + segment[of], 0);
}

function hasNoRoom(state: State, posts: number): boolean {
  return sum(state, 'posts') + posts > state.postsMax || sum(state, 'bytes') >= OUTBOX_BYTES_MAX;
}

/** The segment that is written, a new one after each start: what the last process left torn stays by itself. */
async function writable(state: State): Promise<NonNullable<State['open']>> {
  if (state.open && state.open.segment.bytes < SEGMENT_BYTES_MAX) return state.open;
  await state.open?.file.close();
  state.open = null;
  const number = (state.lastNumber += 1);
  const segment = { number, bytes: 0, posts: 0 };
  const open = { file: await openSegment(state.folder, number), segment };
  state.open = open;
  state.segments.push(segment);
  return open;
}

async function append(state: State, posts: readonly MaskedPost[]): Promise<'kept' | 'full'> {
  if (posts.length === 0) return 'kept';
  if (hasNoRoom(state, posts.length)) return 'full';
  const bytes = Buffer.from(posts.map((post) => `${JSON.stringify(post)}\n`).join(''));
  let segment: Segment;
  try {
    const open = await writable(state);
    segment = open.segment;
    await open.file.appendFile(bytes);
    await open.file.datasync();
  } catch (error) {
    // What half-written lines are in the file is not known: nothing more goes into it.
    await state.open?.file.close();
    state.open = null;
    if (isDiskFull(error)) return 'full';
    throw error;
  }
  segment.bytes += bytes.length;
  segment.posts += posts.length;
  return 'kept';
}

async function peek({ folder, segments, position }: State, count: number): Promise<Batch | null> {
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

async function advance(state: State, { posts, mark }: Batch): Promise<void> {
  try {
    await writePosition(state.folder, mark);
  } catch (error) {
    // On a full disk what was accepted is still dropped, which makes room; after a crash some of it may be sent again.
    if (!isDiskFull(error)) throw error;
  }
  state.position = mark;
  for (const segment of [...state.segments]) {
    if (segment.number === mark.segment) segment.posts -= posts.length;
    const isDone = segment.number < mark.segment || (segment.number === mark.segment && mark.offset >= segment.bytes);
    if (!isDone) continue;
    // What was accepted does not lie about: an erasure in the store need not reach here.
    if (segment === state.open?.segment) {
      await state.open.file.close();
      state.open = null;
    }
    state.segments.splice(state.segments.indexOf(segment), 1);
    await dropSegment(state.folder, segment.number);
  }
}
