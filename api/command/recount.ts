import { runLongWork } from './long-work.ts';

export const help = `usage: npm run -s firstword -- recount

Counts the series again from the store, for when the warning's state was lost or is doubted. Raises nothing for the past.
Runs beside a live server (through its local socket) or without one. Prints {"posts": N} on stdout, progress on stderr.

exit: 0 done, 1 refused (the reason is on stderr), 2 wrong use
`;

export function run(args: readonly string[]): Promise<number> {
  return runLongWork({ name: 'recount', help, args, what: 'counted' }, (actions, progress) =>
    actions.recount(progress),
  );
}
