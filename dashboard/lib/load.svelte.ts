import type { Answer, Refused } from './api.ts';

/** Something that is fetched: nothing yet, a value, or a refusal (an older value stays beside it). */
export class Load<T> {
  #value = $state.raw<T | null>(null);
  #refused = $state.raw<Refused | null>(null);
  #busy = $state(false);
  #run = 0;

  get value(): T | null {
    return this.#value;
  }
  get refused(): Refused | null {
    return this.#refused;
  }
  get busy(): boolean {
    return this.#busy;
  }

  /** Runs a call; when two overlap, the later one wins. */
  async run(answer: Promise<Answer<T>>): Promise<T | null> {
    this.#run += 1;
    const mine = this.#run;
    this.#busy = true;
    const result = await answer;
    if (mine !== this.#run) return null;
    this.#busy = false;
    this.#refused = result.ok ? null : result.refused;
    if (!result.ok) return null;
    this.#value = result.value;
    return result.value;
  }

  /** Changes the value in place, as live events do. */
  patch(change: (value: T) => T): void {
    if (this.#value !== null) this.#value = change(this.#value);
  }
}
