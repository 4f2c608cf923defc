import { BandIndex, hashesOf } from './sqlite-bands.ts';
import { listOf } from './sqlite-row.ts';
import type { Slice } from './sqlite-slice.ts';

/** Posts whose bands are read at the start: more would not fit in the index. */
const POSTS_MAX = 600_000;

/** The first seen of near-copies: candidates from memory, judged by the keys on disk. */
export class NearCopies {
  readonly #slices: ReadonlyMap<string, Slice>;
  readonly #bands = new BandIndex();
  #isLoaded = false;

  /** @param slices the live slices, as the writer keeps them */
  constructor(slices: ReadonlyMap<string, Slice>) {
    this.#slices = slices;
  }

  /** Reads the newest posts' bands into memory, once; `lastSeq` is the newest post's. */
  load(lastSeq: number): void {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    for (const slice of this.#slices.values())
      for (const { seq, hashes, isCopy } of slice.bandsAfter(lastSeq - POSTS_MAX)) this.#bands.add(hashes, seq, isCopy);
  }

  add(bands: string, seq: number, isCopy: boolean): void {
    this.#bands.add(hashesOf(listOf(bands)), seq, isCopy);
  }

  /** The id of the first post since `sinceMs` that shares two keys or more. */
  first(bands: string, sinceMs: number): string | null {
    const asked = new Set(listOf(bands));
    for (const seq of this.#bands.candidates(hashesOf([...asked]))) {
      const facts = this.#factsOf(seq);
      if (facts === null || facts.seen < sinceMs) continue;
      if (new Set(listOf(facts.bands).filter((key) => asked.has(key))).size >= 2) return facts.id;
    }
    return null;
  }

  #factsOf(seq: number): ReturnType<Slice['copyFacts']> {
    for (const slice of this.#slices.values()) {
      const facts = slice.copyFacts(seq);
      if (facts !== null) return facts;
    }
    return null;
  }
}
