import type { Progress } from '../local/actions.ts';

const SAY_MS = 1_000;

/** Progress on stderr, a line a second at most, and one at the end. */
export function progressLine(what: string): Progress {
  let saidMs = 0;
  return (done, of) => {
    const nowMs = performance.now();
    if (done < of && nowMs - saidMs < SAY_MS) return;
    saidMs = nowMs;
    process.stderr.write(`${what} ${done} of ${of}\n`);
  };
}
