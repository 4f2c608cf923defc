import { randomBytes } from 'node:crypto';
import { CAPTURE_FILES_MAX, JobId, refuse } from '../contract/index.ts';
import type { Job, JobResult, Refusal, StoredFile } from '../contract/index.ts';

/** Questions that the API puts to whichever crawler is listening. In memory: who asked is waiting on the line. */
export type Jobs = {
  /** Refuses `crawler-silent` after `JOB_MS`, and `busy` beyond `JOBS_MAX` open questions. */
  ask(kind: 'preview' | 'probe', url: string, as: Job['as']): Promise<Answer<'preview'> | Refusal>;
  /** Has a page captured by a crawler that has a browser. Refuses as `ask` does. `files` came for it, whatever became of it. */
  capture(url: string): Promise<{ readonly answer: Answer<'capture'> | Refusal; readonly files: readonly Arrived[] }>;
  /** Whether a file is waited for: asked before its bytes are read. */
  takesFile(id: string): boolean;
  /** Notes a file that came for an open capture. False where nobody waits for it, or it has enough. */
  noteFile(id: string, file: Arrived): boolean;
  /** Waits for a job, at most `waitMs`, until `signal`; null if none came. Jobs that need a browser go to those who have one. */
  next(asking: { readonly browser: boolean }, waitMs: number, signal: AbortSignal): Promise<Job | null>;
  /** False if nobody waits for it any more, or it answers another question: a capture's files must be those that came for it. */
  answer(id: string, result: JobResult): boolean;
  /** Lets all who wait go. */
  close(): void;
};

export const JOB_MS = 10_000;
export const JOBS_MAX = 64;
export const LISTENERS_MAX = 128;

/** A file that came for a capture; `fresh`: the store did not have it. */
export type Arrived = { readonly file: StoredFile; readonly fresh: boolean };
type Failed = Extract<JobResult, { failed: unknown }>;
type Answer<Kind extends string> = Extract<JobResult, { [K in Kind]: unknown }> | Failed;

type Open = {
  readonly job: Job;
  taken: boolean;
  /** What came for a capture. */
  readonly files: Arrived[];
  readonly settle: (result: JobResult | Refusal) => void;
};
type Listener = { readonly browser: boolean; readonly give: (job: Job | null) => void };
type Question = Pick<Job, 'kind' | 'url' | 'as'>;

export function createJobs({ now }: { readonly now: () => number }): Jobs {
  const open = new Map<string, Open>();
  const listeners = new Set<Listener>();

  /** Pairs questions with listeners, oldest first on both sides. */
  const pair = (): void => {
    for (const question of open.values()) {
      if (question.taken) continue;
      const listener = [...listeners].find((each) => each.browser || question.job.as !== 'rendered');
      if (listener === undefined) continue;
      question.taken = true;
      listener.give(question.job);
    }
  };
  const put = (question: Question, files: Arrived[] = []): Promise<JobResult | Refusal> => {
    if (open.size >= JOBS_MAX) return Promise.resolve(refuse('busy'));
    const id = JobId.parse(randomBytes(12).toString('hex'));
    const { promise, resolve } = Promise.withResolvers<JobResult | Refusal>();
    const settle = (result: JobResult | Refusal): void => {
      clearTimeout(timer);
      open.delete(id);
      resolve(result);
    };
    const timer = setTimeout(() => settle(refuse('crawler-silent')), JOB_MS);
    open.set(id, { job: { ...question, id, untilMs: now() + JOB_MS }, taken: false, files, settle });
    pair();
    return promise;
  };
  return {
    async ask(kind, url, as) {
      const answered = await put({ kind, url, as });
      if ('capture' in answered) throw new Error('a preview was answered by a capture');
      return answered;
    },
    async capture(url) {
      const files: Arrived[] = [];
      const answer = await put({ kind: 'capture', url, as: 'rendered' }, files);
      if ('preview' in answer) throw new Error('a capture was answered by a preview');
      return { answer, files };
    },
    takesFile: (id) => mayTake(open.get(id)),
    noteFile(id, file) {
      const question = open.get(id);
      if (question === undefined || !mayTake(question)) return false;
      question.files.push(file);
      return true;
    },
    next({ browser }, waitMs, signal) {
      if (signal.aborted || listeners.size >= LISTENERS_MAX) return Promise.resolve(null);
      const { promise, resolve } = Promise.withResolvers<Job | null>();
      const give = (job: Job | null): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        listeners.delete(listener);
        resolve(job);
      };
      const leave = (): void => give(null);
      const listener: Listener = { browser, give };
      const timer = setTimeout(leave, waitMs);
      signal.addEventListener('abort', leave);
      listeners.add(listener);
      pair();
      return promise;
    },
    answer(id, result) {
      const question = open.get(id);
      if (question === undefined || !answers(question, result)) return false;
      question.settle(result);
      return true;
    },
    close() {
      for (const listener of [...listeners]) listener.give(null);
      for (const question of [...open.values()]) question.settle(refuse('crawler-silent'));
    },
  };
}

function mayTake(question: Open | undefined): boolean {
  return question?.job.kind === 'capture' && question.files.length < CAPTURE_FILES_MAX;
}

function answers({ job, files }: Open, result: JobResult): boolean {
  if ('failed' in result) return true;
  if ('preview' in result) return job.kind !== 'capture';
  const { png, html } = result.capture;
  const came = ({ sha256, kind }: StoredFile): boolean =>
    files.some(({ file }) => file.sha256 === sha256 && file.kind === kind);
  return job.kind === 'capture' && png.kind === 'png' && html.kind === 'html' && came(png) && came(html);
}
