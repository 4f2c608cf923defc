import { tagsOf } from './sqlite-row.ts';

/** Kinds of tags, which are also the facets. */
export const TAG_KINDS = ['topics', 'places', 'markers', 'sources', 'kinds'] as const;
export type TagKind = (typeof TAG_KINDS)[number];

/** Parsed tag lists kept for rows with the same tags; most rows share few of them. */
const PARSED_MAX = 20_000;

/** Numbers for the names of tags, shared by all slices. */
export class Dictionary {
  readonly names: string[] = [];
  /** Index in `TAG_KINDS`, by tag number. */
  readonly kinds: number[] = [];
  /** By the index of the kind. */
  readonly #numbers = TAG_KINDS.map(() => new Map<string, number>());
  readonly #parsed = new Map<string, readonly number[]>();

  number(kind: TagKind, name: string): number {
    return this.#numberAt(TAG_KINDS.indexOf(kind), name);
  }

  /** The number of a tag that some post carries, or null. */
  find(kind: TagKind, name: string): number | null {
    return this.#numbers[TAG_KINDS.indexOf(kind)]?.get(name) ?? null;
  }

  #numberAt(kind: number, name: string): number {
    const known = this.#numbers[kind]?.get(name);
    if (known !== undefined) return known;
    const made = this.names.length;
    this.names.push(name);
    this.kinds.push(kind);
    this.#numbers[kind]?.set(name, made);
    return made;
  }

  /** All tags of a row as numbers: its lists, then its source, then its kind. */
  tagsOf(row: { readonly tags: string; readonly source: string; readonly kind: string }): readonly number[] {
    return [...this.#listsOf(row.tags), this.number('sources', row.source), this.number('kinds', row.kind)];
  }

  #listsOf(tags: string): readonly number[] {
    const parsed = this.#parsed.get(tags);
    if (parsed !== undefined) return parsed;
    const lists = tagsOf(tags);
    const numbers = lists.flatMap((names, at) => [...new Set(names)].map((name) => this.#numberAt(at, name)));
    if (this.#parsed.size >= PARSED_MAX) this.#parsed.clear();
    this.#parsed.set(tags, numbers);
    return numbers;
  }
}

export type FactRow = {
  readonly seq: number;
  readonly published: number;
  readonly seen: number;
  readonly tone: number;
  readonly source: string;
  readonly kind: string;
  readonly tags: string;
};

const FIRST_ROWS = 1_024;

/**
 * What a month's posts are filtered and counted by, as columns in memory: about 60 bytes a post. Positions are in the
 * order of arrival.
 */
export class Columns {
  length = 0;
  seq = new Uint32Array(FIRST_ROWS);
  published = new Float64Array(FIRST_ROWS);
  seen = new Float64Array(FIRST_ROWS);
  /** 0 for none, else 1 + the place in `TONES`. */
  tone = new Uint8Array(FIRST_ROWS);
  alive = new Uint8Array(FIRST_ROWS);
  /** Tag numbers of position p: `pool[tagAt[p]] … pool[tagAt[p] + tagCount[p] - 1]`. */
  tagAt = new Uint32Array(FIRST_ROWS);
  tagCount = new Uint16Array(FIRST_ROWS);
  pool = new Uint32Array(FIRST_ROWS * 4);
  #pooled = 0;

  append(row: FactRow, tags: readonly number[]): void {
    if (this.length === this.seq.length) this.#grow();
    this.seq[this.length] = row.seq;
    this.#set(this.length, row, tags);
    this.length++;
  }

  update(position: number, row: FactRow, tags: readonly number[]): void {
    this.#set(position, row, tags);
  }

  remove(position: number): void {
    this.alive[position] = 0;
  }

  /** Binary search from `low` on; -1 where the post is not held. */
  positionOf(seq: number, low = 0): number {
    let from = low;
    let to = this.length - 1;
    while (from <= to) {
      const middle = (from + to) >>> 1;
      const at = this.seq[middle] ?? 0;
      if (at === seq) return middle;
      if (at < seq) from = middle + 1;
      else to = middle - 1;
    }
    return -1;
  }

  #set(position: number, row: FactRow, tags: readonly number[]): void {
    if (this.#pooled + tags.length > this.pool.length) this.pool = grown(this.pool, Uint32Array);
    this.published[position] = row.published;
    this.seen[position] = row.seen;
    this.tone[position] = row.tone;
    this.alive[position] = 1;
    this.tagAt[position] = this.#pooled;
    this.tagCount[position] = tags.length;
    for (const tag of tags) this.pool[this.#pooled++] = tag;
  }

  #grow(): void {
    this.seq = grown(this.seq, Uint32Array);
    this.published = grown(this.published, Float64Array);
    this.seen = grown(this.seen, Float64Array);
    this.tone = grown(this.tone, Uint8Array);
    this.alive = grown(this.alive, Uint8Array);
    this.tagAt = grown(this.tagAt, Uint32Array);
    this.tagCount = grown(this.tagCount, Uint16Array);
  }
}

type Column = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Half as long again: doubling would waste up to half of the memory. */
function grown<T extends Column>(column: T, Kind: new (length: number) => T): T {
  const longer = new Kind(Math.ceil(column.length * 1.5));
  longer.set(column);
  return longer;
}
