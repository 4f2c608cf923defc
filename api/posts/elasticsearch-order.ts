import { StoreAway } from './port.ts';

/** Puts under way at once: while the cluster works on one, the next is made ready. */
const PUTS_MAX = 2;

/** Puts that wait for their turn; past it a put is refused, and trying again later is right. */
export const PUTS_WAITING_MAX = 256;

/**
 * How long the facts of a failed put are held back. Its documents may show late, since an answer that was lost can have
 * been a success; the retry gives them new numbers. A crawler retries within seconds, a cluster settles a bulk in one minute.
 */
export const FAILED_HOLD_MS = 120_000;

type Put = { readonly firstSeq: number; readonly ids: ReadonlySet<string> };
type Failed = { readonly firstSeq: number; readonly ids: Set<string>; readonly failedMs: number };

/**
 * The order of arrival while several puts are under way: each reserves its numbers when it starts, and facts are read only
 * below the lowest number that may still appear. So nothing appears behind a mark.
 */
export class Arrivals {
  readonly #now: () => number;
  readonly #active = new Set<Put>();
  readonly #waiting: (() => void)[] = [];
  #failed: Failed[] = [];
  #seq: number;

  constructor(seq: number, now: () => number) {
    this.#seq = seq;
    this.#now = now;
  }

  /** Runs `work` when it is its turn, with the first of its `ids.size` numbers. Never two puts with the same id at once. */
  async run<T>(ids: ReadonlySet<string>, work: (firstSeq: number) => Promise<T>): Promise<T> {
    while (this.#active.size >= PUTS_MAX || this.#overlaps(ids)) await this.#turn();
    const put: Put = { firstSeq: this.#seq + 1, ids };
    this.#seq += ids.size;
    this.#active.add(put);
    try {
      const value = await work(put.firstSeq);
      for (const failed of this.#failed) for (const id of ids) failed.ids.delete(id);
      return value;
    } catch (error) {
      this.#failed.push({ firstSeq: put.firstSeq, ids: new Set(ids), failedMs: this.#now() });
      throw error;
    } finally {
      this.#active.delete(put);
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  /** True for a post of a put that failed lately: it may be there, and nobody was told. */
  isUnsure(id: string): boolean {
    this.#forget();
    return this.#failed.some(({ ids }) => ids.has(id));
  }

  /** Facts from this number on may still change their order. */
  settledBelow(): number {
    this.#forget();
    return Math.min(this.#seq + 1, ...[...this.#active, ...this.#failed].map(({ firstSeq }) => firstSeq));
  }

  #forget(): void {
    const since = this.#now() - FAILED_HOLD_MS;
    this.#failed = this.#failed.filter(({ ids, failedMs }) => ids.size > 0 && failedMs > since);
  }

  #overlaps(ids: ReadonlySet<string>): boolean {
    return [...this.#active].some((put) => [...ids].some((id) => put.ids.has(id)));
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= PUTS_WAITING_MAX) throw new StoreAway('too many puts wait for Elasticsearch');
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
