/**
 * Where near-copies are looked up: hash of a band key → posts, in memory, newest first.
 *
 * On disk a random index of 16 or more keys a post would touch as many pages a post. This is a hash of linked lists in a
 * ring of fixed size: an entry is 8 bytes, a head 4, and the oldest entries are overwritten. Keys are not kept; the caller
 * checks a candidate against its stored keys, so a clash of hashes costs a read and never a wrong answer.
 */

/** Of 16 keys a post: the newest 524,288 posts, 100 MB when full (untouched memory costs nothing). A power of two. */
export const BAND_ENTRIES_MAX = 1 << 23;

/** Entries followed for one key; a boilerplate line shared by more is not followed further back. */
const CHAIN_STEPS_MAX = 4_096;

/** Copies kept a key, so that one text pasted 100,000 times stays short. First posts of a group are always kept. */
const CHAIN_COPIES_MAX = 64;

export class BandIndex {
  readonly #capacity: number;
  readonly #heads: Uint32Array;
  readonly #posts: Uint32Array;
  readonly #older: Uint32Array;
  /** Entries ever made; entry number n (from 1) lies at n % capacity. */
  #made = 0;

  /** @param entriesMax a power of two */
  constructor(entriesMax: number = BAND_ENTRIES_MAX) {
    this.#capacity = entriesMax;
    this.#heads = new Uint32Array(entriesMax);
    this.#posts = new Uint32Array(entriesMax);
    this.#older = new Uint32Array(entriesMax);
  }

  add(hashes: Uint32Array, seq: number, isCopy: boolean): void {
    for (const hash of hashes) {
      const slot = hash & (this.#capacity - 1);
      if (isCopy && this.#isCrowded(slot)) continue;
      const entry = ++this.#made;
      this.#posts[entry & (this.#capacity - 1)] = seq;
      this.#older[entry & (this.#capacity - 1)] = this.#heads[slot] ?? 0;
      this.#heads[slot] = entry;
    }
  }

  /** Posts that share two or more with `hashes`, first seen first. May name posts that are gone. */
  candidates(hashes: Uint32Array): readonly number[] {
    const seqs: number[] = [];
    for (const hash of hashes) {
      let entry = this.#heads[hash & (this.#capacity - 1)] ?? 0;
      for (let step = 0; step < CHAIN_STEPS_MAX && this.#isLive(entry); step++) {
        seqs.push(this.#posts[entry & (this.#capacity - 1)] ?? 0);
        entry = this.#older[entry & (this.#capacity - 1)] ?? 0;
      }
    }
    seqs.sort((a, b) => a - b);
    return seqs.filter((seq, at) => seq === seqs[at - 1] && seq !== seqs[at - 2]);
  }

  #isLive(entry: number): boolean {
    return entry > 0 && entry > this.#made - this.#capacity;
  }

  #isCrowded(slot: number): boolean {
    let entry = this.#heads[slot] ?? 0;
    let length = 0;
    while (length < CHAIN_COPIES_MAX && this.#isLive(entry)) {
      length++;
      entry = this.#older[entry & (this.#capacity - 1)] ?? 0;
    }
    return length >= CHAIN_COPIES_MAX;
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
