import { randomBytes } from 'node:crypto';
import { JobId, refuse } from '../contract/index.ts';
import type { Job, JobResult, Refusal } from '../contract/index.ts';

/** Questions that the API puts to whichever crawler is listening. In memory: who asked is waiting on the line. */
export type Jobs = {
  /** Refuses `crawler-silent` after `JOB_MS`, and `busy` beyond `JOBS_MAX` open questions. */
  ask(kind: Job['kind'], url: string, as: Job['as']): Promise<JobResult | Refusal>;
  /** Waits for a job, at most `waitMs`, until `signal`; null if none came. Jobs that need a browser go to those who have one. */
  next(asking: { readonly browser: boolean }, waitMs: number, signal: AbortSignal): Promise<Job | null>;
  /** False if nobody waits for it any more. */
  answer(id: string, result: JobResult): boolean;
  /** Lets all who wait go. */
  close(): void;
};

export const JOB_MS = 10_000;
export const JOBS_MAX = 64;
export const LISTENERS_MAX = 128;

type Open = { readonly job: Job; taken: boolean; readonly settle: (result: JobResult | Refusal) => void };
type Listener = { readonly browser: boolean; readonly give: (job: Job | null) => void };

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
  return {
    ask(kind, url, as) {
      if (open.size >= JOBS_MAX) return Promise.resolve(refuse('busy'));
      const id = JobId.parse(randomBytes(12).toString('hex'));
      const { promise, resolve } = Promise.withResolvers<JobResult | Refusal>();
      const settle = (result: JobResult | Refusal): void => {
        clearTimeout(timer);
        open.delete(id);
        resolve(result);
      };
      const timer = setTimeout(() => settle(refuse('crawler-silent')), JOB_MS);
      open.set(id, { job: { id, kind, url, as, untilMs: now() + JOB_MS }, taken: false, settle });
      pair();
      return promise;
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
      question?.settle(result);
      return question !== undefined;
    },
    close() {
      for (const listener of [...listeners]) listener.give(null);
      for (const question of [...open.values()]) question.settle(refuse('crawler-silent'));
    },
  };
}
