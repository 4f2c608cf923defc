import { runLongWork } from './long-work.ts';

export const help = `usage: npm run -s firstword -- reindex

Analyses every stored post again by the lexicon in force, then counts the series again. An edit is not a spike: nothing is
raised for what changes. Search keeps working. Runs beside a live server (through its local socket) or without one.
Prints {"posts": N} on stdout, progress on stderr.

exit: 0 done, 1 refused (the reason is on stderr), 2 wrong use
`;

export function run(args: readonly string[]): Promise<number> {
  return runLongWork({ name: 'reindex', help, args, what: 'analysed' }, (actions, progress) =>
    actions.reindex(progress),
  );
}
