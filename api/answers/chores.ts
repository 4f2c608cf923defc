import { believe, believedMs, isDoubted, readBelief, type Belief } from '../work/believed-time.ts';
import type { Marks } from '../work/marks.ts';
import { filesToKeep } from '../desk/files-in-use.ts';
import { alertView } from './alert-view.ts';
import { DAY_MS } from './filter.ts';
import type { Parts } from './parts.ts';

/** Voices are dropped after so many days, whatever is configured. */
export const VOICE_DAYS = 30;
/** An upload that no act refers to by then was given up: a form that was closed, an answer that was never sent. */
export const UNUSED_FILE_DAYS = 2;
const HOUR_MS = 3_600_000;
const JUDGED_SPAN_MS = 7 * DAY_MS;

export const BELIEF_MARK = 'believed-time';

type ChoreParts = Parts & {
  readonly sweepWork: (nowMs: number) => number;
  readonly marks: Marks;
  /** Told at each look whether the clock is in doubt. */
  readonly onClock: (isDoubted: boolean) => void;
  readonly onError: (error: unknown) => void;
};

export type Chores = {
  /** What is done each hour. Nothing is deleted by a time that is not believed yet. */
  look(): Promise<void>;
  close(): void;
};

/** What comes round by itself: retention, the change of the voice key, records that ran out, the alert budget. */
export function startChores(parts: ChoreParts): Chores {
  let budgetDay = Math.floor(parts.now() / DAY_MS);
  const look = async (): Promise<void> => {
    const nowMs = parts.now();
    parts.voiceKeys.current();
    const belief = await lookAtClock(parts, nowMs);
    const keptMs = believedMs(belief);
    parts.sweepWork(keptMs);
    await parts.posts.dropVoicesBefore(keptMs - VOICE_DAYS * DAY_MS);
    await parts.posts.dropBefore(keptMs - parts.config.retentionDays * DAY_MS);
    await sweepFiles(parts, keptMs);
    const day = Math.floor(nowMs / DAY_MS);
    if (day === budgetDay) return;
    budgetDay = day;
    parts.lookout.adjust(wrongOrOpen(parts, nowMs), parts.desk.state().settings.alertBudget);
  };
  const timer = setInterval(() => void look().catch(parts.onError), HOUR_MS);
  return { look, close: () => clearInterval(timer) };
}

/** What is in use is looked up file by file, so that an act in the meantime keeps its own. */
async function sweepFiles({ desk, files }: Pick<Parts, 'desk' | 'files'>, keptMs: number): Promise<void> {
  let read: { readonly of: unknown; readonly hashes: ReadonlySet<string> } | null = null;
  const isInUse = (sha256: string): boolean => {
    const state = desk.state();
    if (read?.of !== state) read = { of: state, hashes: filesToKeep(state) };
    return read.hashes.has(sha256);
  };
  await files.sweep(isInUse, keptMs - UNUSED_FILE_DAYS * DAY_MS);
}

/** Remembered over restarts: a machine often comes up with a wrong clock. */
async function lookAtClock({ marks, posts, onClock }: ChoreParts, nowMs: number): Promise<Belief> {
  const held = readBelief(marks.get(BELIEF_MARK));
  const belief = believe(held, nowMs, held === null ? (await posts.stats()).lastSeenMs : null);
  marks.put(BELIEF_MARK, JSON.stringify(belief));
  onClock(isDoubted(belief));
  return belief;
}

/** Alerts of the last week that were false or that nobody judged. Red ones are outside the budget. */
function wrongOrOpen(parts: Parts, nowMs: number): number {
  return parts.raised
    .all()
    .filter((record) => nowMs - record.raisedMs < JUDGED_SPAN_MS)
    .map((record) => alertView(parts, record))
    .filter((view) => view.peak !== 'red' && (view.state === 'false-alarm' || view.state === 'new')).length;
}
