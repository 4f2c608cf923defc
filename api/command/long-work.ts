import { configOrExit } from '../config.ts';
import type { LocalActions, Progress } from '../local/actions.ts';
import { explain, withActions } from '../local/with-actions.ts';
import { progressLine } from './progress.ts';

export type LongWork = {
  readonly name: string;
  readonly help: string;
  readonly args: readonly string[];
  /** What is done to each post, for the lines of progress. */
  readonly what: string;
};

/** Runs a long action on the stored posts, with progress on stderr and `{"posts": N}` on stdout; an argument is wrong use. */
export async function runLongWork(
  { name, help, args, what }: LongWork,
  work: (actions: LocalActions, progress: Progress) => Promise<number>,
): Promise<number> {
  if (args.length > 0) {
    process.stderr.write(`${name} takes no arguments: ${args.join(' ')}\n\n${help}`);
    return 2;
  }
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
