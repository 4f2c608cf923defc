import { configOrExit } from '../config.ts';
import type { LocalActions, Progress } from '../local/actions.ts';
import { explain, withActions } from '../local/with-actions.ts';
import { progressLine } from './progress.ts';

/** Runs a long action on the stored posts, with progress on stderr and `{"posts": N}` on stdout. */
export async function runLongWork(
  what: string,
  work: (actions: LocalActions, progress: Progress) => Promise<number>,
): Promise<number> {
  try {
    const posts = await withActions(configOrExit(), (actions) => work(actions, progressLine(what)));
    process.stdout.write(`${JSON.stringify({ posts })}\n`);
    return 0;
  } catch (error) {
    const why = explain(error);
    if (why === null) throw error;
    process.stderr.write(`${why}\n`);
    return 1;
  }
}
