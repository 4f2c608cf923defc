import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { DrillDraft } from '../contract/index.ts';
import { readRunning, type RunningDrill } from './drill-folder.ts';

/** The drill that this server started, or that a terminal did: one at a time. */
export type DrillOffice = {
  now(): RunningDrill | null;
  /** Starts the command as a child that ends with this process. False where one is on. */
  start(id: string, draft: DrillDraft): boolean;
  /** Asks the one that is on to end; it scores itself and goes. False where none is. */
  end(): boolean;
  /** Ends what this server started, waiting for its result. */
  close(): Promise<void>;
};

type Parts = {
  readonly config: Config;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
};

const CHILD = join(import.meta.dirname, '../command/child.ts');
const LOOK_MS = 1_000;
const CLOSE_MS = 20_000;

export function createDrillOffice({ config, onChange, onError }: Parts): DrillOffice {
  let child: ChildProcess | null = null;
  let gone: Promise<void> = Promise.resolve();
  let starting: RunningDrill | null = null;
  let isEnding = false;
  const now = (): RunningDrill | null => readRunning(config.dataDir) ?? (child === null ? null : starting);

  function watch(): void {
    let shown = '';
    const timer = setInterval(() => {
      const stage = now()?.stage ?? '';
      if (stage !== shown) onChange();
      shown = stage;
      if (child === null) clearInterval(timer);
    }, LOOK_MS);
    timer.unref();
  }

  return {
    now,
    start(id, { speed, minutes }) {
      if (now() !== null) return false;
      const args = [CHILD, 'drill', '--attached', `--id=${id}`, `--speed=${speed}`, `--minutes=${minutes}`];
      const env = { ...process.env, DATA_DIR: config.dataDir, DRILL: 'off' };
      const started = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'], env });
      const startedMs = Date.now();
      starting = { id, stage: 'starting', url: null, speed, startedMs, endsMs: startedMs + minutes * 60_000, pid: 0 };
      child = started;
      isEnding = false;
      let last = '';
      started.stderr.on('data', (chunk: Buffer) => {
        last = `${last}${chunk.toString('utf8')}`.slice(-2_000);
      });
      gone = new Promise((done) => {
        started.once('exit', (code) => {
          child = null;
          // Told to end before it was up, it goes by the signal, and nothing went wrong.
          if (code !== 0 && !isEnding) onError(new Error(`the drill ended with ${code ?? 'a signal'}: ${last}`));
          onChange();
          done();
        });
      });
      watch();
      return true;
    },
    end() {
      const running = now();
      if (running === null) return false;
      isEnding = true;
      if (child !== null) child.kill('SIGTERM');
      else process.kill(running.pid, 'SIGTERM');
      return true;
    },
    async close() {
      if (child === null) return;
      child.stdin?.end();
      const late = setTimeout(() => child?.kill('SIGKILL'), CLOSE_MS);
      await gone;
      clearTimeout(late);
    },
  };
}
