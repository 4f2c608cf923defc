import { alertView } from './alert-view.ts';
import { DAY_MS } from './filter.ts';
import type { Parts } from './parts.ts';

/** Voices are dropped after so many days, whatever is configured. */
export const VOICE_DAYS = 30;
const HOUR_MS = 3_600_000;
const JUDGED_SPAN_MS = 7 * DAY_MS;

type ChoreParts = Parts & { readonly sweepWork: (nowMs: number) => number; readonly onError: (error: unknown) => void };

/** What comes round by itself: retention, the change of the voice key, records that ran out, the alert budget. */
export function startChores(parts: ChoreParts): { close(): void } {
  let budgetDay = Math.floor(parts.now() / DAY_MS);
  const hourly = async (): Promise<void> => {
    const nowMs = parts.now();
    parts.sweepWork(nowMs);
    parts.voiceKeys.current();
    await parts.posts.dropVoicesBefore(nowMs - VOICE_DAYS * DAY_MS);
    await parts.posts.dropBefore(nowMs - parts.config.retentionDays * DAY_MS);
    const day = Math.floor(nowMs / DAY_MS);
    if (day === budgetDay) return;
    budgetDay = day;
    parts.lookout.adjust(wrongOrOpen(parts, nowMs), parts.desk.state().settings.alertBudget);
  };
  const timer = setInterval(() => void hourly().catch(parts.onError), HOUR_MS);
  return { close: () => clearInterval(timer) };
}

/** Alerts of the last week that were false or that nobody judged. Red ones are outside the budget. */
function wrongOrOpen(parts: Parts, nowMs: number): number {
  return parts.raised
    .all()
    .filter((record) => nowMs - record.raisedMs < JUDGED_SPAN_MS)
    .map((record) => alertView(parts, record))
    .filter((view) => view.peak !== 'red' && (view.state === 'false-alarm' || view.state === 'new')).length;
}
