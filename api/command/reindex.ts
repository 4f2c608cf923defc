import { configOrExit } from '../config.ts';
import { explain, withActions } from '../local/with-actions.ts';
import { progressLine } from './progress.ts';

export const help = `usage: npm run -s firstword -- reindex

Analyses every stored post again by the lexicon in force, then counts the series again. An edit is not a spike: nothing is
raised for what changes. Search keeps working. Runs beside a live server (through its local socket) or without one.
Prints {"posts": N} on stdout, progress on stderr.

exit: 0 done, 1 refused (the reason is on stderr)
`;

export async function run(): Promise<number> {
  try {
    const posts = await withActions(configOrExit(), (actions) => actions.reindex(progressLine('analysed')));
    process.stdout.write(`${JSON.stringify({ posts })}\n`);
    return 0;
  } catch (error) {
    const why = explain(error);
    if (why === null) throw error;
    process.stderr.write(`${why}\n`);
    return 1;
  }
}
