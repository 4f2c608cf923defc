/**
 * Where near-copies are looked up: band key → posts, in memory, newest first.
 *
 * On disk a random index of 16 or more keys a post would touch as many pages a post. This is a hash of linked lists in a ring
 * of fixed size: an entry is 8 bytes, a head 4, and the oldest entries are overwritten. Keys are not kept; the caller
 * checks a candidate against its stored keys, so a clash of hashes costs a read and never a wrong answer.
 */
/** Of 16 keys a post: the newest 524,288 posts, 100 MB. A power of two. */
export const BAND_ENTRIES_MAX = 1 << 23;

/** Entries followed for one key; a boilerplate line shared by more is not followed further back. */
const CHAIN_STEPS_MAX = 4_096;

/** Copies kept a key, so that one text pasted 100,000 times stays short. First posts of a group are always kept. */
const CHAIN_COPIES_MAX = 64;

const FIRST_ENTRIES = 1 << 16;

export class BandIndex {
  readonly #max: number;
  #capacity: number;
  #heads: Uint32Array;
  #posts: Uint32Array;
  #older: Uint32Array;
  /** Entries ever made; entry number n (from 1) lies at n % capacity. */
  #made = 0;

  constructor(entriesMax: number = BAND_ENTRIES_MAX) {
    this.#max = entriesMax;
    this.#capacity = Math.min(FIRST_ENTRIES, entriesMax);
    this.#heads = new Uint32Array(this.#capacity);
    this.#posts = new Uint32Array(this.#capacity);
    this.#older = new Uint32Array(this.#capacity);
  }

  add(hashes: Uint32Array, seq: number, isCopy: boolean): void {
    for (const hash of hashes) {
      if (this.#made + 1 >= this.#capacity && this.#capacity < this.#max) this.#grow();
      const slot = hash & (this.#capacity - 1);
      if (isCopy && this.#isCrowded(slot)) continue;
      this.#push(slot, seq);
    }
  }

  /** Posts that share two or more with `hashes`, first seen first. May name posts that are gone. */
  candidates(hashes: Uint32Array): readonly number[] {
    const shared = new Map<number, number>();
    const slots = new Set([...hashes].map((hash) => hash & (this.#capacity - 1)));
    for (const slot of slots) {
      const seen = new Set<number>();
      let entry = this.#heads[slot] ?? 0;
      for (let step = 0; step < CHAIN_STEPS_MAX && this.#isLive(entry); step++) {
        seen.add(this.#posts[entry % this.#capacity] ?? 0);
        entry = this.#older[entry % this.#capacity] ?? 0;
      }
      for (const seq of seen) shared.set(seq, (shared.get(seq) ?? 0) + 1);
    }
    return [...shared].flatMap(([seq, count]) => (count >= 2 ? [seq] : [])).sort((a, b) => a - b);
  }

  #push(slot: number, seq: number): void {
    const entry = ++this.#made;
    this.#posts[entry % this.#capacity] = seq;
    this.#older[entry % this.#capacity] = this.#heads[slot] ?? 0;
    this.#heads[slot] = entry;
  }

  #isLive(entry: number): boolean {
    return entry > 0 && entry > this.#made - this.#capacity;
  }

  #isCrowded(slot: number): boolean {
    let entry = this.#heads[slot] ?? 0;
    let length = 0;
    while (length < CHAIN_COPIES_MAX && this.#isLive(entry)) {
      length++;
      entry = this.#older[entry % this.#capacity] ?? 0;
    }
    return length >= CHAIN_COPIES_MAX;
  }

  /** Doubles the ring. Since sizes are powers of two, a chain splits in two by one more bit of the hash, which is not kept: both heads keep the whole chain. */
  #grow(): void {
    const was = this.#capacity;
    const heads = new Uint32Array(was * 2);
    heads.set(this.#heads);
    heads.set(this.#heads, was);
    const posts = new Uint32Array(was * 2);
    posts.set(this.#posts);
    const older = new Uint32Array(was * 2);
    older.set(this.#older);
    this.#capacity = was * 2;
    this.#heads = heads;
    this.#posts = posts;
    this.#older = older;
  }
}

/** The keys as the index and the table of bands hold them. */
export function hashesOf(keys: readonly string[]): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(new Set(keys), hashOf);
}

/** FNV-1a, 32 bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
