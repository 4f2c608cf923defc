import { refuse, type Refusal } from '../contract/index.ts';

/** Kinds of long work that are held at once, and how long a result can be found again. */
export const ERRANDS_MAX = 20;
export const ERRAND_KEPT_MS = 3_600_000;
/** Who starts it waits so long for the result, so that short work is answered at once. */
export const ERRAND_WAIT_MS = 1_500;

export type ErrandState<T> = { readonly startedMs: number; readonly share: number; readonly result: T | null };

export type Errands<T> = {
  /**
   * Starts the work of a key. While it runs, the same `about` joins it and another one is refused `busy`. A refusal of the work itself
   * is the answer of whoever asks next, and so is what it threw.
   */
  start(key: string, about: string, work: Work<T>): Promise<ErrandState<T> | Refusal>;
  /** Null: none was started, or it is long over. */
  read(key: string): ErrandState<T> | Refusal | null;
  /** What the work of a key was about. */
  aboutOf(key: string): string | null;
  /** Forgets it, and what comes of it if it still runs. */
  drop(key: string): void;
};
export type Work<T> = (report: (share: number) => void) => Promise<T | Refusal>;

type Held<T> = {
  readonly about: string;
  readonly startedMs: number;
  share: number;
  endedMs: number | null;
  result: T | null;
  refused: Refusal | null;
  thrown: { readonly error: unknown } | null;
};

/** Long work by key, in memory: it is started once, shows its share, and can be left and found again. */
export function createErrands<T>({ now }: { readonly now: () => number }): Errands<T> {
  const all = new Map<string, Held<T>>();

  const sweep = (): void => {
    for (const [key, { endedMs }] of all) if (endedMs !== null && now() - endedMs > ERRAND_KEPT_MS) all.delete(key);
    const over = [...all].filter(([, { endedMs }]) => endedMs !== null);
    for (const [key] of over.slice(0, Math.max(0, all.size - ERRANDS_MAX + 1))) all.delete(key);
  };
  async function run(held: Held<T>, work: Work<T>): Promise<void> {
    try {
      const came = await work((share) => (held.share = Math.max(held.share, Math.min(1, share))));
      if (typeof came === 'object' && came !== null && 'refused' in came) held.refused = came;
      else held.result = came;
    } catch (error) {
      held.thrown = { error };
    }
    held.endedMs = now();
  }
  const read = (key: string): ErrandState<T> | Refusal | null => {
    const held = all.get(key);
    if (held === undefined || (held.endedMs !== null && now() - held.endedMs > ERRAND_KEPT_MS)) return null;
    const { thrown, refused, startedMs, share, result } = held;
    // Said once: whoever asks again may start anew.
    if (thrown !== null || refused !== null) all.delete(key);
    if (thrown !== null) throw thrown.error;
    return refused ?? { startedMs, share: result === null ? share : 1, result };
  };
  return {
    async start(key, about, work) {
      const running = all.get(key);
      if (running?.endedMs === null)
        return running.about === about
          ? { startedMs: running.startedMs, share: running.share, result: null }
          : refuse('busy');
      sweep();
      if (all.size >= ERRANDS_MAX) return refuse('busy');
      const fresh = { share: 0, endedMs: null, result: null, refused: null, thrown: null };
      const held: Held<T> = { about, startedMs: now(), ...fresh };
      all.delete(key);
      all.set(key, held);
      const { promise: waited, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(resolve, ERRAND_WAIT_MS);
      await Promise.race([run(held, work), waited]);
      clearTimeout(timer);
      return read(key) ?? refuse('not-found');
    },
    read,
    aboutOf: (key) => all.get(key)?.about ?? null,
    drop: (key) => void all.delete(key),
  };
}
