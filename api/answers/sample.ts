import { writeFileSync, mkdirSync } from 'node:fs';
import { samplePaths } from '../launch/sample.ts';
import type { Refusal } from '../contract/index.ts';
import { refuse } from '../contract/index.ts';
import { rowsOf } from '../desk/table.ts';
import type { Actor } from '../http/handler.ts';
import { byPerson, type Parts } from './parts.ts';

/** Removes the sample town: its sources, posts, alerts; its process finds the mark and is not started again. */
export async function removeSample(parts: Parts, actor: Actor): Promise<{ posts: number; sources: number } | Refusal> {
  const { sample, sources } = parts.desk.state();
  if (sample !== 'present') return refuse('sample-gone');
  const ids = rowsOf(sources)
    .filter((source) => source.sample)
    .map((source) => source.id);
  const posts = await parts.posts.dropSources(ids);
  const refused = parts.desk.command({ do: 'remove-sample', posts }, byPerson(actor));
  if (refused !== null) return refused;
  for (const id of ids) parts.leases.forget(id);
  for (const { id, alert } of parts.raised.all()) {
    const isTheirs = alert.spikes.every((spike) =>
      spike.sources.every(({ source }) => ids.some((each) => each === source)),
    );
    if (isTheirs) parts.raised.remove(id);
  }
  const { folder, removed } = samplePaths(parts.config.dataDir);
  mkdirSync(folder, { recursive: true });
  writeFileSync(removed, '');
  await parts.lookout.rebuild();
  parts.onDeskChanged('claim', 'sample');
  return { posts, sources: ids.length };
}
