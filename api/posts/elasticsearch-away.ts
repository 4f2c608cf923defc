import { errors } from '@elastic/elasticsearch';
import { StoreAway } from './port.ts';

/** Statuses that pass: time-out, too many requests, and what a node or a missing shard answers. */
function passes(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Runs a request; what is the cluster's state and not our fault becomes StoreAway. */
export async function asking<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof errors.ResponseError) throw awayOf(error) ?? error;
    if (error instanceof errors.ElasticsearchClientError)
      throw new StoreAway(`Elasticsearch cannot be reached: ${error.message}`);
    throw error;
  }
}

function awayOf(error: errors.ResponseError): StoreAway | null {
  const status = error.statusCode ?? 0;
  const isBlocked = error.message.includes('cluster_block_exception');
  // 401 and 403: a key that was withdrawn can be given again, and until then the crawlers' outboxes hold the posts.
  if (!passes(status) && !isBlocked && status !== 401 && status !== 403) return null;
  return new StoreAway(`Elasticsearch answered ${status}`, isBlocked);
}

export type ItemError = { readonly status: number; readonly type: string; readonly reason: string };

/** The same for one row of a bulk. A wrong mapping and the like are bugs. */
export function itemError({ status, type, reason }: ItemError): Error {
  const isBlocked = type === 'cluster_block_exception';
  if (!passes(status) && !isBlocked) return new Error(`Elasticsearch refused a document: ${type}: ${reason}`);
  return new StoreAway(`Elasticsearch put a document off: ${status} ${type}`, isBlocked);
}
