import { errors } from '@elastic/elasticsearch';
import type { Client, estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import { asking, itemError } from './elasticsearch-away.ts';
import { namesOf, POST_INDEX, VOICE_INDEX } from './elasticsearch-index.ts';
import type { IndexNames } from './elasticsearch-index.ts';
import { StoreAway } from './port.ts';
import { dayOf } from './slice.ts';

/** A bulk is tried once: the adapter must know whether a lost answer may have been a success. */
const WRITE = { maxRetries: 0, requestTimeout: 60_000 };

const Voiced = z.object({ voice: z.string() });

/** One line of a bulk. */
export type Write =
  | { readonly act: 'create'; readonly index: string; readonly id: string; readonly document: object }
  | { readonly act: 'update'; readonly index: string; readonly id: string; readonly document: object }
  | { readonly act: 'delete'; readonly index: string; readonly id: string };

/** `done`, or `known` for a create of an id that is there, or `absent` for an update or delete of one that is not. */
export type Wrote = 'done' | 'known' | 'absent';

/** The office's part of a cluster: its indices, made when first needed, and reads that see all that was written. */
export class Cluster {
  readonly names: IndexNames;
  readonly #client: Client;
  readonly #made = new Set<string>();
  readonly #making = new Map<string, Promise<string>>();
  /** Months written since their last refresh. */
  readonly #stale = new Set<string>();
  #refreshing: Promise<void> = Promise.resolve();

  constructor(client: Client, prefix: string) {
    this.#client = client;
    this.names = namesOf(prefix);
  }

  /** @throws StoreAway if no node answers. */
  async awaken(): Promise<void> {
    await asking(() => this.#client.cluster.health());
    const held = await asking(() =>
      this.#client.indices.get({ index: `${this.names.posts}-*`, features: ['aliases'] }),
    );
    for (const [index, { aliases }] of Object.entries(held))
      if (aliases !== undefined && this.names.posts in aliases) this.#made.add(index);
  }

  /** Indices of the months held. */
  months(): readonly string[] {
    return [...this.#made].filter((index) => index.startsWith(`${this.names.posts}-`));
  }

  /** The index of a month, made if absent. */
  makeMonth(month: string): Promise<string> {
    return this.#once(this.names.month(month), async (index) => {
      await this.#create({ index, ...POST_INDEX });
      // Only now, when its shard serves: a search of the alias fails while one of its indices does not answer.
      await asking(() => this.#client.indices.putAlias({ index, name: this.names.posts }));
    });
  }

  makeVoices(day: string): Promise<string> {
    return this.#once(this.names.voices(day), (index) => this.#create({ index, ...VOICE_INDEX }));
  }

  async drop(index: string): Promise<void> {
    this.#made.delete(index);
    this.#making.delete(index);
    this.#stale.delete(index);
    await asking(() => this.#client.indices.delete({ index, ignore_unavailable: true }));
  }

  async voiceDays(): Promise<readonly string[]> {
    const found = await asking(() => this.#client.indices.get({ index: this.names.allVoices, features: ['settings'] }));
    return Object.keys(found).flatMap((index) => this.names.dayIn(index) ?? []);
  }

  /**
   * Searches all months, or those named; sees everything whose write resolved before. Fails rather than answer in part.
   */
  async search(
    body: Omit<estypes.SearchRequest, 'index'>,
    months: readonly string[] | null = null,
  ): Promise<estypes.SearchResponse<unknown, Record<string, unknown>>> {
    await this.#refresh(months);
    return asking(() =>
      this.#client.search<unknown, Record<string, unknown>>({
        index: months === null ? this.names.posts : [...months],
        ignore_unavailable: true,
        allow_partial_search_results: false,
        ...body,
      }),
    );
  }

  /** Voices by the post's id: a voice lies in the index of the day on which its post was first seen. Those that have none are not in it. */
  async voicesOf(
    posts: readonly { readonly id: string; readonly seenMs: number }[],
  ): Promise<ReadonlyMap<string, string>> {
    const voices = new Map<string, string>();
    for (const [day, seen] of Map.groupBy(posts, ({ seenMs }) => dayOf(seenMs))) {
      const ids = seen.map(({ id }) => id);
      const found = await this.documents(this.names.voices(day), ids);
      for (const [id, source] of found) voices.set(id, Voiced.parse(source).voice);
    }
    return voices;
  }

  /** Documents by id as they are now, refreshed or not; none where there is no such index. */
  async documents(index: string, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const { docs } = await asking(() => this.#client.mget<unknown>({ index, ids: [...ids] }));
    const found = new Map<string, unknown>();
    for (const doc of docs) {
      // A shard that does not answer yet must not look like a document that is not there.
      if ('error' in doc && doc.error.type !== 'index_not_found_exception')
        throw new StoreAway(`Elasticsearch cannot read a document: ${doc.error.type}`);
      if ('_source' in doc && doc._source !== undefined) found.set(doc._id, doc._source);
    }
    return found;
  }

  /** Writes all lines, in order within an id. What each did; @throws on the first that failed, with the others perhaps written. */
  async write(lines: readonly Write[]): Promise<readonly Wrote[]> {
    if (lines.length === 0) return [];
    try {
      const { items } = await asking(() => this.#client.bulk({ operations: lines.flatMap(operation) }, WRITE));
      return items.map((item) => wrote(Object.values(item)[0]));
    } finally {
      for (const { index } of lines) if (index.startsWith(this.names.posts)) this.#stale.add(index);
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  /** Makes an index once, however many ask; a failure is tried again by the next who asks. */
  #once(index: string, make: (index: string) => Promise<void>): Promise<string> {
    const made = this.#making.get(index);
    if (made !== undefined) return made;
    const making = make(index).then(() => {
      this.#made.add(index);
      return index;
    });
    this.#making.set(index, making);
    making.catch(() => this.#making.delete(index));
    return making;
  }

  async #create(request: estypes.IndicesCreateRequest): Promise<void> {
    await asking(async () => {
      if (await this.#client.indices.exists({ index: request.index })) return;
      try {
        await this.#client.indices.create(request);
      } catch (error) {
        // A maker in another process was quicker, and that is right.
        if (!(error instanceof errors.ResponseError) || !error.message.includes('resource_already_exists')) throw error;
      }
    });
  }

  /** One refresh after another, so that a reader who finds nothing stale has waited for the one under way. */
  #refresh(months: readonly string[] | null): Promise<void> {
    const turn = this.#refreshing.then(async () => {
      const stale = [...this.#stale].filter((index) => months === null || months.includes(index));
      if (stale.length === 0) return;
      for (const index of stale) this.#stale.delete(index);
      try {
        await asking(() => this.#client.indices.refresh({ index: stale, ignore_unavailable: true }));
      } catch (error) {
        for (const index of stale) this.#stale.add(index);
        throw error;
      }
    });
    this.#refreshing = turn.catch(() => undefined);
    return turn;
  }
}

function operation(line: Write): readonly object[] {
  const target = { _index: line.index, _id: line.id };
  if (line.act === 'delete') return [{ delete: target }];
  if (line.act === 'update') return [{ update: { ...target, retry_on_conflict: 3 } }, { doc: line.document }];
  return [{ create: target }, line.document];
}

function wrote(item: estypes.BulkResponseItem | undefined): Wrote {
  if (item === undefined) throw new Error('Elasticsearch left a line of a bulk unanswered');
  if (item.status === 409) return 'known';
  if (item.status === 404) return 'absent';
  if (item.error === undefined) return 'done';
  throw itemError({ status: item.status, type: item.error.type, reason: item.error.reason ?? '' });
}
