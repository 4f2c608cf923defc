import { Worker } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import { StoreAway } from './port.ts';

/** Calls that wait for one thread; past it a call is refused, and trying again later is right. */
export const CALLS_WAITING_MAX = 256;

/** Short-lived rows need little; V8's own default lets each thread's nursery grow three times as large. */
const YOUNG_MB = 16;

type Call = { readonly n: number; readonly name: string; readonly args: readonly unknown[] };
type Answer =
  | { readonly n: number; readonly value: unknown }
  | { readonly n: number; readonly away: string; readonly full: boolean }
  | { readonly n: number; readonly bug: string };

/** The functions that one side offers to the other: all plain data. */
export type Offer = { readonly [name: string]: (...args: never[]) => unknown };

export type Thread<O extends Offer> = {
  call<K extends keyof O & string>(name: K, ...args: Parameters<O[K]>): Promise<ReturnType<O[K]>>;
  close(): Promise<void>;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** Starts `file` as a worker thread and speaks with what it offers. */
export function startThread<O extends Offer>(file: URL, workerData: unknown): Thread<O> {
  const worker = new Worker(file, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let gone: Error | null = null;
  const end = (error: Error): void => {
    gone = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.n);
    waiting.delete(answer.n);
    if (asked !== undefined) settle(asked, answer);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error: Error) => end(new StoreAway(`the store's thread failed: ${error.message}`)));
  worker.on('exit', () => end(gone ?? new StoreAway('the store is closed')));
  worker.unref();
  return {
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        if (gone !== null) return reject(gone);
        if (waiting.size >= CALLS_WAITING_MAX) return reject(new StoreAway('too many calls wait for the store'));
        const n = ++calls;
        waiting.set(n, { resolve: (value) => resolve(proven(value)), reject });
        worker.ref();
        worker.postMessage({ n, name, args } satisfies Call);
      }),
    close: async () => {
      gone = new StoreAway('the store is closed');
      await worker.terminate();
    },
  };
}

/** Answers calls in this thread, one after another, until the parent ends it. */
export function offer(functions: Offer): void {
  const port = parentPort;
  if (port === null) throw new Error('this file runs as a worker thread');
  port.on('message', ({ n, name, args }: Call) => {
    port.postMessage(answerOf(functions, n, name, args));
  });
}

function answerOf(functions: Offer, n: number, name: string, args: readonly unknown[]): Answer {
  try {
    const named = functions[name];
    if (named === undefined) return { n, bug: `no call named ${name}` };
    return { n, value: named(...proven<never[]>(args)) };
  } catch (error) {
    if (!(error instanceof Error)) return { n, bug: String(error) };
    const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 255 : 0;
    if (code === 0 || !AWAY_CODES.has(code)) return { n, bug: error.stack ?? error.message };
    return { n, away: error.message, full: code === SQLITE_FULL };
  }
}

const SQLITE_FULL = 13;

/** PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: the disk's state, no bug of ours. */
const AWAY_CODES: ReadonlySet<number> = new Set([3, 5, 6, 7, 8, 10, 11, SQLITE_FULL, 14, 15, 26]);

function settle(asked: Waiting, answer: Answer): void {
  if ('value' in answer) asked.resolve(answer.value);
  else if ('away' in answer) asked.reject(new StoreAway(answer.away, answer.full));
  else asked.reject(new Error(answer.bug));
}

/** Proven: both ends of the thread share one type, `Offer`. */
function proven<T>(value: unknown): T {
  return value as T;
}
