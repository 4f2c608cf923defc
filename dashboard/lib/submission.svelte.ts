import { getContext, setContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Answer, Refused } from './api.ts';
import { say } from './language.svelte.ts';

const HERE = Symbol('submission');

/**
 * One form on its way to the server: busy, refused, and which field is at fault. `parts/form/Form.svelte` draws it:
 *
 *     const form = new Submission();
 *     async function submit() {
 *       const answer = await form.send(call('POST /api/…', { body }));
 *       if (answer.ok) close();
 *     }
 */
export class Submission {
  #busy = $state(false);
  #refused = $state.raw<Refused | null>(null);
  #faults = $state.raw<Readonly<Record<string, string>>>({});
  readonly #drawn = new SvelteSet<string>();

  get busy(): boolean {
    return this.#busy;
  }
  get refused(): Refused | null {
    return this.#refused;
  }
  /** The refusal, unless a field that is on the screen says it already. */
  get line(): Refused | null {
    const drawn = [...this.#drawn].some((name) => isAt(this.#refused, name));
    return drawn ? null : this.#refused;
  }

  /** Waits for the answer. The refusal of an earlier attempt is gone at once; this one's stays until the field is changed. */
  async send<T>(answer: Promise<Answer<T>>): Promise<Answer<T>> {
    this.clear();
    this.#busy = true;
    const result = await answer;
    this.#busy = false;
    if (!result.ok) this.#refused = result.refused;
    return result;
  }

  /** What this side finds wrong, by the names of the fields; true when there is nothing. */
  judge(faults: Readonly<Record<string, string>>): boolean {
    this.#refused = null;
    this.#faults = faults;
    return Object.keys(faults).length === 0;
  }

  /** What is wrong with a field, in the language in use; '' when nothing is. */
  wrong(name: string): string {
    const fault = this.#faults[name];
    if (fault !== undefined) return fault;
    return this.#refused === null || !isAt(this.#refused, name) ? '' : say(this.#refused);
  }

  /** The field was changed: what was said about it is old. */
  touch(name: string): void {
    if (name in this.#faults) {
      this.#faults = Object.fromEntries(Object.entries(this.#faults).filter(([key]) => key !== name));
    }
    if (isAt(this.#refused, name)) this.#refused = null;
  }

  clear(): void {
    this.#refused = null;
    this.#faults = {};
  }

  /** A field is on the screen until the function given back is called. */
  draws(name: string): () => void {
    this.#drawn.add(name);
    return () => this.#drawn.delete(name);
  }
}

/** A refusal names its field as a path: `name`, `points.0.text`. It is at `points` as well as at `points.0.text`. */
function isAt(refused: Refused | null, name: string): boolean {
  const field = refused?.field ?? '';
  return field === name || field.startsWith(`${name}.`);
}

export function offerSubmission(form: Submission): void {
  setContext(HERE, form);
}

/** The submission of the form around this field; null where a field stands alone. */
export function submissionHere(): Submission | null {
  return getContext<Submission | undefined>(HERE) ?? null;
}
