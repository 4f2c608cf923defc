import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Lacks } from './lacks.ts';
import type { PressAnswer, PressMade, PressOrder } from './press-wire.ts';

/** Orders that may wait: more are refused, not kept. */
export const QUEUE_MAX = 20;
/** A browser that broke is started once more for the same order. */
const TRIES = 2;
/** Of the child beside its browser: a PDF of an issue is under 5 MB. */
const CHILD_HEAP_MB = 256;
/** The child knows its own limit; ours comes a little later and ends it. */
const GRACE_MS = 2_000;
/** A browser that was still starting is known by no id yet: it ends by itself as its pipe closes, and writes into its folder until then. */
const STARTING_MS = 500;

export type LineOptions = {
  readonly browserPath: string;
  readonly onError: (error: Error) => void;
  readonly timeoutMs: number;
  readonly idleMs: number;
};

export type PressLine = {
  readonly order: (job: PressOrder['job']) => Promise<PressMade | Lacks>;
  readonly close: () => Promise<void>;
};

type Running = { readonly child: ChildProcess; readonly profileDir: string; browserPid: number };

const BROKEN: Lacks = { lacks: 'browser', zh: 'Chromium 两次都没有排成', en: 'Chromium failed twice', install: '' };
const LATE: Lacks = { lacks: 'time', zh: '排版超时', en: 'printing took too long', install: '' };
const FULL: Lacks = { lacks: 'time', zh: '等待排版的太多，请稍后再试', en: 'too many wait to be printed', install: '' };
const CLOSED: Lacks = { lacks: 'time', zh: '系统正在停止', en: 'the system is stopping', install: '' };

/** One child with one browser, one order after the other. */
export function createPressLine(options: LineOptions): PressLine {
  let running: Running | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let number = 0;
  let isClosed = false;

  async function started(): Promise<Running> {
    if (running !== null && running.child.connected) return running;
    await end();
    const profileDir = await mkdtemp(join(tmpdir(), 'firstword-press-'));
    const args = [options.browserPath, profileDir, String(options.timeoutMs), process.getuid?.() === 0 ? 'root' : ''];
    const child = fork(fileURLToPath(new URL('press-child.ts', import.meta.url)), args, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${CHILD_HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const begun: Running = { child, profileDir, browserPid: 0 };
    child.on('message', (answer: PressAnswer) => {
      if (answer.kind === 'started') begun.browserPid = answer.browserPid;
    });
    child.on('error', options.onError);
    running = begun;
    return begun;
  }

  /** Both are killed by their ids: neither holds anything that is not made again. */
  async function end(): Promise<void> {
    if (idle !== null) clearTimeout(idle);
    idle = null;
    const ending = running;
    running = null;
    if (ending === null) return;
    const { child, browserPid, profileDir } = ending;
    const gone = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit');
    child.kill('SIGKILL');
    if (browserPid > 0) killed(browserPid);
    await gone;
    await removed(profileDir);
    if (browserPid > 0) return;
    await sleep(STARTING_MS);
    await removed(profileDir);
  }

  async function tried(job: PressOrder['job']): Promise<PressMade | Lacks | Error> {
    const { child } = await started();
    const n = ++number;
    const answer = await answerOf(child, { n, job }, options.timeoutMs + GRACE_MS);
    if (answer === null) return LATE;
    return answer.kind === 'made'
      ? answer.made
      : new Error(`the press: ${answer.kind === 'failed' ? answer.why : 'no answer'}`);
  }

  async function made(job: PressOrder['job']): Promise<PressMade | Lacks> {
    if (idle !== null) clearTimeout(idle);
    for (let attempt = 1; attempt <= TRIES && !isClosed; attempt++) {
      const outcome = await tried(job);
      if (!(outcome instanceof Error) && !('lacks' in outcome)) {
        idle = setTimeout(() => void end().catch(options.onError), options.idleMs).unref();
        return outcome;
      }
      await end();
      if (!(outcome instanceof Error)) return isClosed ? CLOSED : outcome;
      if (!isClosed) options.onError(outcome);
    }
    return isClosed ? CLOSED : BROKEN;
  }

  async function order(job: PressOrder['job']): Promise<PressMade | Lacks> {
    if (isClosed) return CLOSED;
    if (waiting >= QUEUE_MAX) return FULL;
    waiting++;
    const turn = last.then(() => made(job));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting--;
    }
  }

  return {
    order,
    close: async () => {
      isClosed = true;
      await end();
      await last;
    },
  };
}

/** The child's answer to this order, a failure where it ended first, null where neither came in time. */
async function answerOf(child: ChildProcess, order: PressOrder, timeoutMs: number): Promise<PressAnswer | null> {
  const { promise, resolve } = Promise.withResolvers<PressAnswer | null>();
  const timer = setTimeout(() => resolve(null), timeoutMs);
  const heard = (answer: PressAnswer): void => {
    if (answer.kind !== 'started' && answer.n === order.n) resolve(answer);
  };
  const ended = (): void => resolve({ kind: 'failed', n: order.n, why: 'its process ended' });
  child.on('message', heard).once('exit', ended).once('disconnect', ended);
  child.send(order, (error) => {
    if (error !== null) resolve({ kind: 'failed', n: order.n, why: error.message });
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.off('message', heard).off('exit', ended).off('disconnect', ended);
  }
}

function removed(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It had gone by itself.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
