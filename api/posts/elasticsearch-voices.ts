import { z } from 'zod';
import type { Cluster } from './elasticsearch-cluster.ts';
import { queryOf } from './elasticsearch-query.ts';
import { VOICE_POSTS_MAX, type PostFilter } from './port.ts';

/** Posts whose voices are looked up in one go. */
const PAGE_POSTS = 5_000;
const Seen = z.object({ seenMs: z.number() });

/** Distinct voices under a filter. */
export async function voices(cluster: Cluster, filter: PostFilter, most = VOICE_POSTS_MAX): Promise<number> {
  const found = new Set<string>();
  let after: readonly (string | number)[] | null = null;
  for (let read = 0; read < most; read += PAGE_POSTS) {
    const size = Math.min(PAGE_POSTS, most - read);
    const { hits } = await cluster.search({
      query: queryOf(filter),
      sort: [{ publishedMs: 'desc' }, { seq: 'desc' }],
      size,
      _source: ['seenMs'],
      ...(after === null ? {} : { search_after: [...after] }),
    });
    const seen = hits.hits.flatMap(({ _id, _source }) =>
      _id === undefined ? [] : [{ id: _id, seenMs: Seen.parse(_source).seenMs }],
    );
    for (const voice of (await cluster.voicesOf(seen)).values()) found.add(voice);
    const last = hits.hits.at(-1)?.sort;
    if (last === undefined || hits.hits.length < size) break;
    after = last.map(Number);
  }
  return found.size;
}
