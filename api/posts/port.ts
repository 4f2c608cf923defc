import type { Post, NewPost, PostId, PostKind, SourceId, Tone } from '../contract/index.ts';

/** What a search looks for; every list is an "any of", and the lists are joined by "and". Words are analysis tokens. */
export type PostFilter = {
  /** Each group of tokens must occur, one after another (a single token is a group of one). */
  readonly phrases: readonly (readonly string[])[];
  readonly topics: readonly string[];
  readonly places: readonly string[];
  readonly markers: readonly string[];
  readonly sources: readonly string[];
  readonly kinds: readonly string[];
  /** Groups of near-copies. */
  readonly groups: readonly string[];
  readonly ids: readonly PostId[] | null;
  /** Of `publishedMs`: from inclusive, to exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
};

export type SearchOptions = {
  readonly sort: 'newest' | 'oldest';
  readonly limit: number;
  /** From the page before; null for the first. A cursor stays right while posts arrive. */
  readonly cursor: string | null;
  /** Count facets and histogram too (first page only, usually). */
  readonly facets: boolean;
  /** Width of a bucket. Buckets start at multiples of it plus 16 h (so that days begin at midnight in China). */
  readonly stepMs: number;
};

export type Counted = { readonly id: string; readonly count: number };

export type Found = {
  readonly total: number;
  readonly posts: readonly Post[];
  readonly cursor: string | null;
  /** At most 30 values each, largest first, ties by id. Null unless asked for. */
  readonly facets: Readonly<Record<'topics' | 'places' | 'markers' | 'sources' | 'kinds', readonly Counted[]>> | null;
  /** Only buckets with posts, in time order. */
  readonly histogram: readonly { readonly atMs: number; readonly count: number }[];
  /** Facets and histogram were counted on a sample and scaled up. */
  readonly sampled: boolean;
};

/** What the warning needs of a post. */
export type PostFact = {
  readonly id: PostId;
  readonly source: SourceId;
  readonly voice: string | null;
  readonly kind: PostKind;
  readonly group: string;
  readonly topics: readonly string[];
  readonly places: readonly string[];
  readonly markers: readonly string[];
  readonly tokens: readonly string[];
  readonly publishedMs: number;
  readonly seenMs: number;
  readonly backfill: boolean;
};

/** A place in the store's own order of arrival. Opaque; '' is before everything. */
export type Mark = string;

export type PutResult = {
  /** Ids that were not in the store before. */
  readonly added: readonly PostId[];
  /** Ids known before, updated in place where something changed. */
  readonly repeated: readonly PostId[];
};

/** Posts with a tone, counted by tone. */
export type ToneCount = { readonly atMs: number; readonly tone: Tone; readonly count: number };

export type ToneGrouping = 'topics' | 'places' | 'sources';

/** What was changed of posts by a new analysis. */
export type Retag = Pick<Post, 'id' | 'topics' | 'places' | 'markers' | 'rumor' | 'tone' | 'version'>;

/**
 * The store of posts. Every adapter keeps these promises, and one suite tries each of them on each.
 *
 * - Slices: a post lies in the month (UTC) of its first `seenMs`. An id is looked up over all live slices first, so that a
 *   second crawl with another date never doubles a post; `seenMs`, `group` and `backfill` of the first stay.
 * - `put` is durable when it resolves (it outlives kill -9), all or nothing a batch in `sqlite`; in `elasticsearch` a batch
 *   that rejects may be in part there, and putting it again is right. At most `PUT_POSTS_MAX` a call; calls are queued.
 * - What `put` wrote is found by every read that starts after it resolved.
 * - Voices lie beside the posts in tables or indices of one day (of `seenMs`), which `dropVoicesBefore` drops whole.
 * - Rejections are `StoreAway` (try again later) or bugs.
 */
export type PostStore = {
  readonly kind: 'sqlite' | 'elasticsearch';
  put(posts: readonly NewPost[]): Promise<PutResult>;
  get(ids: readonly PostId[]): Promise<readonly Post[]>;
  search(filter: PostFilter, options: SearchOptions): Promise<Found>;
  /** The first-seen post of a near-copy for each row of band keys, looking at posts seen since `sinceMs`; null where there is none. Two shared keys make a near-copy. */
  nearCopies(rows: readonly (readonly string[])[], sinceMs: number): Promise<readonly (PostId | null)[]>;
  /** Facts in the order of arrival, after `mark`. The same mark gives the same facts; nothing accepted is left out. */
  factsSince(mark: Mark, limit: number): Promise<{ readonly facts: readonly PostFact[]; readonly mark: Mark }>;
  /** All posts, for re-analysis and recount, in an order that stays the same while posts arrive. */
  scan(after: Mark, limit: number): Promise<{ readonly posts: readonly Post[]; readonly mark: Mark }>;
  retag(changes: readonly Retag[]): Promise<void>;
  /** Posts of each group named. */
  groupSizes(groups: readonly string[]): Promise<ReadonlyMap<string, number>>;
  count(filter: PostFilter): Promise<number>;
  /** Tone by bucket under a filter. */
  tones(filter: PostFilter, stepMs: number): Promise<readonly ToneCount[]>;
  /** Tone by topic, place or source under a filter; at most 30 ids, largest first. */
  tonesBy(
    filter: PostFilter,
    by: ToneGrouping,
  ): Promise<readonly { readonly id: string; readonly tone: Tone; readonly count: number }[]>;
  /** How many posts under the filter carry each token: the 400 commonest on at most 2,000 of the newest posts, with the number of posts looked at. */
  termCounts(filter: PostFilter): Promise<{ readonly posts: number; readonly terms: readonly Counted[] }>;
  /** Distinct voices over the posts under a filter, the newest `VOICE_POSTS_MAX` of them; what came without a voice, or whose day was dropped, adds none. */
  voices(filter: PostFilter): Promise<number>;
  /** Posts by source that were published since. */
  countsBySource(sinceMs: number): Promise<ReadonlyMap<string, number>>;
  stats(): Promise<{ readonly posts: number; readonly lastSeenMs: number | null }>;
  /** Drops the slices whose newest `seenMs` is older. Returns how many posts went. */
  dropBefore(seenMs: number): Promise<number>;
  dropVoicesBefore(seenMs: number): Promise<void>;
  /** Removes all posts of these sources (the sample town; an erasure). */
  dropSources(sources: readonly SourceId[]): Promise<number>;
  erase(ids: readonly PostId[]): Promise<number>;
  /** A consistent copy of everything but voices for a backup, as rows that `put` takes back. */
  close(): Promise<void>;
};

export const PUT_POSTS_MAX = 1_000;
export const SCAN_POSTS_MAX = 1_000;
export const FACTS_MAX = 5_000;
export const VOICE_POSTS_MAX = 100_000;

/** The store cannot be reached or written now; nothing was lost, and trying again later is right. */
export class StoreAway extends Error {
  readonly full: boolean;
  constructor(message: string, full = false) {
    super(message);
    this.name = 'StoreAway';
    this.full = full;
  }
}

/** Another process has this store open. A reason to stop, not to try again. */
export class StoreLocked extends Error {
  readonly pid: number | null;
  constructor(dir: string, pid: number | null) {
    super(`the store in ${dir} is open in process ${pid ?? 'unknown'}`);
    this.name = 'StoreLocked';
    this.pid = pid;
  }
}

/** The files were written by another version of this store. They are left as they are. */
export class StoreOutdated extends Error {
  constructor(dir: string, found: number, wanted: number) {
    super(
      `the store in ${dir} has the layout ${found}, this version needs ${wanted}: start the version that wrote it, ` +
        'or move the folder away and restore or import the posts',
    );
    this.name = 'StoreOutdated';
  }
}
