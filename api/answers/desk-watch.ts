import { startClockWatch } from './clock-watch.ts';
import { startConcernWatch } from './concern-watch.ts';

/** What looks by itself at the deadlines of the desk: those of claims and inquiries, and those of the ledger. */
export function startDeskWatch(parts: Parameters<typeof startClockWatch>[0]): { close(): void } {
  const watches = [startClockWatch(parts), startConcernWatch(parts)];
  return { close: () => watches.forEach((watch) => watch.close()) };
}
