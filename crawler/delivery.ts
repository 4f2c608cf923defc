import { setTimeout as wait } from 'node:timers/promises';
import type { ApiClient } from './api-client.ts';
import type { Outbox } from './outbox.ts';
import { createRefusedList } from './refused-list.ts';

const BACKOFF_FIRST_MS = 500;
export const BACKOFF_MAX_MS = 60_000;

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
  const { outbox, signal, refusedPath: path, clock, log } = options;
  const firstMs = options.backoffMs ?? BACKOFF_FIRST_MS;
  let waitMs = firstMs;
  let postsMax: number | undefined;
  const stopped = aborted(signal);
  const refusedList = createRefusedList({ path, clock, log });
  const slowDown = async (): Promise<void> => {
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 2, BACKOFF_MAX_MS);
  };
  while (!signal.aborted) {
    // Asked for before the look, so that an append in between is not missed.
    const appended = outbox.appended();
    const batch = await outbox.peek(postsMax);
    if (!batch) {
      await Promise.race([appended, stopped]);
      continue;
    }
    const said = await options.ingest(batch.posts, signal);
    // Something in the batch cannot be taken as a whole: halves find the one post that is at fault.
    const isOne = !said.ok && isOfContent(said.status) && batch.posts.length === 1;
    if (said.ok || isOne) {
      const refused = said.ok ? said.value.refused : [{ index: 0, reason: `${said.status} ${said.why}` }];
      const isListed = await refusedList.add(batch, refused);
      // On a full disk too: what was delivered makes room.
      await outbox.advance(batch);
      postsMax = said.ok ? undefined : 1;
      if (isListed) waitMs = firstMs;
      else await slowDown();
    } else if (isOfContent(said.status)) {
      postsMax = Math.max(1, Math.floor(batch.posts.length / 2));
    } else {
      const { status, why } = said;
      log.warn({ status, why, posts: outbox.size().posts, waitMs }, 'posts not accepted; trying again');
      await slowDown();
    }
  }
  await refusedList.flush();
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
