import { spawn, type ChildProcess } from 'node:child_process';

export type Kept = { stop(): Promise<void> };

export type KeepOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Called once, when the child has printed its first line on stdout. */
  readonly onFirstLine?: () => void;
  /** What it prints on stdout; by default it is passed on. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** Called when the child cannot be kept running. */
  readonly give: (why: string) => void;
};

const WAIT_FIRST_MS = 1_000;
const WAIT_MAX_MS = 30_000;
/** A child that ran this long had started well. */
const HEALTHY_MS = 20_000;
/** Starts in a row that failed at once, after which trying again is no use. */
const FAILED_STARTS_MAX = 5;
/** A child that ends with this has nothing more to do and is not started again. */
export const DONE_CODE = 64;
/** How long a child may take to end before it is killed. */
const END_MS = 10_000;

/** Runs a program under this Node and starts it again, later each time, when it dies. */
export function keepRunning(name: string, program: readonly string[], options: KeepOptions): Kept {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failed = 0;
  let stopping = false;
  let isHeard = false;

  const start = (): void => {
    const startedMs = Date.now();
    const started = spawn(process.execPath, [...program], { stdio: ['ignore', 'pipe', 'inherit'], env: options.env });
    child = started;
    started.stdout.on('data', (chunk: Buffer) => {
      if (options.onOutput === undefined) process.stdout.write(chunk);
      else options.onOutput(chunk);
      if (!isHeard) options.onFirstLine?.();
      isHeard = true;
    });
    started.on('exit', (code, signal) => {
      child = null;
      if (stopping || code === DONE_CODE) return;
      failed = Date.now() - startedMs > HEALTHY_MS ? 0 : failed + 1;
      const how = signal ?? `exit ${code ?? '?'}`;
      if (failed >= FAILED_STARTS_MAX) {
        options.give(`${name} failed ${failed} times in a row (${how}); giving up. Its last words are above.`);
        return;
      }
      const waitMs = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** failed);
      options.say(`${name} ended (${how}); starting it again in ${Math.round(waitMs / 1_000)} s`);
      timer = setTimeout(start, waitMs);
    });
  };
  start();

  return {
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      const running = child;
      if (running === null) return;
      const ended = new Promise<void>((done) => running.once('exit', () => done()));
      running.kill('SIGTERM');
      const late = setTimeout(() => running.kill('SIGKILL'), END_MS);
      await ended;
      clearTimeout(late);
    },
  };
}
