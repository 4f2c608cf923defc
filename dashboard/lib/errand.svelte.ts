import type { Answer, Refused } from './api.ts';

type State<T> = { readonly startedMs: number; readonly share: number; readonly result: T | null };

/** How often the share of long work is asked for while somebody looks. */
const AGAIN_MS = 800;

/** Long work of the server: its share while it runs, and what it came to. It goes on when nobody looks, and is found again. */
export class Errand<T, S extends State<T> = State<T>> {
  #state = $state.raw<S | null>(null);
  #refused = $state.raw<Refused | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopped = false;
  readonly #ask: () => Promise<Answer<S | null>>;

  constructor(ask: () => Promise<Answer<S | null>>) {
    this.#ask = ask;
  }

  get state(): S | null {
    return this.#state;
  }
  get running(): boolean {
    return this.#state !== null && this.#state.result === null;
  }
  get refused(): Refused | null {
    return this.#refused;
  }

  /** Looks what there is, and follows it while it runs; gives back how to stop looking. */
  follow(): () => void {
    this.#stopped = false;
    void this.#look();
    return () => {
      this.#stopped = true;
      if (this.#timer !== null) clearTimeout(this.#timer);
    };
  }

  /** What starting it has answered. */
  take(state: S | null): void {
    this.#state = state;
    this.#refused = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = this.running && !this.#stopped ? setTimeout(() => void this.#look(), AGAIN_MS) : null;
  }

  async #look(): Promise<void> {
    const answer = await this.#ask();
    if (this.#stopped) return;
    if (answer.ok) return this.take(answer.value);
    // Without a connection it is asked for again; what the work itself was refused is said.
    if (answer.refused.refused === 'offline') this.#timer = setTimeout(() => void this.#look(), AGAIN_MS);
    else {
      this.#state = null;
      this.#refused = answer.refused;
    }
  }
}
