import { z } from 'zod';
import type { Cluster } from './elasticsearch-cluster.ts';
import { queryOf } from './elasticsearch-query.ts';
import { VOICE_POSTS_MAX, type PostFilter } from './port.ts';
import { dayOf } from './slice.ts';

/** Posts whose voices are looked up in one go. */
const PAGE_POSTS = 5_000;
const Seen = z.object({ seenMs: z.number() });

/** Distinct voices under a filter: a voice lies in the index of the day on which its post was first seen, under the post's id. */
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
      _id === undefined ? [] : [{ id: _id, day: dayOf(Seen.parse(_source).seenMs) }],
    );
    for (const [day, posts] of Map.groupBy(seen, (post) => post.day)) {
      const ids = posts.map(({ id }) => id);
      for (const voice of (await cluster.voicesOf(day, ids)).values()) found.add(voice);
    }
    const last = hits.hits.at(-1)?.sort;
    if (last === undefined || hits.hits.length < size) break;
    after = last.map(Number);
  }
  return found.size;
}
