import { Worker } from 'node:worker_threads';
import type { Analysis, Lexicon } from '../contract/analysis.ts';
import { unpackAnalysis } from './pool-wire.ts';
import type { PackedAnalysis, PoolAnswer, PoolOrder, PoolText } from './pool-wire.ts';

/** Texts that wait or are at work; `analyse` refuses what would go beyond (throws `AnalysisQueueFull`). */
export const QUEUE_TEXTS_MAX = 20_000;
/** Texts handed to a thread at once: about 8 ms of work. */
const BATCH_TEXTS = 64;

export class AnalysisQueueFull extends Error {
  constructor() {
    super(`more than ${QUEUE_TEXTS_MAX} texts wait for analysis`);
    this.name = 'AnalysisQueueFull';
  }
}

/** Texts that were under way when the process was told to end. */
export class AnalysisClosed extends Error {
  constructor() {
    super('the analysis pool is closed');
    this.name = 'AnalysisClosed';
  }
}

export type AnalysisPool = {
  /** Analyses in the order of the texts, all by the lexicon in force when their batch begins. Rejects when full, closed, or a thread died. */
  readonly analyse: (texts: readonly PoolText[]) => Promise<Analysis[]>;
  /** Resolves when every thread works by the new lexicon; texts sent after that are tagged by it. */
  readonly setLexicon: (lexicon: Lexicon) => Promise<void>;
  /** Texts that wait or are at work. */
  readonly queued: () => number;
  readonly close: () => Promise<void>;
};

type Batch = {
  readonly texts: readonly PoolText[];
  readonly resolve: (packed: readonly PackedAnalysis[]) => void;
  readonly reject: (error: Error) => void;
};
type Thread = { readonly worker: Worker; batch: Batch | null; readonly waits: Map<number, () => void> };

/** Starts `threads` worker threads, each with one dictionary (about 250 MB); texts sent at once wait until they are warm. */
export function createAnalysisPool(options: { readonly threads: number; readonly lexicon: Lexicon }): AnalysisPool {
  const crew = new Crew(Math.max(1, options.threads));
  let queuedTexts = 0;
  const analyse = async (texts: readonly PoolText[]): Promise<Analysis[]> => {
    if (queuedTexts + texts.length > QUEUE_TEXTS_MAX) throw new AnalysisQueueFull();
    queuedTexts += texts.length;
    try {
      const batches: Promise<readonly PackedAnalysis[]>[] = [];
      for (let from = 0; from < texts.length; from += BATCH_TEXTS)
        batches.push(crew.send(texts.slice(from, from + BATCH_TEXTS)));
      return (await Promise.all(batches)).flat().map(unpackAnalysis);
    } finally {
      queuedTexts -= texts.length;
    }
  };
  const setLexicon = (lexicon: Lexicon) => crew.setLexicon(lexicon);
  // A failure of the first lexicon ends the crew, and every later call rejects by its reason.
  setLexicon(options.lexicon).catch((error: unknown) => crew.fail(toError(error)));
  return { analyse, setLexicon, queued: () => queuedTexts, close: () => crew.close() };
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** The threads and the batches that wait for one of them. */
class Crew {
  readonly #threads: Thread[] = [];
  readonly #waiting: Batch[] = [];
  #number = 0;
  #failure: Error | null = null;

  constructor(count: number) {
    for (let index = 0; index < count; index++) this.#start();
  }

  #start(): void {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    const thread: Thread = { worker, batch: null, waits: new Map() };
    worker.on('message', (answer: PoolAnswer) => this.#take(thread, answer));
    worker.on('error', (error) => this.fail(toError(error)));
    worker.on('exit', (code) => this.fail(new Error(`an analysis thread ended with code ${code}`)));
    this.#threads.push(thread);
  }

  #take(thread: Thread, answer: PoolAnswer): void {
    if (answer.kind === 'ready') {
      thread.waits.get(answer.number)?.();
      thread.waits.delete(answer.number);
      return;
    }
    const batch = thread.batch;
    thread.batch = null;
    this.#feed(thread);
    batch?.resolve(answer.packed);
  }

  #feed(thread: Thread): void {
    if (thread.batch) return;
    const batch = this.#waiting.shift();
    if (!batch) return;
    thread.batch = batch;
    order(thread, { kind: 'texts', number: ++this.#number, texts: batch.texts });
  }

  /** Hands one batch to the next free thread. */
  send(texts: readonly PoolText[]): Promise<readonly PackedAnalysis[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ texts, resolve, reject });
      for (const thread of this.#threads) this.#feed(thread);
    });
  }

  async setLexicon(lexicon: Lexicon): Promise<void> {
    const ready = this.#threads.map(
      (thread) =>
        new Promise<void>((resolve) => {
          thread.waits.set(++this.#number, resolve);
          order(thread, { kind: 'lexicon', number: this.#number, lexicon });
        }),
    );
    await Promise.all(ready);
    if (this.#failure) throw this.#failure;
  }

  /** Rejects all that waits, and all that comes after. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const batch of [...this.#threads.map((thread) => thread.batch), ...this.#waiting.splice(0)])
      batch?.reject(this.#failure);
    for (const thread of this.#threads) {
      thread.batch = null;
      for (const release of thread.waits.values()) release();
      thread.waits.clear();
    }
  }

  async close(): Promise<void> {
    this.fail(new AnalysisClosed());
    await Promise.all(this.#threads.map((thread) => thread.worker.terminate()));
  }
}

function order(thread: Thread, message: PoolOrder): void {
  thread.worker.postMessage(message);
}
