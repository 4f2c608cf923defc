import type { DatabaseSync } from 'node:sqlite';
import type { Found, Mark, PostFilter, SearchOptions, ToneGrouping } from './port.ts';
import { facetsOf, histogramOf, tonesByTag, tonesOf } from './sqlite-count.ts';
import { TAG_KINDS } from './sqlite-columns.ts';
import { matchesOf, ranked, totalOf } from './sqlite-match.ts';
import { Memory } from './sqlite-memory.ts';
import { listOf } from './sqlite-row.ts';
import type { Row } from './sqlite-row.ts';
import { voiceLookup, voicesOf } from './sqlite-voice-count.ts';
import { commonTerms, cursorOf, placeOf, TERM_POSTS_MAX } from './tally.ts';

export type FoundRows = Omit<Found, 'posts'> & { readonly rows: readonly Row[] };
export type FactRowOut = Pick<
  Row,
  'id' | 'source' | 'kind' | 'grp' | 'tags' | 'tokens' | 'published' | 'seen' | 'backfill'
> & {
  readonly voice: string | null;
};

/** The reading half. Each call sees one moment of the store. */
export class Reader {
  readonly #db: DatabaseSync;
  readonly #memory: Memory;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#memory = new Memory(db);
  }

  get(ids: readonly string[]): readonly Row[] {
    return this.#now(() => {
      const seqs = ids.flatMap((id) => this.#memory.seqOf(id) ?? []);
      return this.#rows(seqs);
    });
  }

  search(filter: PostFilter, options: SearchOptions): FoundRows {
    return this.#now(() => {
      const matches = matchesOf(this.#db, this.#memory, filter);
      const after = options.cursor === null ? null : placeOf(options.cursor);
      const page = ranked(matches, options.sort, after, options.limit + 1);
      const shown = page.slice(0, options.limit);
      const last = shown.at(-1);
      const counted = options.facets ? facetsOf(this.#memory.dictionary, matches) : { facets: null, sampled: false };
      return {
        total: totalOf(matches),
        rows: shown.flatMap(({ held, seq }) => held.slice.row(seq) ?? []),
        cursor: page.length > options.limit && last !== undefined ? cursorOf(last) : null,
        histogram: options.facets ? histogramOf(matches, options.stepMs) : [],
        ...counted,
      };
    });
  }

  count(filter: PostFilter): number {
    return this.#now(() => totalOf(matchesOf(this.#db, this.#memory, filter)));
  }

  tones(filter: PostFilter, stepMs: number): ReturnType<typeof tonesOf> {
    return this.#now(() => tonesOf(matchesOf(this.#db, this.#memory, filter), stepMs));
  }

  tonesBy(filter: PostFilter, by: ToneGrouping): ReturnType<typeof tonesByTag> {
    return this.#now(() => tonesByTag(this.#memory.dictionary, matchesOf(this.#db, this.#memory, filter), by));
  }

  termCounts(filter: PostFilter): { readonly posts: number; readonly terms: ReturnType<typeof commonTerms> } {
    return this.#now(() => {
      const newest = ranked(matchesOf(this.#db, this.#memory, filter), 'newest', null, TERM_POSTS_MAX);
      const terms = commonTerms(newest.map(({ held, seq }) => listOf(held.slice.tokens(seq) ?? '')));
      return { posts: newest.length, terms };
    });
  }

  scan(after: Mark, limit: number): { readonly rows: readonly Row[]; readonly mark: Mark } {
    return this.#now(() => {
      const rows = this.#rowsAfter(Number(after), limit);
      return { rows, mark: markOf(rows, after) };
    });
  }

  factsSince(after: Mark, limit: number): { readonly facts: readonly FactRowOut[]; readonly mark: Mark } {
    return this.#now(() => {
      const rows = this.#rowsAfter(Number(after), limit);
      const voiceOf = voiceLookup(this.#db);
      const facts = rows.map(({ seq, id, source, kind, grp, tags, tokens, published, seen, backfill }) => {
        const voice = voiceOf({ seenMs: seen, seq });
        return { id, source, kind, grp, tags, tokens, published, seen, backfill, voice };
      });
      return { facts, mark: markOf(rows, after) };
    });
  }

  groupSizes(groups: readonly string[]): ReadonlyMap<string, number> {
    return this.#now(() => {
      const sizes = new Map<string, number>();
      for (const group of groups) {
        const seq = this.#memory.seqOf(group);
        const at = seq === null ? null : this.#memory.at(seq);
        const isFirst = seq !== null && at !== null && at.held.slice.groupOf(seq) === null;
        sizes.set(group, this.#memory.copiesOf(group).length + (isFirst ? 1 : 0));
      }
      return sizes;
    });
  }

  voices(filter: PostFilter): number {
    return this.#now(() => voicesOf(this.#db, matchesOf(this.#db, this.#memory, filter)));
  }

  countsBySource(sinceMs: number): ReadonlyMap<string, number> {
    return this.#now(() => {
      const { names, kinds } = this.#memory.dictionary;
      const sourceKind = TAG_KINDS.indexOf('sources');
      const counts = new Uint32Array(names.length);
      for (const { columns } of this.#memory.slices.values()) {
        const { published, alive, tagAt, tagCount, pool } = columns;
        for (let position = 0; position < columns.length; position++) {
          if (alive[position] === 0 || (published[position] ?? 0) < sinceMs) continue;
          // The last two tags of a post are its source and its kind.
          const tag = pool[(tagAt[position] ?? 0) + (tagCount[position] ?? 0) - 2] ?? 0;
          counts[tag] = (counts[tag] ?? 0) + 1;
        }
      }
      const named = names.map((name, tag): [string, number] => [
        name,
        kinds[tag] === sourceKind ? (counts[tag] ?? 0) : 0,
      ]);
      return new Map(named.filter(([, count]) => count > 0));
    });
  }

  stats(): { readonly posts: number; readonly lastSeenMs: number | null } {
    return this.#now(() => {
      let posts = 0;
      let lastSeenMs: number | null = null;
      for (const { columns } of this.#memory.slices.values())
        for (let position = 0; position < columns.length; position++) {
          if (columns.alive[position] === 0) continue;
          posts++;
          lastSeenMs = Math.max(lastSeenMs ?? 0, columns.seen[position] ?? 0);
        }
      return { posts, lastSeenMs };
    });
  }

  /** Reads what is new ahead of the next question. */
  catchUp(): void {
    this.#now(() => undefined);
  }

  close(): void {
    this.#db.close();
  }

  #now<T>(read: () => T): T {
    this.#db.exec('BEGIN');
    try {
      this.#memory.catchUp();
      return read();
    } finally {
      this.#db.exec('ROLLBACK');
    }
  }

  #rows(seqs: readonly number[]): readonly Row[] {
    return seqs.flatMap((seq) => this.#memory.at(seq)?.held.slice.row(seq) ?? []);
  }

  #rowsAfter(seq: number, limit: number): readonly (Row & { readonly seq: number })[] {
    const rows = [...this.#memory.slices.values()].flatMap(({ slice }) => slice.rowsAfter(seq, limit));
    return rows.sort((a, b) => a.seq - b.seq).slice(0, limit);
  }
}

function markOf(rows: readonly { readonly seq: number }[], after: Mark): Mark {
  const last = rows.at(-1);
  return last === undefined ? after : String(last.seq);
}
