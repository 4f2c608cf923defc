import { appendFile, rename, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { IngestReply } from '../api/contract/post.ts';
import type { ApiClient } from './api-client.ts';
import type { Batch, Outbox } from './outbox.ts';

const BACKOFF_FIRST_MS = 500;
export const BACKOFF_MAX_MS = 60_000;
/** The list of refused posts is begun anew at this size; one older list is kept. */
const REFUSED_BYTES_MAX = 1024 * 1024;

/** A line of the list of refused posts: never a text. */
type Refused = { readonly id: string; readonly source: string; readonly reason: string; readonly atMs: number };

export type DeliveryOptions = {
  readonly outbox: Outbox;
  readonly ingest: ApiClient['ingest'];
  /** Where posts that intake refuses are listed, by id and reason. */
  readonly refusedPath: string;
  readonly clock: () => number;
  readonly log: { readonly warn: (details: object, message: string) => void };
  readonly signal: AbortSignal;
  /** Shorter in tests. */
  readonly backoffMs?: number;
};

/** Hands the outbox over to the API, in order, until the signal: a batch is taken away once it was accepted, and retried until then. */
export async function deliver(options: DeliveryOptions): Promise<void> {
  const { outbox, signal } = options;
  const firstMs = options.backoffMs ?? BACKOFF_FIRST_MS;
  let waitMs = firstMs;
  let postsMax: number | undefined;
  const stopped = aborted(signal);
  while (!signal.aborted) {
    // Asked for before the look, so that an append in between is not missed.
    const appended = outbox.appended();
    const batch = await outbox.peek(postsMax);
    if (!batch) {
      await Promise.race([appended, stopped]);
      continue;
    }
    const said = await options.ingest(batch.posts, signal);
    if (said.ok) {
      await listRefused(options, batch, said.value.refused);
      await outbox.advance(batch);
      [waitMs, postsMax] = [firstMs, undefined];
    } else if (isOfContent(said.status)) {
      // Something in the batch cannot be taken as a whole: halves find the one post that is at fault.
      if (batch.posts.length === 1) {
        await listRefused(options, batch, [{ index: 0, reason: `${said.status} ${said.why}` }]);
        await outbox.advance(batch);
      }
      postsMax = Math.max(1, Math.floor(batch.posts.length / 2));
    } else {
      options.log.warn(
        { status: said.status, why: said.why, posts: outbox.size().posts, waitMs },
        'posts not accepted; trying again',
      );
      await pause(waitMs, signal);
      waitMs = Math.min(waitMs * 2, BACKOFF_MAX_MS);
    }
  }
}

function isOfContent(status: number): boolean {
  return status === 400 || status === 413 || status === 422;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Waits, or ends early when the crawler stops. */
export async function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(waitMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function listRefused(options: DeliveryOptions, batch: Batch, refused: IngestReply['refused']): Promise<void> {
  if (refused.length === 0) return;
  const lines = refused.map(({ index, reason }): Refused => {
    const line = batch.posts[index] ?? '';
    const field = (name: string): string => new RegExp(`"${name}":"([A-Za-z0-9:._-]{1,64})"`).exec(line)?.[1] ?? '?';
    return { id: field('id'), source: field('source'), reason: reason.slice(0, 200), atMs: options.clock() };
  });
  options.log.warn({ posts: refused.length }, 'posts were refused by intake; see the list of refused posts');
  const size = await stat(options.refusedPath).then(
    ({ size }) => size,
    () => 0,
  );
  if (size > REFUSED_BYTES_MAX) await rename(options.refusedPath, `${options.refusedPath}.old`);
  await appendFile(options.refusedPath, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
}
