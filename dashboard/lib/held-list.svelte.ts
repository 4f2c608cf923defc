import type { Answer, Refused } from './api.ts';
import { Load } from './load.svelte.ts';
import { movesBetween, type RowAt } from './moves.ts';

/**
 * A list that somebody reads. What he asks for himself (another filter, his own act) comes at once; what others did changes rows in their place,
 * but as soon as a row would come, go or move it waits until he asks for it: the row that he reads stays under his eyes.
 */
export class HeldList<T> {
  readonly #load = new Load<T>();
  readonly #rows: (value: T) => readonly RowAt[];
  #waiting = $state.raw<T | null>(null);
  #count = $state(0);
  #asked = 0;

  constructor(rows: (value: T) => readonly RowAt[]) {
    this.#rows = rows;
  }

  get value(): T | null {
    return this.#load.value;
  }
  get refused(): Refused | null {
    return this.#load.refused;
  }
  /** How many rows changed since; 0: nothing waits. */
  get count(): number {
    return this.#count;
  }

  /** Asked for by the reader. */
  async run(answer: Promise<Answer<T>>): Promise<void> {
    this.#asked += 1;
    if ((await this.#load.run(answer)) !== null) this.#drop();
  }

  /** Another's act: asked for by the page itself. A refusal is passed over, for what is on the screen stays true of its hour. */
  async hear(answer: Promise<Answer<T>>): Promise<void> {
    const asked = this.#asked;
    const result = await answer;
    if (result.ok && asked === this.#asked) this.offer(result.value);
  }

  /** A change that was told of whole: on top of what waits, if something does. */
  change(change: (value: T) => T): void {
    const newest = this.#waiting ?? this.#load.value;
    if (newest !== null) this.offer(change(newest));
  }

  /** What the list would be now. Nobody reads in an empty one. */
  offer(next: T): void {
    const shown = this.#load.value;
    const count = shown === null ? 0 : movesBetween(this.#rows(shown), this.#rows(next));
    if (shown === null) return;
    if (count === 0 || this.#rows(shown).length === 0) this.#show(next);
    else {
      this.#waiting = next;
      this.#count = count;
    }
  }

  /** The reader asks for what waits. */
  readonly show = (): void => {
    if (this.#waiting !== null) this.#show(this.#waiting);
  };

  #show(value: T): void {
    this.#load.patch(() => value);
    this.#drop();
  }
  #drop(): void {
    this.#waiting = null;
    this.#count = 0;
  }
}
