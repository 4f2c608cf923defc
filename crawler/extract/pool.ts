import { Worker } from 'node:worker_threads';
import type { MaskedPage, MaskJob } from '../capture-mask.ts';
import type { BoardPage, ExtractRefusal, ListPage, Page, PageKind } from './extract.ts';
import { extractRefusal, PAGE_CHARS_MAX } from './limits.ts';

/** How long one page may be parsed. */
const TIMEOUT_MS = 5_000;
/** Pages that may wait for the thread. */
const QUEUE_MAX = 64;
/** Heap of the thread: the tree of a page at its limits takes about 200 MB. */
const HEAP_MB = 384;

interface PageInput {
  readonly html: string;
  readonly url: string;
  readonly nowMs: number;
}

/** What is to be read out of a page. `nowMs` is when it was fetched. */
export type ExtractJob =
  | (PageInput & { readonly want: 'page' })
  | (PageInput & { readonly want: 'board' })
  | (PageInput & { readonly want: 'list' })
  | (MaskJob & { readonly want: 'masked' })
  | { readonly want: 'kind'; readonly html: string; readonly url: string; readonly contentType: string | null };

interface Results {
  readonly page: Page | ExtractRefusal;
  readonly board: BoardPage | ExtractRefusal;
  readonly list: ListPage | ExtractRefusal;
  readonly masked: MaskedPage | ExtractRefusal;
  readonly kind: PageKind;
}
export type Want = keyof Results;
export type ExtractAnswer = { readonly [W in Want]: { readonly want: W; readonly result: Results[W] } }[Want];
type Outcome = ExtractAnswer | { readonly want: 'refusal'; readonly result: ExtractRefusal };

interface Waiting {
  readonly job: ExtractJob;
  readonly settle: (outcome: Outcome) => void;
}

/** Reads pages in a thread of its own. */
export interface Extractor {
  /** One job after another; a page that takes too long or breaks the thread comes back as a refusal. Never rejects. */
  extract<W extends Want>(job: Extract<ExtractJob, { want: W }>): Promise<Results[W] | ExtractRefusal>;
  /** Ends the thread; what still waits is refused. */
  close(): Promise<void>;
}

function refused(code: Parameters<typeof extractRefusal>[0]): Outcome {
  return { want: 'refusal', result: extractRefusal(code) };
}

/** An extractor whose thread is started with the first page and replaced after one that it could not bear. */
export function createExtractor({ timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {}): Extractor {
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let isBusy = false;
  let isClosed = false;

  function started(): Worker {
    worker ??= new Worker(new URL('./worker.ts', import.meta.url), {
      // The options with which this process was started are its own; some would stop the thread.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    return worker;
  }

  function drop(): void {
    const old = worker;
    worker = null;
    if (old) void old.terminate();
  }

  function next(): void {
    const waiting = isBusy ? undefined : queue.shift();
    if (!waiting) return;
    isBusy = true;
    run(started(), waiting);
  }

  function run(thread: Worker, { job, settle }: Waiting): void {
    const done = (outcome: Outcome): void => {
      clearTimeout(timer);
      thread.off('message', done).off('error', broke).off('exit', broke);
      isBusy = false;
      settle(outcome);
      if (queue.length === 0) thread.unref();
      next();
    };
    const broke = (): void => {
      drop();
      done(refused('page-broke-the-parser'));
    };
    const timer = setTimeout(() => {
      drop();
      done(refused('page-too-slow'));
    }, timeoutMs);
    thread.ref();
    thread.on('message', done).on('error', broke).on('exit', broke);
    thread.postMessage(job);
  }

  return {
    async extract(job) {
      if (job.html.length > PAGE_CHARS_MAX) return extractRefusal('page-too-big');
      if (isClosed || queue.length >= QUEUE_MAX) return extractRefusal('extractor-busy');
      const outcome = await new Promise<Outcome>((settle) => {
        queue.push({ job, settle });
        next();
      });
      // The thread answers the job that it was given, so the result is of the kind that was wanted.
      return outcome.result as Results[typeof job.want];
    },
    async close() {
      isClosed = true;
      for (const waiting of queue.splice(0)) waiting.settle(refused('extractor-busy'));
      const old = worker;
      worker = null;
      await old?.terminate();
    },
  };
}
