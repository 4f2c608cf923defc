import { createHash } from 'node:crypto';
import { PostId, SourceId } from '../../api/contract/index.ts';
import type { MaskedText, NewPost, Tone, Voice } from '../../api/contract/index.ts';
import { TONES } from '../../api/contract/analysis.ts';

/** Words of the made-up language; their frequencies follow Zipf's law, as those of a real one do. */
const VOCABULARY = 50_000;
/** 100 tokens of two characters: a text of 200. */
const TOKENS = 100;
const BANDS = 16;
const COPIES_SHARE = 0.1;

/** Posts as a county's sites write them, the same for the same seed. */
export class PostMaker {
  readonly words: readonly string[] = Array.from({ length: VOCABULARY }, (_, at) => wordOf(at));
  readonly #weights: Float64Array;
  readonly #startMs: number;
  readonly #everyMs: number;
  #random: number;
  #made = 0;

  /** `everyMs`: the time between one post and the next. */
  constructor(startMs: number, seed = 1, everyMs = 200) {
    this.#startMs = startMs;
    this.#everyMs = everyMs;
    this.#random = seed;
    this.#weights = new Float64Array(VOCABULARY);
    let sum = 0;
    for (let at = 0; at < VOCABULARY; at++) this.#weights[at] = sum += 1 / (at + 3);
  }

  batch(count: number): readonly NewPost[] {
    return Array.from({ length: count }, () => this.#post());
  }

  #post(): NewPost {
    const number = this.#made++;
    const id = PostId.parse(hash(`post ${number}`));
    const tokens = Array.from({ length: TOKENS }, () => this.words[this.#zipf()] ?? '');
    const seenMs = this.#startMs + number * this.#everyMs;
    const text = tokens.join('');
    const copied = this.#next() < COPIES_SHARE && number > 1_000 ? number - (number % 1_000) : number;
    return {
      post: {
        id,
        source: SourceId.parse(`source-${Math.floor(this.#next() ** 2 * 40)}`),
        kind: this.#next() < 0.2 ? 'article' : 'reply',
        url: `https://bbs.example.org/thread-${number}-1-1.html`,
        thread: hash(`thread ${Math.floor(number / 12)}`).slice(0, 16),
        floor: 1 + (number % 12),
        title: '' as MaskedText,
        text: text as MaskedText,
        publishedMs: seenMs - Math.floor(this.#next() * 3_600_000),
        publishedKnown: true,
        seenMs,
        backfill: false,
        tokens,
        topics: this.#some('topic', 14, 0.5),
        places: this.#some('place', 400, 0.4),
        markers: this.#some('marker', 8, 0.1),
        rumor: this.#next(),
        tone: this.#tone(),
        bands: Array.from({ length: BANDS }, (_, band) => hash(`${copied} ${band}`).slice(0, 16)),
        group: copied === number ? id : PostId.parse(hash(`post ${copied}`)),
        version: 1,
      },
      voice: hash(`voice ${Math.floor(this.#next() * 5_000)}`).slice(0, 16) as Voice,
    };
  }

  #some(name: string, of: number, share: number): readonly string[] {
    return this.#next() < share ? [`${name}-${Math.floor(this.#next() ** 2 * of)}`] : [];
  }

  #tone(): Tone | null {
    return this.#next() < 0.3 ? (TONES[Math.floor(this.#next() * TONES.length)] ?? null) : null;
  }

  #zipf(): number {
    const wanted = this.#next() * (this.#weights.at(-1) ?? 0);
    let low = 0;
    let high = VOCABULARY - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#weights[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** mulberry32: quick, and good enough for sizes and choices. */
  #next(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

function wordOf(number: number): string {
  return String.fromCharCode(0x4e00 + (number % 2_000), 0x5600 + Math.floor(number / 2_000));
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 32);
}
