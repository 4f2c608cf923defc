import { request } from 'undici';
import { BodyId, isRefusal, SourceId } from '../contract/index.ts';
import type { Parts } from '../answers/parts.ts';
import type { Config } from '../config.ts';
import { rowsOf } from '../desk/table.ts';
import type { SampleTown } from '../launch/sample.ts';
import { createImporter } from './importer.ts';

const LINES = 400;

/** Whom the trial can ask and hand things to: departments of the invented county, without accounts, so they answer by a link. */
const SAMPLE_BODIES = [
  { id: 'sample-water', name: '清河县水务局' },
  { id: 'sample-environment', name: '清河县生态环境局' },
  { id: 'sample-health', name: '清河县卫生健康局' },
  { id: 'sample-education', name: '清河县教育局' },
  { id: 'sample-city', name: '清河县城市管理局' },
  { id: 'sample-market', name: '清河县市场监督管理局' },
].map(({ id, name }) => ({ id: BodyId.parse(id), name }));

/**
 * At a first start: adds the sample town's sources and takes in its past, so that a baseline stands at once. The crawler reads the
 * rest. Does nothing where the office has sources of its own (`auto`) or the sample was there before.
 */
export async function addSampleTown(
  parts: Parts,
  wanted: Config['sample'],
  town: SampleTown,
  { onError, stopping }: { readonly onError: (error: unknown) => void; readonly stopping: AbortSignal },
): Promise<void> {
  try {
    const { sample, sources } = parts.desk.state();
    const own = rowsOf(sources).some((source) => source.url !== null && !source.sample);
    if (sample !== 'none' || (wanted === 'auto' && own)) return;
    const added = town.sources.map(({ kind, name, url, everyMin }, i) => ({
      id: SourceId.parse(`sample-${i + 1}`),
      kind,
      name,
      url,
      everyMin,
    }));
    const refused = parts.desk.command(
      { do: 'add-sample', sources: added, bodies: SAMPLE_BODIES },
      { kind: 'machine' },
    );
    if (isRefusal(refused)) return;
    await takeInPast(parts, town, stopping);
    await parts.lookout.look();
  } catch (error) {
    // Whoever ends the process in the midst of it ends the reading too.
    if (!stopping.aborted) onError(error);
  }
}

async function takeInPast(parts: Parts, town: SampleTown, stopping: AbortSignal): Promise<void> {
  const importLines = createImporter(parts);
  const { body } = await request(town.historyUrl, { signal: stopping });
  let batch: string[] = [];
  for await (const line of linesOf(body)) {
    batch.push(line);
    if (batch.length < LINES) continue;
    await importLines(batch);
    stopping.throwIfAborted();
    batch = [];
  }
  await importLines(batch);
}

/** Its lines, one after the other. Where it breaks off, whoever reads on is told: the interface of node:readline throws past him. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
