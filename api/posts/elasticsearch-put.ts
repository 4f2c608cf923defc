import type { NewPost, PostId } from '../contract/index.ts';
import type { Cluster, Write } from './elasticsearch-cluster.ts';
import { Document, documentOf, postOf } from './elasticsearch-document.ts';
import type { Arrivals } from './elasticsearch-order.ts';
import { folded, merged } from './merge.ts';
import type { PutResult } from './port.ts';
import { dayOf, monthOf } from './slice.ts';

type Numbered = NewPost & { readonly seq: number };
type Known = { readonly index: string; readonly source: unknown };
type Outcome = { readonly added: PostId[]; readonly repeated: PostId[] };

/**
 * Writes a batch. Other months are searched for its ids first; in its own month `create` tells what is known. So a fresh
 * batch costs one bulk, and two crawls of one post never make two.
 */
export async function put(cluster: Cluster, arrivals: Arrivals, posts: readonly NewPost[]): Promise<PutResult> {
  const rows = folded(posts);
  if (rows.length === 0) return { added: [], repeated: [] };
  return arrivals.run(new Set(rows.map(({ post }) => post.id)), async (firstSeq) => {
    const numbered = rows.map((row, at) => ({ ...row, seq: firstSeq + at }));
    const outcome: Outcome = { added: [], repeated: [] };
    const elsewhere = await inOtherMonths(cluster, numbered);
    await update(cluster, arrivals, numbered, elsewhere, outcome);
    const clashes = await create(
      cluster,
      numbered.filter(({ post }) => !elsewhere.has(post.id)),
      outcome,
    );
    const here = await inOwnMonth(cluster, clashes);
    await update(cluster, arrivals, clashes, here, outcome);
    return outcome;
  });
}

async function inOtherMonths(cluster: Cluster, rows: readonly Numbered[]): Promise<ReadonlyMap<string, Known>> {
  const own = new Set(rows.map(({ post }) => cluster.names.month(monthOf(post.seenMs))));
  const others = own.size > 1 ? cluster.months() : cluster.months().filter((index) => !own.has(index));
  const known = new Map<string, Known>();
  if (others.length === 0) return known;
  const ids = rows.map(({ post }) => post.id);
  const { hits } = await cluster.search({ query: { ids: { values: ids } }, size: ids.length }, others);
  for (const { _id, _index, _source } of hits.hits) if (_id) known.set(_id, { index: _index, source: _source });
  return known;
}

async function inOwnMonth(cluster: Cluster, rows: readonly Numbered[]): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (const month of new Set(rows.map(({ post }) => monthOf(post.seenMs)))) {
    const ids = rows.filter(({ post }) => monthOf(post.seenMs) === month).map(({ post }) => post.id);
    const index = cluster.names.month(month);
    for (const [id, source] of await cluster.documents(index, ids)) known.set(id, { index, source });
  }
  return known;
}

/** Creates with the voices first, so that no fact lacks its voice. Returns the rows that were there already. */
async function create(cluster: Cluster, rows: readonly Numbered[], outcome: Outcome): Promise<readonly Numbered[]> {
  const voices = (await Promise.all(rows.map((row) => voiceOf(cluster, row)))).flat();
  const months = await Promise.all(rows.map(({ post }) => cluster.makeMonth(monthOf(post.seenMs))));
  const lines = rows.map(({ post, seq }, at): Write => {
    return { act: 'create', index: months[at] ?? '', id: post.id, document: documentOf(post, seq) };
  });
  const wrote = (await cluster.write([...voices, ...lines])).slice(voices.length);
  for (const [at, { post }] of rows.entries()) if (wrote[at] === 'done') outcome.added.push(post.id);
  return rows.filter((_, at) => wrote[at] === 'known');
}

async function voiceOf(cluster: Cluster, { post, voice }: NewPost): Promise<readonly Write[]> {
  if (voice === null) return [];
  const index = await cluster.makeVoices(dayOf(post.seenMs));
  return [{ act: 'create', index, id: post.id, document: { voice } }];
}

async function update(
  cluster: Cluster,
  arrivals: Arrivals,
  rows: readonly Numbered[],
  known: ReadonlyMap<string, Known>,
  outcome: Outcome,
): Promise<void> {
  const lines: Write[] = [];
  for (const row of rows) {
    const { post, seq } = row;
    const held = known.get(post.id);
    if (held === undefined) continue;
    const first = Document.parse(held.source);
    const isUnsure = arrivals.isUnsure(post.id);
    const firstPost = postOf(post.id, first);
    const next = merged(firstPost, post);
    if (isUnsure) lines.push(...(await voiceOf(cluster, row)));
    if (next !== null || isUnsure) {
      const document = documentOf(next ?? firstPost, isUnsure ? seq : first.seq);
      lines.push({ act: 'update', index: held.index, id: post.id, document });
    }
    (isUnsure ? outcome.added : outcome.repeated).push(post.id);
  }
  await cluster.write(lines);
}
