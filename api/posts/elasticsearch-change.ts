import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { PostId, SourceId } from '../contract/index.ts';
import type { Cluster, Write } from './elasticsearch-cluster.ts';
import { newestIn } from './elasticsearch-query.ts';
import { chunks, IDS_MAX } from './elasticsearch-read.ts';
import type { Retag } from './port.ts';
import { dayEndMs, dayOf } from './slice.ts';

/** More months than any retention keeps. */
const MONTHS = 1_000;
const Seen = z.object({ seenMs: z.number() });

export async function retag(cluster: Cluster, changes: readonly Retag[]): Promise<void> {
  for (const some of chunks(changes, IDS_MAX)) {
    const found = await whereAre(
      cluster,
      some.map(({ id }) => id),
    );
    await cluster.write(
      some.flatMap(({ id, topics, places, markers, rumor, tone, version }): readonly Write[] => {
        const index = found.get(id)?.index;
        const document = { topics, places, markers, rumor, tone, version };
        return index === undefined ? [] : [{ act: 'update', index, id, document }];
      }),
    );
  }
}

/** Drops the months whose newest post was seen before; returns how many posts went. */
export async function dropBefore(cluster: Cluster, seenMs: number): Promise<number> {
  const over = { terms: { field: '_index', size: MONTHS }, aggregations: { newest: { max: { field: 'seenMs' } } } };
  const { aggregations } = await cluster.search({ size: 0, aggregations: { months: over } });
  let dropped = 0;
  for (const { key, count, newest } of newestIn(aggregations, 'months')) {
    if (newest >= seenMs) continue;
    await cluster.drop(key);
    dropped += count;
  }
  return dropped;
}

export async function dropVoicesBefore(cluster: Cluster, seenMs: number): Promise<void> {
  for (const day of await cluster.voiceDays())
    if (dayEndMs(day) <= seenMs) await cluster.drop(cluster.names.voices(day));
}

export async function dropSources(cluster: Cluster, sources: readonly SourceId[]): Promise<number> {
  let dropped = 0;
  for (;;) {
    const found = await cluster.search({
      query: { terms: { source: [...sources] } },
      size: IDS_MAX,
      _source: ['seenMs'],
    });
    if (found.hits.hits.length === 0) return dropped;
    dropped += await remove(cluster, found.hits.hits);
  }
}

export async function erase(cluster: Cluster, ids: readonly PostId[]): Promise<number> {
  let erased = 0;
  for (const some of chunks([...new Set(ids)], IDS_MAX)) {
    const { hits } = await cluster.search({
      query: { ids: { values: [...some] } },
      size: some.length,
      _source: ['seenMs'],
    });
    erased += await remove(cluster, hits.hits);
  }
  return erased;
}

/** Posts and their voices. Returns how many posts went. */
async function remove(cluster: Cluster, hits: readonly estypes.SearchHit[]): Promise<number> {
  const days = new Set(await cluster.voiceDays());
  const voices = hits.flatMap(({ _id, _source }): readonly Write[] => {
    const day = dayOf(Seen.parse(_source).seenMs);
    return days.has(day) ? [{ act: 'delete', index: cluster.names.voices(day), id: _id ?? '' }] : [];
  });
  await cluster.write(voices);
  const wrote = await cluster.write(hits.map(({ _id, _index }) => ({ act: 'delete', index: _index, id: _id ?? '' })));
  return wrote.filter((one) => one === 'done').length;
}

async function whereAre(
  cluster: Cluster,
  ids: readonly PostId[],
): Promise<ReadonlyMap<string, { readonly index: string }>> {
  const { hits } = await cluster.search({ query: { ids: { values: [...ids] } }, size: ids.length, _source: false });
  return new Map(hits.hits.map(({ _id, _index }) => [_id ?? '', { index: _index }]));
}
