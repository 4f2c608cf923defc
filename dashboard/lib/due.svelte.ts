import { call, type Reply } from './api.ts';
import { live } from './live.svelte.ts';
import { Load } from './load.svelte.ts';
import { session } from './session.svelte.ts';

/** Who is on duty and what ends next: for the top bar and the overview. */
export const due = new Load<Reply<'GET /api/clocks'>>();

/** Ends come and shifts change without anybody's act, so it is asked for again. */
const AGAIN_MS = 60_000;
/** Several things change at once: one question answers them all. */
const SETTLE_MS = 500;
const CHANGES: ReadonlySet<string> = new Set(['claim', 'statement', 'concern', 'clock', 'office', 'briefing']);

/** Keeps it fresh until the function given back is called. */
export function watchDue(): () => void {
  const refresh = (): void => {
    if (session.may('read')) void due.run(call('GET /api/clocks', {}));
  };
  let settling: ReturnType<typeof setTimeout> | undefined;
  const stop = live.listen((event) => {
    if (event.kind !== 'changed' || !CHANGES.has(event.what)) return;
    clearTimeout(settling);
    settling = setTimeout(refresh, SETTLE_MS);
  });
  const back = live.onReturn(refresh);
  const timer = setInterval(refresh, AGAIN_MS);
  refresh();
  return () => {
    stop();
    back();
    clearTimeout(settling);
    clearInterval(timer);
  };
}
