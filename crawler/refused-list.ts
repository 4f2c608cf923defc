import { appendFile, rename, stat } from 'node:fs/promises';
import type { IngestReply } from '../api/contract/post.ts';
import type { Batch } from './outbox.ts';

/** The list is begun anew at this size; one older list is kept. */
const REFUSED_BYTES_MAX = 1024 * 1024;
/** Lines that wait for a file that cannot be written; the oldest go beyond this, and the log has told of them. */
export const WAITING_MAX = 1_000;

/** A line of the list: never a text. */
type Refused = { readonly id: string; readonly source: string; readonly reason: string; readonly atMs: number };

export type RefusedList = {
  /** Writes what was refused of a batch, after what still waits. False: the file cannot be written now, and the lines wait. */
  readonly add: (batch: Batch, refused: IngestReply['refused']) => Promise<boolean>;
  /** Tries once more to write what waits. */
  readonly flush: () => Promise<boolean>;
};

export type RefusedListOptions = {
  readonly path: string;
  readonly clock: () => number;
  readonly log: { readonly warn: (details: object, message: string) => void };
};

/** Posts that intake refused, by id and reason, for whoever asks where they went. A disk without room loses no delivery by it. */
export function createRefusedList({ path, clock, log }: RefusedListOptions): RefusedList {
  let waiting: readonly Refused[] = [];
  let isTorn = false;
  async function flush(): Promise<boolean> {
    if (waiting.length === 0) return true;
    try {
      await write(path, waiting, isTorn);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      isTorn = true;
      log.warn({ code: error.code, waiting: waiting.length }, 'the list of refused posts cannot be written');
      return false;
    }
    waiting = [];
    isTorn = false;
    return true;
  }
  return {
    flush,
    add(batch, refused) {
      if (refused.length > 0) {
        waiting = [...waiting, ...refused.map((each) => lineOf(batch, each, clock()))].slice(-WAITING_MAX);
        log.warn({ posts: refused.length }, 'posts were refused by intake; see the list of refused posts');
      }
      return flush();
    },
  };
}

function lineOf(batch: Batch, { index, reason }: IngestReply['refused'][number], atMs: number): Refused {
  const line = batch.posts[index] ?? '';
  const field = (name: string): string => new RegExp(`"${name}":"([A-Za-z0-9:._-]{1,64})"`).exec(line)?.[1] ?? '?';
  return { id: field('id'), source: field('source'), reason: reason.slice(0, 200), atMs };
}

/** `isTorn`: half a line may stand at the end, which must not spoil the next. */
async function write(path: string, lines: readonly Refused[], isTorn: boolean): Promise<void> {
  const size = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  if (size > REFUSED_BYTES_MAX) await rename(path, `${path}.old`);
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await appendFile(path, isTorn ? `\n${text}` : text, { mode: 0o600 });
}
